import { UserError } from '../kit/errors';
import type { Field } from '../kit/field';
import { text } from '../kit/fields/plain';

/** Names, ids or other texts, as a text with line ends or commas, or as a list that an expression gives. */
export const textsOrLines = (
	words: { displayName: string; placeholder: string; description: string },
	refusal = {
		what: 'texts',
		example: '["Car", "Crowd, large"]',
	},
): Field<string | string[]> => ({
	property: text({ ...words, rows: 3 }).property,
	parse: (raw, displayName) => textsIn(raw ?? '', displayName, refusal),
});

function textsIn(
	asked: unknown,
	displayName: string,
	{ what, example }: { what: string; example: string },
): string | string[] {
	const list = Array.isArray(asked) ? (asked as unknown[]) : [asked];
	const texts = list.filter((one) => typeof one === 'string' || typeof one === 'number').map(String);
	if (texts.length < list.length)
		throw new UserError(
			`"${displayName}" takes ${what}, and its expression gives something else`,
			`Let it give a text, or a list of texts such as ${example}.`,
		);
	return Array.isArray(asked) ? texts : (texts[0] ?? '');
}
