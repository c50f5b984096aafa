import type { Appearance } from './appearance';
import {
	asFrameRate,
	compareTimes,
	parseBase,
	parseTime,
	secondsBetween,
	timecode,
	toSeconds,
	type Instant,
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

/** What is computed once for a base and a frame rate. All are whole numbers far below 2^53. */
interface Units {
	rate: number;
	per: number;
	/** Frames a second = frameRate / framePer; 0 when the base is none and none was asked for. */
	frameRate: number;
	framePer: number;
	exact: TimeBase;
	exactFrames: TimeBase | undefined;
}

/** Samples and bases below this keep every product below exact in a double; VidiCore's are far below. */
const largestSamples = 1e9;
const largestUnit = 2_000_000;

/**
 * Reads the times of spans. Most are whole samples of a usual base, and are reckoned in doubles that hold every
 * intermediate value exactly; all others take the exact way of timecode.ts, whose results these are (the tests
 * compare both). `frameRate` is for the time codes; without it each base serves that can be a frame rate.
 */
export class SpanReader {
	private readonly units = new Map<string, Units | undefined>();

	constructor(private readonly frameRate?: TimeBase) {}

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
		const exactFrames = this.frameRate ?? asFrameRate(exact);
		const numbers = [exact.rate, exact.per, exactFrames?.rate ?? 0n, exactFrames?.per ?? 1n].map(Number) as [
			number,
			number,
			number,
			number,
		];
		const [rate, per, frameRate, framePer] = numbers;
		// samples × per × frameRate must stay below 2^53
		const small =
			numbers.every((one) => one <= largestUnit) && largestSamples * per * Math.max(frameRate, 1000) < 2 ** 53 * 1000;
		const units = small ? { rate, per, frameRate, framePer, exact, exactFrames } : undefined;
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

function shown(samples: number, { rate, per, frameRate, framePer, exact, exactFrames }: Units): string {
	// The usual case: a sample is a frame, and no frame number is dropped.
	if (frameRate === rate && framePer === per && per === 1) {
		const whole = Math.floor(samples / rate);
		return `${clock(whole)}:${two(samples - whole * rate)}`;
	}
	return timecode({ num: BigInt(samples) * exact.per, den: exact.rate }, exactFrames);
}

const digits = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, '0'));
const two = (n: number): string => digits[n] ?? String(n);

function clock(total: number): string {
	return `${two(Math.floor(total / 3600))}:${two(Math.floor(total / 60) % 60)}:${two(total % 60)}`;
}

/** The fraction in lowest terms. */
function instantKey(time: Time): string {
	if (typeof time === 'string') return time;
	let [a, b] = [time.num < 0n ? -time.num : time.num, time.den];
	while (b > 0n) [a, b] = [b, a % b];
	return `${time.num / a}/${time.den / a}`;
}
