import { UserError } from '../kit/errors';
import type { Field } from '../kit/field';
import { filters, optional } from '../kit/fields/grouped';
import { choice, number, text } from '../kit/fields/plain';

/** Names or ids, as a text with line ends or commas, or as a list that an expression gives. */
const persons: Field<string | string[]> = {
	property: text({
		displayName: 'Persons',
		rows: 3,
		placeholder: 'e.g. Ada Nordin, Grace Hopper',
		description:
			'Only these, by name or ID: one per line, or in one line separated by commas. A name that has a comma itself ' +
			'stands on a line of its own, or in a list that an expression gives.',
	}).property,
	parse: (raw, displayName) => namesIn(raw ?? '', displayName),
};

function namesIn(asked: unknown, displayName: string): string | string[] {
	const list = Array.isArray(asked) ? (asked as unknown[]) : [asked];
	const names = list.filter((name) => typeof name === 'string' || typeof name === 'number').map(String);
	if (names.length < list.length)
		throw new UserError(
			`"${displayName}" takes names or ids, and its expression gives something else`,
			'Let it give a text, or a list of texts such as ["Davis, Sammy", "Ada Nordin"].',
		);
	return Array.isArray(asked) ? names : (names[0] ?? '');
}

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
