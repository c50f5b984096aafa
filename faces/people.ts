import type { Appearance } from './appearance';
import { personKey } from './identity';
import { gapOfSeconds, mergeAppearances } from './merge';

/** How one person appears in one item. */
export interface PersonSummary {
	itemId: string;
	person: string;
	personId: string;
	known: boolean;
	/** Seconds in which the person is seen; overlapping appearances count once, open-ended ones not at all. */
	totalSeconds: number;
	appearances: number;
	firstSeconds: number | null;
	lastSeconds: number | null;
	firstTimecode: string | null;
	lastTimecode: string | null;
	bestConfidence: number | null;
}

/** One row a person and item, who is seen longest first. */
export function summarizePeople(appearances: readonly Appearance[]): PersonSummary[] {
	const rows = new Map<string, Appearance[]>();
	for (const appearance of appearances) {
		const who = JSON.stringify([appearance.itemId, personKey(appearance)]);
		const own = rows.get(who);
		if (own) own.push(appearance);
		else rows.set(who, [appearance]);
	}
	return [...rows.values()]
		.map(summary)
		.sort((a, b) => b.totalSeconds - a.totalSeconds || (a.person < b.person ? -1 : 1));
}

function summary(own: Appearance[]): PersonSummary {
	const stretches = mergeAppearances(own, gapOfSeconds(0));
	// Apart from the open-ended ones, which would swallow what lies in them.
	const closed = mergeAppearances(
		own.filter(({ durationSeconds }) => durationSeconds !== null),
		gapOfSeconds(0),
	);
	const [first, last] = [stretches[0], stretches.at(-1)];
	const best = own.reduce((highest, { confidence }) => Math.max(highest, confidence ?? -1), -1);
	const newest = own[own.length - 1] as Appearance;
	return {
		person: newest.person,
		totalSeconds: Math.round(closed.reduce((sum, { durationSeconds }) => sum + (durationSeconds ?? 0), 0) * 1e9) / 1e9,
		appearances: own.length,
		firstSeconds: first?.startSeconds ?? null,
		lastSeconds: last?.endSeconds ?? null,
		firstTimecode: first?.startTimecode ?? null,
		lastTimecode: last?.endTimecode ?? null,
		bestConfidence: best < 0 ? null : best,
		known: newest.known,
		itemId: newest.itemId,
		personId: newest.personId,
	};
}
