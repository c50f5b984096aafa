import type { ExactSpan, SpanTimes } from './stretch';
import {
	asFrameRate,
	compareTimes,
	frameLabel,
	numberingOf,
	parseBase,
	parseTime,
	secondsBetween,
	timecode,
	toSeconds,
	type Instant,
	type Numbering,
	type Time,
	type TimeBase,
} from './timecode';
import { frameNumbers, type FrameNumbers, type VideoTime } from './videoTime';

export interface Span {
	times: SpanTimes;
	exact: ExactSpan;
	/** The same text for the same stretch of time, in whatever base. */
	key: string;
}

/** What is computed once for a base. */
interface Units {
	rate: number;
	per: number;
	base: TimeBase;
	/** undefined when the base is no frame rate and nobody names one. */
	frames: FrameNumbers | undefined;
	/** Where a sample is a frame, and the number of the first one. */
	numbering: Numbering | undefined;
	startFrame: number;
}

/**
 * Samples of at most nine digits and bases up to this keep every product below exact in a double; VidiCore's are far
 * smaller.
 */
const largestUnit = 2_000_000;

/**
 * Reads the times of spans. Most are whole samples of a usual base, and are reckoned in doubles that hold every
 * intermediate value exactly; all others take the exact way of timecode.ts, whose results these are (the tests
 * compare both).
 */
export class SpanReader {
	private readonly units = new Map<string, Units | undefined>();

	constructor(private readonly video: VideoTime = {}) {}

	/**
	 * Throws a TimeError for times that are none and a StartTimecodeError, and returns undefined when the end lies before
	 * the start.
	 */
	read(start: string, end: string): Span | undefined {
		const at = start.indexOf('@');
		const base = start.slice(at + 1);
		if (at > 0 && end.endsWith(base) && end.charAt(end.length - base.length - 1) === '@') {
			const units = this.unitsOf(base);
			const from = wholeNumber(start, at);
			const to = wholeNumber(end, end.length - base.length - 1);
			if (units && from >= 0 && to >= 0) return to < from ? undefined : quick(start, end, from, to, units);
		}
		return this.exact(start, end);
	}

	private exact(startText: string, endText: string): Span | undefined {
		const [start, end] = [parseTime(startText), parseTime(endText)];
		if (compareTimes(start, end) > 0) return undefined;
		const from = beginning(start, end);
		const to = this.ending(end, from);
		const begins = typeof start !== 'string' || this.video.end !== undefined;
		const shownIn = (instant: Instant, other?: Instant) =>
			timecodeOfExact(instant, frameNumbers(this.video, asFrameRate(instant.base) ?? other?.base));
		return {
			key: `${instantKey(start)} ${instantKey(end)}`,
			exact: { base: undefined, from, to },
			times: {
				start: startText,
				end: endText,
				startSeconds: begins ? toSeconds(from) : null,
				endSeconds: to ? toSeconds(to) : null,
				durationSeconds: begins && to ? secondsBetween(from, to) : null,
				startTimecode: begins ? shownIn(from, to) : null,
				endTimecode: to ? shownIn(to, from) : null,
			},
		};
	}

	/** An open end is the end of the video; undefined when nobody knows that, or when it lies before the start. */
	private ending(end: Time, from: Instant): Instant | undefined {
		if (typeof end !== 'string') return end;
		const last = this.video.end;
		return last && compareTimes(last, from) > 0 ? last : undefined;
	}

	/** undefined for a base whose numbers are too large for doubles. Throws a TimeError for one that is none. */
	private unitsOf(text: string): Units | undefined {
		if (this.units.has(text)) return this.units.get(text);
		const base = parseBase(text);
		const [rate, per] = [Number(base.rate), Number(base.per)];
		const frames = frameNumbers(this.video, base);
		const sampleIsFrame = frames?.frameRate.rate === base.rate && frames.frameRate.per === base.per;
		const numbering = frames && sampleIsFrame ? numberingOf(frames.frameRate) : undefined;
		const startFrame = Number(frames?.startFrame ?? 0n);
		const units = Math.max(rate, per) <= largestUnit ? { rate, per, base, frames, numbering, startFrame } : undefined;
		if (this.units.size < 64) this.units.set(text, units);
		return units;
	}
}

const zero: Instant = { num: 0n, den: 1n, base: { rate: 1n, per: 1n } };

/** An open start is the beginning of the video, whatever lies before that. */
function beginning(start: Time, end: Time): Instant {
	if (typeof start !== 'string') return start;
	return typeof end !== 'string' && end.num < 0n ? end : zero;
}

/** The digits before `end` as a number; -1 for anything else, or what is too large. */
function wholeNumber(text: string, end: number): number {
	if (end === 0 || end > 9) return -1;
	let value = 0;
	for (let at = 0; at < end; at++) {
		const digit = text.charCodeAt(at) - 48;
		if (digit < 0 || digit > 9) return -1;
		value = value * 10 + digit;
	}
	return value;
}

function quick(start: string, end: string, from: number, to: number, units: Units): Span {
	return {
		key: `${lowestTerms(from, units)} ${lowestTerms(to, units)}`,
		exact: { base: units.base, from, to },
		times: {
			start,
			end,
			startSeconds: seconds(from, units),
			endSeconds: seconds(to, units),
			durationSeconds: seconds(to - from, units),
			startTimecode: timecodeOf(from, units),
			endTimecode: timecodeOf(to, units),
		},
	};
}

/** toSeconds of timecode.ts for whole samples: to a billionth, half up. */
function seconds(samples: number, { rate, per }: Units): number {
	const units = samples * per;
	const whole = Math.floor(units / rate);
	const nanos = Math.floor(((units - whole * rate) * 2e9 + rate) / (rate * 2));
	return nanos === 1e9 ? whole + 1 : whole + nanos / 1e9;
}

function lowestTerms(samples: number, { rate, per }: Units): string {
	const units = samples * per;
	let [a, b] = [units, rate];
	while (b > 0) [a, b] = [b, a % b];
	return `${units / a}/${rate / a}`;
}

function timecodeOf(samples: number, { numbering, startFrame, base, frames }: Units): string {
	if (numbering) return frameLabel(samples + startFrame, numbering);
	return timecodeOfExact({ num: BigInt(samples) * base.per, den: base.rate }, frames);
}

const timecodeOfExact = (instant: { num: bigint; den: bigint }, numbers: FrameNumbers | undefined): string =>
	timecode(instant, numbers?.frameRate, numbers?.startFrame);

/** The fraction in lowest terms. */
function instantKey(time: Time): string {
	if (typeof time === 'string') return time;
	let [a, b] = [time.num < 0n ? -time.num : time.num, time.den];
	while (b > 0n) [a, b] = [b, a % b];
	return `${time.num / a}/${time.den / a}`;
}
