/**
 * VidiCore's time: `SAMPLES@BASE`, where the base is the inverse of the unit: `25` = 25 samples a second,
 * `30000:1001` = NTSC. PAL = 1/25 s, NTSC = 1001/30000 s, NTSC30 = 1/30 s; without `@` the unit is a second; `-INF`
 * and `+INF` bound what is not timed (documented). Samples may be negative, and decimal after a conversion; bases that
 * others write as decimals (`10@23.976`) are read where they name a usual rate. All arithmetic is on exact fractions.
 */

/** An instant as an exact fraction of seconds: num / den, den > 0. */
export interface Instant {
	readonly num: bigint;
	readonly den: bigint;
	/** In which it was written. */
	readonly base: TimeBase;
}

/** Samples a second: rate / per. NTSC is 30000 / 1001. */
export interface TimeBase {
	readonly rate: bigint;
	readonly per: bigint;
}

/** A base that counts frames, and how these are numbered. */
export interface FrameRate extends TimeBase {
	/**
	 * false: the frames are numbered through, also at 29.97 and 59.94 a second, where drop-frame is usual and taken
	 * unless this says otherwise. Other rates have no drop-frame.
	 */
	readonly dropFrame?: boolean;
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
	const [, sign, whole = '0', decimals = ''] = parts;
	const samples = BigInt(whole + decimals) * (sign === '-' ? -1n : 1n);
	return { num: samples * base.per, den: base.rate * 10n ** BigInt(decimals.length), base };
}

/** The instant after that many whole samples of a base. */
export const instantAt = (samples: number, base: TimeBase): Instant => ({
	num: BigInt(samples) * base.per,
	den: base.rate,
	base,
});

const bases = new Map<string, TimeBase>();

/**
 * Reads the part behind the `@`: PAL, NTSC, NTSC30, `25`, `30000:1001`, or a decimal that names a usual rate. Throws a
 * TimeError.
 */
export function parseBase(text: string): TimeBase {
	const known = bases.get(text);
	if (known) return known;
	const base = Object.prototype.hasOwnProperty.call(named, text) ? named[text] : fraction(text);
	if (!base) throw new TimeError(`"${text}" is not a time base`);
	// A document holds one or two; the bound keeps a hostile one from growing it.
	if (bases.size < 64) bases.set(text, base);
	return base;
}

function fraction(text: string): TimeBase | undefined {
	const decimal = /^(\d{1,3})\.(\d{1,12})$/.exec(text);
	if (decimal) return usualRate(decimal[1] ?? '', decimal[2] ?? '');
	const parts = /^(\d+)(?::(\d+))?$/.exec(text);
	const [rate, per] = [BigInt(parts?.[1] ?? 0), BigInt(parts?.[2] ?? 1)];
	return rate > 0n && per > 0n ? { rate, per } : undefined;
}

/** Rates that exist divided by 1.001 beside the whole ones. */
const dividedRates = [24n, 30n, 48n, 60n, 96n, 120n, 240n];

/**
 * The rate that a decimal stands for: 23.976, 23.98 and 23.97 are 24000/1001, and 25.00 is 25. At least two decimals,
 * rounded or cut off, must be those of the rate itself; a rate that is only nearly the right one would be off by
 * seconds in a long video.
 */
function usualRate(whole: string, decimals: string): TimeBase | undefined {
	if (/^0+$/.test(decimals)) return BigInt(whole) > 0n ? { rate: BigInt(whole), per: 1n } : undefined;
	const scale = 10n ** BigInt(decimals.length);
	const value = BigInt(whole + decimals);
	const rate = dividedRates.find((one) => {
		const cutOff = (one * 1000n * scale) / 1001n;
		const rounded = (one * 2000n * scale + 1001n) / 2002n;
		return value === cutOff || value === rounded;
	});
	return rate === undefined || decimals.length < 2 ? undefined : { rate: rate * 1000n, per: 1001n };
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

/** The number of the frame that shows at that instant, from 0. */
export const frameAt = ({ num, den }: { num: bigint; den: bigint }, { rate, per }: TimeBase): bigint =>
	floorDiv(num * rate, den * per);

/** a / b, rounded down; b > 0. */
export const floorDiv = (a: bigint, b: bigint): bigint => (a >= 0n || a % b === 0n ? a / b : a / b - 1n);

/**
 * The base as a frame rate, if it can be one: more than 1 and at most 120 a second. A time in 1000ths or millionths
 * says nothing about the video's frames.
 */
export function asFrameRate(base: TimeBase): TimeBase | undefined {
	return base.rate > base.per && base.rate <= 120n * base.per ? base : undefined;
}

/** Whether both count the same: 25 and 90000:3600. */
export const sameRate = (a: TimeBase, b: TimeBase): boolean => a.rate * b.per === b.rate * a.per;

/**
 * The instant as SMPTE time code at that frame rate: `00:00:09:00`, with `;` before the frames for drop-frame. The
 * frame is the one that shows at that instant; `startFrame` is the number of the frame with which the material begins.
 * After 23:59:59 comes 00:00:00 again. Without a frame rate there are no time codes: `00:00:09.000`, from 0.
 */
export function timecode({ num, den }: { num: bigint; den: bigint }, frameRate?: FrameRate, startFrame = 0n): string {
	const negative = num < 0n;
	const abs = negative ? -num : num;
	if (!frameRate) {
		const millis = (abs * 1000n) / den;
		return `${negative ? '-' : ''}${wholeSeconds(Number(millis / 1000n))}.${String(millis % 1000n).padStart(3, '0')}`;
	}
	const frames = (abs * frameRate.rate) / (den * frameRate.per);
	const numbered = startFrame + (negative ? -frames : frames);
	const numbering = numberingOf(frameRate);
	const sign = numbered < 0n ? '-' : '';
	return sign + frameLabel(Number((numbered < 0n ? -numbered : numbered) % BigInt(numbering.perDay)), numbering);
}

/** How frames are numbered at a rate. */
export interface Numbering {
	/** Numbers in a second. */
	nominal: number;
	/** How many numbers drop-frame skips in nine of ten minutes; 0 without it. */
	dropped: number;
	/** After how many frames the numbers begin anew. */
	perDay: number;
}

/** The numbering at that rate, see FrameRate. */
export function numberingOf(frameRate: FrameRate): Numbering {
	const nominal = Number((frameRate.rate + frameRate.per - 1n) / frameRate.per);
	const dropped = frameRate.dropFrame === false ? 0 : droppable(frameRate);
	return { nominal, dropped, perDay: nominal * 86_400 - dropped * (1440 - 144) };
}

/** Whether frames of that rate can be numbered with drop-frame. */
export const hasDropFrame = (rate: TimeBase): boolean => droppable(rate) > 0;

/** SMPTE 12M has drop-frame for 30000/1001 and 60000/1001, in whatever terms, and for no other rate. */
function droppable({ rate, per }: TimeBase): number {
	if (rate * 1001n === per * 30_000n) return 2;
	return rate * 1001n === per * 60_000n ? 4 : 0;
}

/** The time code of a frame by its number, which is whole and not negative; after a day they begin anew. */
export function frameLabel(frame: number, { nominal, dropped, perDay }: Numbering): string {
	const within = frame % perDay;
	const labelled = dropped > 0 ? within + skippedBefore(within, nominal, dropped) : within;
	return `${wholeSeconds(Math.floor(labelled / nominal))}${dropped > 0 ? ';' : ':'}${two(labelled % nominal)}`;
}

/** Drop-frame skips the first 2 (4) frame numbers of every minute except each tenth; no frame itself is dropped. */
function skippedBefore(frame: number, nominal: number, dropped: number): number {
	const perMinute = nominal * 60 - dropped;
	const perTenMinutes = nominal * 600 - dropped * 9;
	const rest = frame % perTenMinutes;
	const minutes = rest < nominal * 60 ? 0 : 1 + Math.floor((rest - nominal * 60) / perMinute);
	return dropped * (9 * Math.floor(frame / perTenMinutes) + minutes);
}

const digits = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, '0'));
const two = (n: number): string => digits[n] ?? String(n);

function wholeSeconds(total: number): string {
	return `${two(Math.floor(total / 3600))}:${two(Math.floor(total / 60) % 60)}:${two(total % 60)}`;
}

/** A time code that somebody wrote, at a frame rate. */
export interface ReadTimecode {
	/** The number of the frame, from 00:00:00:00. */
	frame: bigint;
	/** The rate, with the numbering that the time code is written in. */
	frameRate: FrameRate;
}

/**
 * Reads a time code at that rate; the inverse of `timecode`. `;` or `,` before the frames say drop-frame, `:` and `.`
 * say that they are numbered through, where a rate has both; `frameRate.dropFrame` does not count. undefined for what
 * is no time code there, also for a number that drop-frame skips.
 */
export function readTimecode(text: string, frameRate: TimeBase): ReadTimecode | undefined {
	const parts = /^([01]\d|2[0-3])[:;]([0-5]\d)[:;]([0-5]\d)([:;.,])(\d{2,3})$/.exec(text.trim());
	if (!parts) return undefined;
	const [hours, minutes, secs, frames] = [parts[1], parts[2], parts[3], parts[5]].map(Number) as [
		number,
		number,
		number,
		number,
	];
	const { rate, per } = frameRate;
	const written = { rate, per, dropFrame: parts[4] === ';' || parts[4] === ',' };
	const { nominal, dropped } = numberingOf(written);
	if (frames >= nominal || (secs === 0 && minutes % 10 !== 0 && frames < dropped)) return undefined;
	const allMinutes = hours * 60 + minutes;
	const frame = (allMinutes * 60 + secs) * nominal + frames - dropped * (allMinutes - Math.floor(allMinutes / 10));
	return { frame: BigInt(frame), frameRate: written };
}

/** The number of the frame that has this time code at that rate, as `readTimecode` has it. */
export const frameOfTimecode = (text: string, frameRate: TimeBase): bigint | undefined =>
	readTimecode(text, frameRate)?.frame;
