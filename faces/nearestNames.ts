import { editDistance } from './editDistance';
import { folded } from './identity';

/** So many names are named at most. */
const most = 3;

/**
 * The names among `known` that somebody may have meant who asked for `asked`, the nearest first: those that a few
 * slips of the keys lead to (a third of the letters at most), or of which one word was typed. Without regard to case
 * and Unicode form.
 */
export function nearestNames(asked: string, known: readonly string[]): string[] {
	const meant = folded(asked);
	return [...new Set(known)]
		.map((name) => ({ name, away: awayFrom(meant, folded(name)) }))
		.filter(({ away }) => away < Infinity)
		.sort((a, b) => a.away - b.away || (a.name < b.name ? -1 : 1))
		.slice(0, most)
		.map(({ name }) => name);
}

function awayFrom(asked: string, name: string): number {
	const slips = editDistance(asked, name);
	if (slips <= Math.max(1, Math.floor(Math.max(asked.length, name.length) / 3))) return slips;
	const words = new Set(wordsOf(name));
	return wordsOf(asked).some((word) => words.has(word)) ? slips + asked.length : Infinity;
}

/** Words of one or two letters are in too many names. */
const wordsOf = (text: string): string[] => text.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 2);
