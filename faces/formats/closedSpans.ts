import type { Appearance } from '../appearance';
import { asFrameRate, compareTimes, floorDiv, type Instant, type TimeBase } from '../timecode';

/** An appearance as files need it: with a beginning and an end. */
export interface ClosedSpan {
	appearance: Appearance;
	start: Instant;
	end: Instant;
}

/**
 * Appearances with both sides closed, in their order. One that is open at the end lasts to the end of the video; where
 * nobody knows that, to the latest instant that any of them names, and at least a second. Nothing is left out.
 */
export function closedSpans(appearances: readonly Appearance[]): ClosedSpan[] {
	let latest: Instant | undefined;
	const spans = appearances.map((appearance) => {
		const { from: start, to: end } = appearance;
		for (const time of end ? [start, end] : [start]) if (!latest || compareTimes(time, latest) > 0) latest = time;
		return { appearance, start, end };
	});
	return spans.map(({ appearance, start, end }) => ({ appearance, start, end: end ?? later(start, latest ?? start) }));
}

/** The second instant, or a second after the first. */
function later(start: Instant, end: Instant): Instant {
	const second = { ...start, num: start.num + start.den };
	return compareTimes(end, second) > 0 ? end : second;
}

/** The frame rate the times themselves tell, if they do: the first base that can be one. */
export function frameRateOf(appearances: readonly Appearance[]): TimeBase | undefined {
	for (const { from, to } of appearances) {
		const rate = asFrameRate(from.base) ?? (to && asFrameRate(to.base));
		if (rate) return rate;
	}
	return undefined;
}

/** Whole milliseconds, rounded down; the frame that shows is never named before it shows. */
export const millis = ({ num, den }: Instant): bigint => floorDiv(num * 1000n, den);
