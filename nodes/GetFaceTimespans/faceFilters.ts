import { textsOrLines } from '../appearances/textsOrLines';
import { filters, optional } from '../kit/fields/grouped';
import { choice, number } from '../kit/fields/plain';

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

/** Which faces are wanted. */
export const faceFilters = filters({
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
	minConfidence: optional(
		number({
			displayName: 'Smallest Confidence',
			default: 0.75,
			minValue: 0,
			maxValue: 1,
			precision: 3,
			description: 'From 0 to 1. Faces without a confidence are kept.',
		}),
	),
	minDuration: optional(
		number({
			displayName: 'Smallest Duration (Seconds)',
			default: 1,
			minValue: 0,
			precision: 3,
			description: 'Leaves out what is shorter, after neighbours are joined',
		}),
	),
});
