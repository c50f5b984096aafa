import type { Appearance } from './appearance';
import { personKey } from './identity';
import { compareTimes, parseTime, type Time, type TimeBase } from './timecode';

/** A length of time in seconds, as a fraction. */
export interface Gap {
	num: bigint;
	den: bigint;
}

/** To a thousandth of a second. */
export const gapOfSeconds = (seconds: number): Gap => ({ num: BigInt(Math.round(seconds * 1000)), den: 1000n });

export const gapOfFrames = (frames: number, { rate, per }: TimeBase): Gap => ({
	num: BigInt(Math.round(frames)) * per,
	den: rate,
});

/**
 * Joins the appearances of one person in one item that overlap or lie at most `gapSeconds` apart. The joined one
 * lasts from the first start to the last end, has the best confidence, and says how many it was made of. The gap is
 * compared exactly. Order: by start, then end, then person.
 */
export function mergeAppearances(appearances: readonly Appearance[], gap: Gap): Appearance[] {
	const timed = appearances
		.map((appearance) => ({ appearance, start: parseTime(appearance.start), end: parseTime(appearance.end) }))
		.sort(byTime);
	const open = new Map<string, (typeof timed)[number]>();
	const merged: typeof timed = [];
	for (const next of timed) {
		const who = JSON.stringify([next.appearance.itemId, personKey(next.appearance)]);
		const last = open.get(who);
		if (last && gapWithin(last.end, next.start, gap)) {
			join(last, next);
			continue;
		}
		const copy = { ...next, appearance: copyOf(next.appearance) };
		open.set(who, copy);
		merged.push(copy);
	}
	return merged.sort(byTime).map(({ appearance }) => appearance);
}

/** With a list of its own for what is joined into it. */
const copyOf = (appearance: Appearance): Appearance =>
	appearance.extra ? { ...appearance, extra: [...appearance.extra] } : { ...appearance };

type Timed = { appearance: Appearance; start: Time; end: Time };

const byTime = (a: Timed, b: Timed) =>
	compareTimes(a.start, b.start) ||
	compareTimes(a.end, b.end) ||
	(a.appearance.person < b.appearance.person ? -1 : Number(a.appearance.person > b.appearance.person));

function gapWithin(end: Time, start: Time, gap: Gap): boolean {
	if (compareTimes(end, start) >= 0) return true;
	if (typeof end === 'string' || typeof start === 'string') return false;
	return (start.num * end.den - end.num * start.den) * gap.den <= gap.num * start.den * end.den;
}

function join(into: Timed, next: Timed): void {
	const { appearance } = into;
	if (compareTimes(next.end, into.end) > 0) {
		into.end = next.end;
		appearance.end = next.appearance.end;
		appearance.endSeconds = next.appearance.endSeconds;
		appearance.endTimecode = next.appearance.endTimecode;
		appearance.durationSeconds =
			appearance.startSeconds === null || appearance.endSeconds === null
				? null
				: round(appearance.endSeconds - appearance.startSeconds);
	}
	const best = Math.max(appearance.confidence ?? -1, next.appearance.confidence ?? -1);
	appearance.confidence = best < 0 ? null : best;
	appearance.mergedFrom = (appearance.mergedFrom ?? 1) + (next.appearance.mergedFrom ?? 1);
	if (next.appearance.extra) (appearance.extra ??= []).push(...next.appearance.extra);
}

const round = (seconds: number) => Math.round(seconds * 1e9) / 1e9;
