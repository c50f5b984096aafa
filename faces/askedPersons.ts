import type { Appearance } from './appearance';
import { folded } from './identity';

/** No name has more commas than this; it bounds the work on texts that are none. */
const mostCommas = 8;

/**
 * The names and ids that somebody asks for. A list holds them as they are, and so do several lines; in one line they
 * are separated by commas. Names may have commas themselves: in one line the longest piece counts that is the name of
 * somebody seen here, so `Davis, Sammy, Ada` is two people where Davis, Sammy is seen. Empty ones are left out.
 */
export const askedPersons = (asked: string | readonly string[], appearances: readonly Appearance[]): string[] =>
	askedTexts(asked, () => appearances.flatMap(({ person, personId }) => [person, personId]));

/** The same for any texts; `known` are those that there are. */
export function askedTexts(asked: string | readonly string[], known: () => readonly string[]): string[] {
	const list = typeof asked === 'string' ? asked.split(/[\r\n]+/) : asked;
	const names = list.map((name) => name.trim()).filter((name) => name !== '');
	const [only = ''] = names;
	return typeof asked === 'string' && names.length === 1 ? fromOneLine(only, known()) : names;
}

function fromOneLine(line: string, known: readonly string[]): string[] {
	const parts = line.split(',').map((part) => part.trim());
	const withCommas = new Set(known.filter((name) => name.includes(',')).map(folded));
	const names: string[] = [];
	for (let at = 0; at < parts.length;) {
		const pieces = withCommas.size === 0 ? 1 : longestName(parts.slice(at, at + 1 + mostCommas), withCommas);
		names.push(parts.slice(at, at + pieces).join(', '));
		at += pieces;
	}
	return names.filter((name) => name !== '');
}

/** How many of the first parts are one name together; 1 unless somebody is called so. */
function longestName(parts: readonly string[], names: ReadonlySet<string>): number {
	for (let pieces = parts.length; pieces > 1; pieces--)
		if (names.has(folded(parts.slice(0, pieces).join(',')))) return pieces;
	return 1;
}
