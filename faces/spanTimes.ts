import type { Appearance } from './appearance';
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
	type FrameRate,
	type Instant,
	type Numbering,
	type Time,
	type TimeBase,
} from './timecode';

/** The times of one span, as appearances have them. */
export type SpanTimes = Pick<
	Appearance,
	'start' | 'end' | 'startSeconds' | 'endSeconds' | 'durationSeconds' | 'startTimecode' | 'endTimecode'
>;

export interface Span {
	times: SpanTimes;
	/** The same text for the same stretch of time, in whatever base. */
	key: string;
}

/** What is computed once for a base and a frame rate. */
interface Units {
	rate: number;
	per: number;
	exact: TimeBase;
	/** undefined when the base is none and none was asked for. */
	frameRate: FrameRate | undefined;
	/** Where a sample is a frame. */
	numbering: Numbering | undefined;
}

/**
 * Samples of at most nine digits and bases up to this keep every product below exact in a double; VidiCore's are far
 * smaller.
 */
const largestUnit = 2_000_000;

/**
 * Reads the times of spans. Most are whole samples of a usual base, and are reckoned in doubles that hold every
 * intermediate value exactly; all others take the exact way of timecode.ts, whose results these are (the tests
 * compare both). `frameRate` is for the time codes; without it each base serves that can be a frame rate.
 */
export class SpanReader {
	private readonly units = new Map<string, Units | undefined>();

	constructor(private readonly frameRate?: FrameRate) {}

	/** Throws a TimeError for times that are none, and returns undefined when the end lies before the start. */
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
		const from = typeof start === 'string' ? undefined : start;
		const to = typeof end === 'string' ? undefined : end;
		const shown = (instant: Instant | undefined) =>
			instant ? timecode(instant, this.frameRate ?? asFrameRate(instant.base)) : null;
		return {
			key: `${instantKey(start)} ${instantKey(end)}`,
			times: {
				start: startText,
				end: endText,
				startSeconds: from ? toSeconds(from) : null,
				endSeconds: to ? toSeconds(to) : null,
				durationSeconds: from && to ? secondsBetween(from, to) : null,
				startTimecode: shown(from),
				endTimecode: shown(to),
			},
		};
	}

	/** undefined for a base whose numbers are too large for doubles. Throws a TimeError for one that is none. */
	private unitsOf(text: string): Units | undefined {
		if (this.units.has(text)) return this.units.get(text);
		const exact = parseBase(text);
		const [rate, per] = [Number(exact.rate), Number(exact.per)];
		const frameRate = this.frameRate ?? asFrameRate(exact);
		const sampleIsFrame = frameRate?.rate === exact.rate && frameRate.per === exact.per;
		const numbering = frameRate && sampleIsFrame ? numberingOf(frameRate) : undefined;
		const units = Math.max(rate, per) <= largestUnit ? { rate, per, exact, frameRate, numbering } : undefined;
		if (this.units.size < 64) this.units.set(text, units);
		return units;
	}
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
		key: `${instant(from, units)} ${instant(to, units)}`,
		times: {
			start,
			end,
			startSeconds: seconds(from, units),
			endSeconds: seconds(to, units),
			durationSeconds: seconds(to - from, units),
			startTimecode: shown(from, units),
			endTimecode: shown(to, units),
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

function instant(samples: number, { rate, per }: Units): string {
	const units = samples * per;
	let [a, b] = [units, rate];
	while (b > 0) [a, b] = [b, a % b];
	return `${units / a}/${rate / a}`;
}

function shown(samples: number, { numbering, exact, frameRate }: Units): string {
	if (numbering) return frameLabel(samples, numbering);
	return timecode({ num: BigInt(samples) * exact.per, den: exact.rate }, frameRate);
}

/** The fraction in lowest terms. */
function instantKey(time: Time): string {
	if (typeof time === 'string') return time;
	let [a, b] = [time.num < 0n ? -time.num : time.num, time.den];
	while (b > 0n) [a, b] = [b, a % b];
	return `${time.num / a}/${time.den / a}`;
}
