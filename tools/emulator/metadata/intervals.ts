import { invalidInput } from '../faults';
import type { Collection, Item, Span } from '../entities';
import { inSeconds, isBefore, roughly, type Fraction } from '../time';
import { lastChange, type Change } from './changes';

/** What an answer is to tell of: what is not timed, and which time spans. */
export interface Intervals {
	generic: boolean;
	/** Whether a timed span is among them. */
	has(start: string, end: string): boolean;
	/** From and to where it is one plain interval. */
	bounds?: [Fraction, Fraction];
}

/**
 * Reads `interval` of a query: `generic`, `all`, times, with commas between. Throws 400 for anything else. `result`
 * stands for `hits`: the intervals in which a search has found something, all where there was no search.
 */
export function intervalsIn(query: URLSearchParams, hits: readonly string[] = ['all']): Intervals {
	const wanted = (query.get('interval') ?? 'all').split(',').flatMap((one) => (one === 'result' ? hits : [one]));
	const all = wanted.includes('all');
	const plain = wanted.filter((one) => one !== 'all' && one !== 'generic').map(boundsOf);
	return {
		generic: all || wanted.includes('generic'),
		has: (start, end) =>
			all || plain.some(([from, to]) => isBefore(inSeconds(start), to) && isBefore(from, inSeconds(end))),
		bounds: !all && plain.length === 1 ? plain[0] : undefined,
	};
}

/** Split at the first "-" that is no leading sign (documented form). */
function boundsOf(interval: string): [Fraction, Fraction] {
	const parts = /^(.[^-]*)-(.+)$/.exec(interval);
	if (!parts) throw invalidInput('interval', 'Not an interval', undefined, interval);
	return [inSeconds(parts[1] ?? ''), inSeconds(parts[2] ?? '')];
}

const secondsOf = new WeakMap<Item | Collection, { change: Change; count: number; from: number[]; to: number[] }>();

/** Those spans of a thing that are among the intervals; long items are served in windows quickly. */
export function spansIn(thing: Item | Collection, intervals: Intervals): Span[] {
	const { spans = [] } = thing;
	return nearby(thing, spans, intervals).filter(({ start, end }) => intervals.has(start, end));
}

/** Those that may be in the one interval, by their seconds; in doubt more. */
function nearby(thing: Item | Collection, spans: Span[], { bounds }: Intervals): Span[] {
	if (!bounds || spans.length < 1000) return spans;
	let known = secondsOf.get(thing);
	if (!known || known.change !== lastChange(thing) || known.count !== spans.length) {
		const seconds = (pick: 'start' | 'end') => spans.map((span) => roughly(inSeconds(span[pick])));
		known = { change: lastChange(thing), count: spans.length, from: seconds('start'), to: seconds('end') };
		secondsOf.set(thing, known);
	}
	const { from, to } = known;
	const [first, last] = bounds.map(roughly) as [number, number];
	return spans.filter((_, at) => (from[at] as number) <= last + 0.001 && (to[at] as number) >= first - 0.001);
}
