/**
 * VidiCore's time: `SAMPLES@BASE`, where the base is the inverse of the unit: `25` = 25 samples a second,
 * `30000:1001` = NTSC. PAL = 1/25 s, NTSC = 1001/30000 s, NTSC30 = 1/30 s; without `@` the unit is a second; `-INF`
 * and `+INF` bound what is not timed (documented). Samples may be negative, and decimal after a conversion. All
 * arithmetic is on exact fractions.
 */

/** An instant as an exact fraction of seconds: num / den, den > 0. */
export interface Instant {
	readonly num: bigint;
	readonly den: bigint;
	/** The text it was read from. */
	readonly text: string;
	readonly base: TimeBase;
}

/** Samples a second: rate / per. NTSC is 30000 / 1001. */
export interface TimeBase {
	readonly rate: bigint;
	readonly per: bigint;
}

export type Time = Instant | '-INF' | '+INF';

/** A text that should be a time and is none. */
export class TimeError extends Error {}

const named: Readonly<Record<string, TimeBase>> = {
	PAL: { rate: 25n, per: 1n },
	NTSC: { rate: 30000n, per: 1001n },
	NTSC30: { rate: 30n, per: 1n },
};
const seconds: TimeBase = { rate: 1n, per: 1n };
const number = /^([+-]?)(\d+)(?:\.(\d+))?$/;

/** Reads a time. Throws a TimeError for anything that is none. */
export function parseTime(text: string): Time {
	if (text === '-INF' || text === '+INF') return text;
	const at = text.indexOf('@');
	const base = at < 0 ? seconds : parseBase(text.slice(at + 1));
	const parts = number.exec(at < 0 ? text : text.slice(0, at));
	if (!parts) throw new TimeError(`"${text}" is not a time`);
	const [, sign, whole = '0', fraction = ''] = parts;
	const samples = BigInt(whole + fraction) * (sign === '-' ? -1n : 1n);
	return { num: samples * base.per, den: base.rate * 10n ** BigInt(fraction.length), text, base };
}

const bases = new Map<string, TimeBase>();

/** Reads the part behind the `@`: PAL, NTSC, NTSC30, `25`, `30000:1001`. Throws a TimeError. */
export function parseBase(text: string): TimeBase {
	const known = bases.get(text);
	if (known) return known;
	const parts = /^(\d+)(?::(\d+))?$/.exec(text);
	const rate = BigInt(parts?.[1] ?? 0);
	const per = BigInt(parts?.[2] ?? 1);
	const base = Object.prototype.hasOwnProperty.call(named, text)
		? named[text]
		: rate > 0n && per > 0n
			? { rate, per }
			: undefined;
	if (!base) throw new TimeError(`"${text}" is not a time base`);
	if (bases.size < 64) bases.set(text, base); // a document holds one or two; the bound keeps a hostile one from growing it
	return base;
}

/** Negative when a is earlier than b, 0 when they are the same instant (900000@25 and 36000@1), positive when later. */
export function compareTimes(a: Time, b: Time): number {
	if (a === b) return 0;
	if (a === '-INF' || b === '+INF') return -1;
	if (a === '+INF' || b === '-INF') return 1;
	const difference = a.num * b.den - b.num * a.den;
	return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** The instant in seconds, as the nearest double (rounded to a billionth of a second, half away from zero). */
export function toSeconds({ num, den }: { num: bigint; den: bigint }): number {
	const billion = 1_000_000_000n;
	const negative = num < 0n;
	const nanos = ((negative ? -num : num) * billion * 2n + den) / (den * 2n);
	const value = Number(nanos / billion) + Number(nanos % billion) / 1e9;
	return negative && nanos !== 0n ? -value : value;
}

/** b - a in seconds, computed exactly before it is rounded. */
export function secondsBetween(a: Instant, b: Instant): number {
	return toSeconds({ num: b.num * a.den - a.num * b.den, den: a.den * b.den });
}

/**
 * The base as a frame rate, if it can be one: more than 1 and at most 120 a second. A time in 1000ths or millionths
 * says nothing about the video's frames.
 */
export function asFrameRate(base: TimeBase): TimeBase | undefined {
	return base.rate > base.per && base.rate <= 120n * base.per ? base : undefined;
}

/**
 * The instant as SMPTE time code at that frame rate: `00:00:09:00`, with `;` before the frames for drop-frame, which
 * is used for 30000/1001 and 60000/1001 only. Without a frame rate: `00:00:09.000`. The frame is the one that shows
 * at that instant.
 */
export function timecode({ num, den }: { num: bigint; den: bigint }, frameRate?: TimeBase): string {
	const sign = num < 0n ? '-' : '';
	const abs = num < 0n ? -num : num;
	if (!frameRate) {
		const millis = (abs * 1000n) / den;
		return `${sign}${clock(millis / 1000n)}.${String(millis % 1000n).padStart(3, '0')}`;
	}
	const frames = (abs * frameRate.rate) / (den * frameRate.per);
	const nominal = (frameRate.rate + frameRate.per - 1n) / frameRate.per;
	const dropped = droppedPerMinute(frameRate);
	const labelled = dropped > 0n ? withDroppedNumbers(frames, nominal, dropped) : frames;
	return `${sign}${clock(labelled / nominal)}${dropped > 0n ? ';' : ':'}${String(labelled % nominal).padStart(2, '0')}`;
}

function droppedPerMinute({ rate, per }: TimeBase): bigint {
	if (per !== 1001n) return 0n;
	return rate === 30000n ? 2n : rate === 60000n ? 4n : 0n;
}

/** Drop-frame skips the first 2 (4) frame numbers of every minute except each tenth; no frame itself is dropped. */
function withDroppedNumbers(frames: bigint, nominal: bigint, dropped: bigint): bigint {
	const perMinute = nominal * 60n - dropped;
	const perTenMinutes = nominal * 600n - dropped * 9n;
	const tens = frames / perTenMinutes;
	const rest = frames % perTenMinutes;
	const minutes = rest < nominal * 60n ? 0n : 1n + (rest - nominal * 60n) / perMinute;
	return frames + dropped * (9n * tens + minutes);
}

function clock(total: bigint): string {
	return [total / 3600n, (total / 60n) % 60n, total % 60n].map((part) => String(part).padStart(2, '0')).join(':');
}

/**
 * The number of the frame that has this time code at that rate, from 00:00:00:00; the inverse of `timecode`.
 * Drop-frame where the rate is. undefined for what is no time code there, also for a number that drop-frame skips.
 */
export function frameOfTimecode(text: string, frameRate: TimeBase): bigint | undefined {
	const parts = /^(\d{2}):([0-5]\d):([0-5]\d)[:;.](\d{2})$/.exec(text.trim());
	if (!parts) return undefined;
	const [hours, minutes, secs, frames] = parts.slice(1).map(BigInt) as [bigint, bigint, bigint, bigint];
	const nominal = (frameRate.rate + frameRate.per - 1n) / frameRate.per;
	const dropped = droppedPerMinute(frameRate);
	if (frames >= nominal || (secs === 0n && minutes % 10n !== 0n && frames < dropped)) return undefined;
	const allMinutes = hours * 60n + minutes;
	return (allMinutes * 60n + secs) * nominal + frames - dropped * (allMinutes - allMinutes / 10n);
}
