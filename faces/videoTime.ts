import {
	asFrameRate,
	frameAt,
	numberingOf,
	parseBase,
	parseTime,
	readTimecode,
	type FrameRate,
	type Instant,
	type TimeBase,
} from './timecode';

/** What is known of a video's time, apart from its time spans. */
export interface VideoTime {
	/** Frames a second; without it the base of each time span serves, when it can be a frame rate. */
	frameRate?: TimeBase;
	/** Whether its time code is drop-frame, where its rate has that; without it as is usual at that rate. */
	dropFrame?: boolean;
	/**
	 * Where its time code begins, 0 without it: the instant, or a time code as people write them, which also says
	 * whether it is drop-frame.
	 */
	start?: Instant | string;
	/** Where it ends, counted from its beginning. */
	end?: Instant;
}

/** A start time code that is none at the video's frame rate. */
export class StartTimecodeError extends Error {}

/** How the frames of a video are numbered. */
export interface FrameNumbers {
	frameRate: FrameRate;
	/** The number of its first frame; less than a day. */
	startFrame: bigint;
}

/**
 * How the frames of a video are numbered, where `base` is that of a time span; undefined when neither says how many
 * frames make a second. Throws a StartTimecodeError.
 */
export function frameNumbers({ frameRate, dropFrame, start }: VideoTime, base?: TimeBase): FrameNumbers | undefined {
	const rate = frameRate ?? (base && asFrameRate(base));
	if (!rate) return undefined;
	if (typeof start !== 'string') {
		const numbered = { ...rate, dropFrame };
		return { frameRate: numbered, startFrame: start ? withinDay(frameAt(start, rate), numbered) : 0n };
	}
	const written = readTimecode(start, rate);
	if (!written) throw new StartTimecodeError(`"${start}" is not a time code at ${rateText(rate)} frames a second`);
	return { frameRate: written.frameRate, startFrame: written.frame };
}

function withinDay(frame: bigint, frameRate: FrameRate): bigint {
	const day = BigInt(numberingOf(frameRate).perDay);
	return ((frame % day) + day) % day;
}

/** Frames a second in short: 25, or 29.97. */
export const rateText = ({ rate, per }: TimeBase): string =>
	String(Math.round((Number(rate) / Number(per)) * 1000) / 1000);

/** What VidiCore says of a video's time, in its own notation. */
export interface VideoTimeTexts {
	/** Frames a second, as different places say it, the best first. */
	frameRates: readonly string[];
	dropFrame?: boolean;
	startTimeCode?: string;
	duration?: string;
}

/**
 * VidiCore's texts, read. What is no usual frame rate (the average of a phone's video) does not count as one, and what
 * is no length leaves the end open. A start time code that is none stays as it is: whoever needs it must hear of it.
 */
export function videoTimeOf({ frameRates, dropFrame, startTimeCode, duration }: VideoTimeTexts): VideoTime {
	const end = instantOf(duration);
	return {
		frameRate: frameRates.map(usualFrameRate).find((rate) => rate !== undefined),
		dropFrame,
		start: instantOf(startTimeCode) ?? startTimeCode,
		end: end && end.num > 0n ? end : undefined,
	};
}

function instantOf(text: string | undefined): Instant | undefined {
	const time = text === undefined ? undefined : readable(() => parseTime(text));
	return typeof time === 'string' ? undefined : time;
}

/** A whole number of frames a second, or 1000/1001 of one. */
function usualFrameRate(text: string): TimeBase | undefined {
	const base = readable(() => parseBase(text));
	const rate = base && asFrameRate(base);
	if (!rate) return undefined;
	return rate.rate % rate.per === 0n || (rate.rate * 1001n) % (rate.per * 1000n) === 0n ? rate : undefined;
}

/** undefined for what is no time or base. */
function readable<T>(read: () => T): T | undefined {
	try {
		return read();
	} catch {
		return undefined;
	}
}
