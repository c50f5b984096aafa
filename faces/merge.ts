import type { Appearance } from './appearance';
import type { ExtraGroup } from './groups';
import { personKey } from './identity';
import { Stretch } from './stretch';
import type { TimeBase } from './timecode';

/** A length of time in seconds, as a fraction. */
export interface Gap {
	num: bigint;
	den: bigint;
}

/** To a thousandth of a second. */
export const gapOfSeconds = (seconds: number): Gap => ({ num: BigInt(Math.round(seconds * 1000)), den: 1000n });

/** So many whole frames at that rate. */
export const gapOfFrames = (frames: number, { rate, per }: TimeBase): Gap => ({
	num: BigInt(Math.round(frames)) * per,
	den: rate,
});

/**
 * Joins the appearances of one person in one item that overlap or lie at most `gap` apart. The joined one lasts from
 * the first start to the last end, has the best confidence, and says how many it was made of. The gap is compared
 * exactly. Order: by start, then end, then person. Takes time in proportion to the appearances, apart from sorting.
 */
export const mergeAppearances = (appearances: readonly Appearance[], gap: Gap): Appearance[] =>
	mergeRows(appearances, gap, personKey);

/** What a row must have to be joined with its neighbours. */
interface Joinable<Row> extends Stretch {
	readonly confidence: number | null;
	readonly mergedFrom?: number;
	readonly extra?: readonly ExtraGroup[];
	until(last: Row, said: { confidence: number | null; mergedFrom: number; extra?: readonly ExtraGroup[] }): Row;
}

/** The same for any rows with a stretch of time; `keyOf` is the same text for those that may be joined. */
export function mergeRows<Row extends Joinable<Row>>(
	rows: readonly Row[],
	gap: Gap,
	keyOf: (row: Row) => string,
): Row[] {
	const open = new Map<string, Run<Row>>();
	const runs: Array<Run<Row>> = [];
	for (const next of [...rows].sort(Stretch.byTime)) {
		const what = JSON.stringify([next.itemId, keyOf(next)]);
		const run = open.get(what);
		if (run && gapWithin(run.last, next, gap)) {
			if (Stretch.byEnd(next, run.last) > 0) run.last = next;
			run.all.push(next);
		} else {
			const begun = { last: next, all: [next] };
			open.set(what, begun);
			runs.push(begun);
		}
	}
	return runs.map(joined).sort(Stretch.byTime);
}

/** Rows that become one, in order of their starts; `last` is the one that ends last. */
interface Run<Row> {
	last: Row;
	all: Row[];
}

/** Whether the second begins at most that long after the end of the first; an open end is later than everything. */
function gapWithin({ to }: Stretch, { from }: Stretch, gap: Gap): boolean {
	return to === undefined || (from.num * to.den - to.num * from.den) * gap.den <= gap.num * from.den * to.den;
}

function joined<Row extends Joinable<Row>>({ last, all }: Run<Row>): Row {
	const first = all[0] as Row;
	if (all.length === 1) return first;
	let best = -1;
	let mergedFrom = 0;
	const extra: ExtraGroup[] = [];
	for (const one of all) {
		best = Math.max(best, one.confidence ?? -1);
		mergedFrom += one.mergedFrom ?? 1;
		for (const group of one.extra ?? []) extra.push(group);
	}
	return first.until(last, {
		confidence: best < 0 ? null : best,
		mergedFrom,
		...(extra.length > 0 ? { extra } : {}),
	});
}
