import type { Stretch } from '../stretch';
import { asFrameRate, compareTimes, floorDiv, type Instant, type TimeBase } from '../timecode';

/** A row as files need it: with a beginning and an end. */
export interface ClosedSpan<Row extends Stretch> {
	row: Row;
	start: Instant;
	end: Instant;
}

/**
 * Rows with both sides closed, in their order. One that is open at the end lasts to the end of the video; where
 * nobody knows that, to the latest instant that any of them names, and at least a second. Nothing is left out.
 */
export function closedSpans<Row extends Stretch>(rows: readonly Row[]): Array<ClosedSpan<Row>> {
	let latest: Instant | undefined;
	const spans = rows.map((row) => {
		const { from: start, to: end } = row;
		for (const time of end ? [start, end] : [start]) if (!latest || compareTimes(time, latest) > 0) latest = time;
		return { row, start, end };
	});
	return spans.map(({ row, start, end }) => ({ row, start, end: end ?? later(start, latest ?? start) }));
}

/** The second instant, or a second after the first. */
function later(start: Instant, end: Instant): Instant {
	const second = { ...start, num: start.num + start.den };
	return compareTimes(end, second) > 0 ? end : second;
}

/** The frame rate the times themselves tell, if they do: the first base that can be one. */
export function frameRateOf(rows: readonly Stretch[]): TimeBase | undefined {
	for (const { from, to } of rows) {
		const rate = asFrameRate(from.base) ?? (to && asFrameRate(to.base));
		if (rate) return rate;
	}
	return undefined;
}

/** Whole milliseconds, rounded down; the frame that shows is never named before it shows. */
export const millis = ({ num, den }: Instant): bigint => floorDiv(num * 1000n, den);
