import type { Appearance } from './appearance';
import { folded, personKey } from './identity';
import { compareTimes, parseTime, type Time } from './timecode';

/** A stretch of time in which several people are seen at once. */
export interface Together {
	itemId: string;
	people: string[];
	personIds: string[];
	start: string;
	end: string;
	startSeconds: number | null;
	endSeconds: number | null;
	durationSeconds: number | null;
	startTimecode: string | null;
	endTimecode: string | null;
}

interface Edge {
	time: Time;
	appearance: Appearance;
	opens: boolean;
}

/**
 * When several people are seen at once, in order of time: with `wanted` (names or ids, at least two) when all of
 * those are, else when anybody is with somebody else. A stretch ends when who is seen changes.
 */
export function togetherSpans(appearances: readonly Appearance[], wanted: readonly string[] = []): Together[] {
	const names = [...new Set(wanted.map(folded).filter((name) => name !== ''))];
	// Who is seen for no time at all is with nobody.
	const relevant = appearances.filter(
		(appearance) =>
			appearance.durationSeconds !== 0 && (names.length === 0 || names.some((name) => isCalled(appearance, name))),
	);
	const edges = relevant
		.flatMap((appearance) => [edge(appearance, true), edge(appearance, false)])
		.sort((a, b) => compareTimes(a.time, b.time) || Number(a.opens) - Number(b.opens));
	const present = new Map<string, { appearance: Appearance; count: number }>();
	const found: Together[] = [];
	let from: Edge | undefined;
	for (let at = 0; at < edges.length;) {
		const here = edges[at] as Edge;
		const people = [...present.values()].map(({ appearance }) => appearance);
		const all =
			names.length === 0
				? people.length > 1
				: names.every((name) => people.some((appearance) => isCalled(appearance, name)));
		if (all && from && compareTimes(from.time, here.time) < 0) found.push(stretch(people, from, here));
		for (; at < edges.length && compareTimes((edges[at] as Edge).time, here.time) === 0; at++)
			step(present, edges[at] as Edge);
		from = here;
	}
	return joined(found);
}

const edge = (appearance: Appearance, opens: boolean): Edge => ({
	time: parseTime(opens ? appearance.start : appearance.end),
	appearance,
	opens,
});

function step(present: Map<string, { appearance: Appearance; count: number }>, { appearance, opens }: Edge): void {
	const who = personKey(appearance);
	const known = present.get(who) ?? { appearance, count: 0 };
	known.count += opens ? 1 : -1;
	if (known.count > 0) present.set(who, known);
	else present.delete(who);
}

function stretch(people: Appearance[], from: Edge, to: Edge): Together {
	const sorted = [...people].sort((a, b) => (a.person < b.person ? -1 : 1));
	const side = ({ appearance, opens }: Edge) =>
		opens
			? { text: appearance.start, seconds: appearance.startSeconds, timecode: appearance.startTimecode }
			: { text: appearance.end, seconds: appearance.endSeconds, timecode: appearance.endTimecode };
	const [start, end] = [side(from), side(to)];
	return {
		itemId: sorted[0]?.itemId ?? '',
		people: sorted.map(({ person }) => person),
		personIds: sorted.map(({ personId }) => personId),
		start: start.text,
		end: end.text,
		startSeconds: start.seconds,
		endSeconds: end.seconds,
		durationSeconds: duration(start.seconds, end.seconds),
		startTimecode: start.timecode,
		endTimecode: end.timecode,
	};
}

/** Neighbours with the same people are one: somebody's appearance may end where his next one begins. */
function joined(found: Together[]): Together[] {
	const result: Together[] = [];
	for (const next of found) {
		const last = result.at(-1);
		if (
			last &&
			compareTimes(parseTime(last.end), parseTime(next.start)) === 0 &&
			JSON.stringify([last.people, last.personIds]) === JSON.stringify([next.people, next.personIds])
		) {
			Object.assign(last, {
				end: next.end,
				endSeconds: next.endSeconds,
				endTimecode: next.endTimecode,
				durationSeconds: duration(last.startSeconds, next.endSeconds),
			});
		} else result.push(next);
	}
	return result;
}

const duration = (from: number | null, to: number | null): number | null =>
	from === null || to === null ? null : Math.round((to - from) * 1e9) / 1e9;

const isCalled = ({ person, personId }: Appearance, name: string): boolean =>
	folded(person) === name || folded(personId) === name;
