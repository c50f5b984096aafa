import { uncertain } from '../uncertain';

/**
 * How texts are taken apart for the index and for a search. The emulator's own reading: nothing of the nodes' is used,
 * so that a mistake there is noticed.
 */

const known = new Map<string, readonly string[]>();
const mostKnown = 500_000;

/** The words of a value, in small letters: runs of letters, digits and underscores. */
export function wordsOf(value: string): readonly string[] {
	let words = known.get(value);
	if (!words) {
		words = value.toLowerCase().match(/[\p{L}\p{M}\p{N}_]+/gu) ?? [];
		if (known.size >= mostKnown) known.clear();
		known.set(value, words);
	}
	return words;
}

/** Says whether a value is what was asked for. */
export type Test = (value: string) => boolean;

/** A piece of what was typed: letters as they are, or a wildcard. */
type Letter = { letter: string } | { wildcard: '*' | '?' };

/** Takes backslashes away: what follows one stands for itself. */
function letters(text: string): Letter[] {
	const found: Letter[] = [];
	for (let at = 0; at < text.length; at++) {
		const letter = text.charAt(at);
		if (letter === uncertain.escape && at + 1 < text.length) found.push({ letter: text.charAt(++at) });
		else if (letter === '*' || letter === '?') found.push({ wildcard: letter });
		else found.push({ letter });
	}
	return found;
}

const plain = (parts: Letter[]): string => parts.map((part) => ('letter' in part ? part.letter : '')).join('');
const hasWildcard = (parts: Letter[]): boolean => parts.some((part) => 'wildcard' in part);

function pattern(parts: Letter[], flags: string): RegExp {
	const source = parts.map((part) =>
		'letter' in part ? part.letter.replace(/[.*+?^${}()|[\]\\]/g, '\\$&') : part.wildcard === '*' ? '.*' : '.',
	);
	return new RegExp(`^${source.join('')}$`, flags);
}

/** What quotes hold, when they are around the whole of it. */
const quoted = (text: string): string | undefined => /^"((?:[^"\\]|\\.)*)"$/s.exec(text)?.[1];

/**
 * A search in values that are split into words: any of the pieces between blanks is enough (documented), in any case.
 * One with wildcards is looked for as one word, any other as its words next to each other, and so is what stands in
 * quotes.
 */
export function wordTest(text: string): Test {
	const tests = pieceTests(text);
	return (value) => tests.length === 0 || tests.some((test) => test(value));
}

/** The tests for the single pieces of a text. */
export function pieceTests(text: string): Test[] {
	const pieces = text.match(/"(?:[^"\\]|\\.)*"|(?:\\.|[^\s"\\])+/gs) ?? [];
	return pieces.map((piece) => {
		const inside = quoted(piece);
		const parts = letters(inside ?? piece);
		if (inside === undefined && hasWildcard(parts)) {
			const wanted = pattern(parts.map(inSmall), 's');
			return (value) => wordsOf(value).some((word) => wanted.test(word));
		}
		const wanted = wordsOf(plain(parts));
		return (value) => holds(wordsOf(value), wanted);
	});
}

const inSmall = (part: Letter): Letter => ('letter' in part ? { letter: part.letter.toLowerCase() } : part);

/** Whether the wanted words stand in the others, next to each other. */
function holds(words: readonly string[], wanted: readonly string[]): boolean {
	if (wanted.length === 0) return true;
	return words.some((_, at) => wanted.every((word, place) => words[at + place] === word));
}

/** A search in values that are one token: the whole value, upper and lower case as they are. */
export function exactTest(text: string): Test {
	const inside = quoted(text);
	const parts = letters(inside ?? text);
	if (inside !== undefined || !hasWildcard(parts)) {
		const wanted = plain(parts);
		return (value) => value === wanted;
	}
	const wanted = pattern(parts, 's');
	return (value) => wanted.test(value);
}
