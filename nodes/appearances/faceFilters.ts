import { leastFilters } from './leastFilters';
import { textsOrLines } from './textsOrLines';
import { filters } from '../kit/fields/grouped';
import { choice } from '../kit/fields/plain';

const persons = textsOrLines(
	{
		displayName: 'Persons',
		placeholder: 'e.g. Ada Nordin, Grace Hopper',
		description:
			'Only these, by name or ID: one per line, or in one line separated by commas. A name that has a comma itself ' +
			'stands on a line of its own, or in a list that an expression gives.',
	},
	{ what: 'names or ids', example: '["Davis, Sammy", "Ada Nordin"]' },
);

export const faceFilterFields = {
	show: choice({
		displayName: 'Faces',
		options: [
			{ name: 'All', value: 'all' },
			{ name: 'Known People', value: 'known' },
			{ name: 'Unknown Faces', value: 'unknown' },
		],
		default: 'all',
	}),
	persons,
	...leastFilters('Faces'),
};

/** Which faces are wanted. */
export const faceFilters = filters(faceFilterFields);
