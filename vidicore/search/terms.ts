/*
 * How VidiCore's search reads a value: `*` and `?` are wildcards, quotes make a phrase, and a backslash takes a
 * character's meaning away. The first is documented, the others are the rules of the index behind it (inferred).
 */

/** A text in which nothing is special. */
const literal = (text: string): string => text.replace(/[\\*?"]/g, '\\$&');

/** Letters, digits and underscores: one word in every kind of field. */
export const isOneWord = (text: string): boolean => /^[\p{L}\p{M}\p{N}_]+$/u.test(text);

/** What a search is split into in fields of type `string`. */
const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{M}\p{N}_]+/gu) ?? [];

/** Whether a field's values are one token each: it is of a type that is not split into words. */
export const isExact = (type: string): boolean => !/^string(-sortable|-noindex)*$/.test(type);

/**
 * The value as a whole. In fields that are split into words it finds these words next to each other, whatever stands
 * around them; VidiCore cannot ask for more there.
 */
export const whole = (value: string): string => (/\s/.test(value) ? `"${literal(value)}"` : literal(value));

/** Any value: the field exists. */
export const anything = '*';

/**
 * What of a search document finds what holds these words, in whatever order and in any of its texts; nothing of one for
 * no words. As one text, `*two words*` would be two words of which each has one open end only (documented: texts are
 * split into words, and case does not count there).
 */
export function textSearch(words: string): { text?: Array<{ value: string }> } {
	const text = wordsOf(words).map((word) => ({ value: `*${word}*` }));
	return text.length === 0 ? {} : { text };
}

/** The terms that must all be found for a value that holds this text, in a field of that type. */
export function holding(text: string, type: string): string[] {
	if (isOneWord(text)) return [`*${text}*`];
	return isExact(type) ? [`*${escapedBlanks(text)}*`] : wordsOf(text).map((word) => `*${word}*`);
}

/** The same for a value that begins with this text. */
export function beginning(text: string, type: string): string[] {
	if (isOneWord(text)) return [`${text}*`];
	if (isExact(type)) return [`${escapedBlanks(text)}*`];
	const words = wordsOf(text);
	return words.map((word, index) => (index === words.length - 1 ? `${word}*` : word));
}

const escapedBlanks = (text: string): string => literal(text).replace(/\s/g, '\\$&');
