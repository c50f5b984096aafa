import type { Appearance } from '../appearance';
import { asFrameRate, compareTimes, parseTime, type Instant, type TimeBase } from '../timecode';

/** An appearance as files need it: with a beginning and an end, which open sides do not have. */
export interface Stretch {
	appearance: Appearance;
	start: Instant;
	end: Instant;
}

/**
 * Appearances with both sides closed, in their order: an open start is the beginning of the video, an open end the
 * latest instant that any of them names. Nothing is left out.
 */
export function stretches(appearances: readonly Appearance[]): Stretch[] {
	const timed = appearances.map((appearance) => ({
		appearance,
		start: parseTime(appearance.start),
		end: parseTime(appearance.end),
	}));
	const zero = parseTime('0') as Instant;
	let latest = zero;
	for (const { start, end } of timed)
		for (const time of [start, end]) if (typeof time !== 'string' && compareTimes(time, latest) > 0) latest = time;
	return timed.map(({ appearance, start, end }) => ({
		appearance,
		start: typeof start === 'string' ? zero : start,
		end: typeof end === 'string' ? latest : end,
	}));
}

/** The frame rate the times themselves tell, if they do: the first base that can be one. */
export function frameRateOf(appearances: readonly Appearance[]): TimeBase | undefined {
	for (const { start, end } of appearances) {
		for (const time of [parseTime(start), parseTime(end)]) {
			const rate = typeof time === 'string' ? undefined : asFrameRate(time.base);
			if (rate) return rate;
		}
	}
	return undefined;
}

/** Whole milliseconds, rounded down; the frame that shows is never named before it shows. */
export const millis = ({ num, den }: Instant): bigint => floorDiv(num * 1000n, den);

/** The number of the frame that shows at that instant. */
export const frameAt = ({ num, den }: Instant, { rate, per }: TimeBase): bigint => floorDiv(num * rate, den * per);

function floorDiv(a: bigint, b: bigint): bigint {
	return a >= 0n || a % b === 0n ? a / b : a / b - 1n;
}
