import type { Appearance } from './appearance';
import { compareText } from './compareText';
import { folded, personKey } from './identity';
import { compareTimes, secondsBetween, type Time } from './timecode';

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

/** An edge of an appearance. */
interface Edge {
	time: Time;
	appearance: Appearance;
	opens: boolean;
}

/**
 * When several people are seen at once, in order of time: with `wanted` (names or ids, at least two) when all of
 * those are, else when anybody is with somebody else. A stretch ends when who is seen changes.
 */
export const togetherSpans = (appearances: readonly Appearance[], wanted: readonly string[] = []): Together[] =>
	togetherStretches(
		appearances,
		wanted.map((name) => [name]),
	).map(asRow);

/**
 * The same with the exact times and everybody's appearance. Each of `wanted` is one person by all the names and ids
 * that he has.
 */
export function togetherStretches(
	appearances: readonly Appearance[],
	wanted: ReadonlyArray<readonly string[]> = [],
): TogetherStretch[] {
	const names = distinct(wanted);
	// Who is seen for no time at all is with nobody.
	const relevant = appearances.filter(
		(appearance) =>
			appearance.durationSeconds !== 0 && (names.length === 0 || names.some((name) => isCalled(appearance, name))),
	);
	const edges = relevant
		.flatMap((appearance) => [edge(appearance, true), edge(appearance, false)])
		.sort((a, b) => compareTimes(a.time, b.time) || Number(a.opens) - Number(b.opens));
	const present = new Map<string, { appearance: Appearance; count: number }>();
	const found: TogetherStretch[] = [];
	let from: Edge | undefined;
	for (let at = 0; at < edges.length;) {
		const here = edges[at] as Edge;
		const people = [...present.values()].map(({ appearance }) => appearance);
		const all =
			names.length === 0
				? people.length > 1
				: names.every((name) => people.some((appearance) => isCalled(appearance, name)));
		if (all && from && compareTimes(from.time, here.time) < 0) add(found, people, from, here);
		for (; at < edges.length && compareTimes((edges[at] as Edge).time, here.time) === 0; at++)
			step(present, edges[at] as Edge);
		from = edges[at - 1];
	}
	return found;
}

/** Without empty names, and nobody twice. */
function distinct(wanted: ReadonlyArray<readonly string[]>): Array<ReadonlySet<string>> {
	const sets = wanted.map((names) => new Set(names.map(folded).filter((name) => name !== '')));
	const byNames = new Map(sets.map((names) => [JSON.stringify([...names].sort()), names]));
	return [...byNames.values()].filter(({ size }) => size > 0);
}

const edge = (appearance: Appearance, opens: boolean): Edge => ({
	time: opens ? appearance.from : (appearance.to ?? '+INF'),
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

/** From one edge to another the same people are seen. */
export interface TogetherStretch {
	people: Appearance[];
	from: Edge;
	to: Edge;
}

/** Neighbours with the same people are one: somebody's appearance may end where his next one begins. */
function add(found: TogetherStretch[], present: Appearance[], from: Edge, to: Edge): void {
	const people = [...present].sort(byName);
	const last = found.at(-1);
	if (last && compareTimes(last.to.time, from.time) === 0 && samePeople(last.people, people)) last.to = to;
	else found.push({ people, from, to });
}

/** Two people may have the same name. */
const byName = (a: Appearance, b: Appearance): number =>
	compareText(a.person, b.person) || compareText(personKey(a), personKey(b));

const samePeople = (a: Appearance[], b: Appearance[]): boolean =>
	a.length === b.length && a.every((one, n) => personKey(one) === personKey(b[n] as Appearance));

function asRow({ people, from, to }: TogetherStretch): Together {
	const [start, end] = [side(from), side(to)];
	return {
		people: people.map(({ person }) => person),
		startTimecode: start.timecode,
		endTimecode: end.timecode,
		startSeconds: start.seconds,
		endSeconds: end.seconds,
		durationSeconds: start.seconds === null ? null : length(from.time, to.time),
		itemId: people[0]?.itemId ?? '',
		start: start.text,
		end: end.text,
		personIds: people.map(({ personId }) => personId),
	};
}

const length = (from: Time, to: Time): number | null =>
	typeof from === 'string' || typeof to === 'string' ? null : secondsBetween(from, to);

const side = ({ appearance, opens }: Edge) =>
	opens
		? { text: appearance.start, seconds: appearance.startSeconds, timecode: appearance.startTimecode }
		: { text: appearance.end, seconds: appearance.endSeconds, timecode: appearance.endTimecode };

const isCalled = ({ person, personId }: Appearance, names: ReadonlySet<string>): boolean =>
	names.has(folded(person)) || names.has(folded(personId));
