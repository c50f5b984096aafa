import { secondsOf, type Clip } from '../clips/clip';
import { timecodeOf } from '../formats/markers';
import { secondsBetween, type FrameRate, type Instant } from '../timecode';

/** A video as a plan of clips needs it. */
export interface SourceVideo {
	itemId: string;
	title: string;
	/** What its file is called; '' where VidiCore does not say. */
	fileName: string;
	/** When it was recorded or came into the archive, as VidiCore holds it: such texts are in order of time. */
	date: string;
	frameRate: FrameRate;
	/** The number of its first frame, less than a day. */
	startFrame: bigint;
	/** How many frames it has; undefined where nobody knows. */
	frames?: bigint;
	width?: number;
	height?: number;
	/** How many audio channels it has; undefined where VidiCore does not say. */
	audioChannels?: number;
}

/** A clip of a reel. */
export interface Segment extends Clip {
	video: SourceVideo;
	/** Whom it is there for, by the alphabet. */
	persons: readonly string[];
	/** The best of those that were found in it; null when the service gave none. */
	confidence: number | null;
}

/** What is not in a reel. */
export interface LeftOut {
	itemId: string;
	title: string;
	/** Absent when the whole video is left out. */
	persons?: readonly string[];
	startTimecode?: string;
	durationSeconds?: number;
	/** Why. */
	reason: string;
}

/** A clip as what was left out. */
export const leftOut = (
	{ from, to, ...clip }: Clip,
	video: SourceVideo,
	persons: readonly string[],
	reason: string,
): LeftOut => ({
	itemId: video.itemId,
	title: video.title,
	persons,
	startTimecode: timecodeOf(from, video),
	durationSeconds: secondsOf({ ...clip, from, to }),
	reason,
});

/**
 * How many frames each video has, by its item; where nobody knows, those until the last clip out of it ends: no shorter
 * file can hold it.
 */
export function framesShown(segments: readonly Segment[]): Map<string, bigint> {
	const lengths = new Map<string, bigint>();
	for (const { itemId, to, video } of segments) {
		const longest = lengths.get(itemId) ?? 0n;
		lengths.set(itemId, video.frames ?? (to > longest ? to : longest));
	}
	return lengths;
}

const zero: Instant = { num: 0n, den: 1n, base: { rate: 1n, per: 1n } };

/** How long these clips last together, in seconds, exactly until it is rounded. */
export function totalSeconds(clips: readonly Clip[]): number {
	const frames = new Map<string, { rate: FrameRate; count: bigint }>();
	for (const { frameRate, from, to } of clips) {
		const key = `${frameRate.rate}/${frameRate.per}`;
		const sum = frames.get(key) ?? { rate: frameRate, count: 0n };
		sum.count += to - from;
		frames.set(key, sum);
	}
	let total = zero;
	for (const { rate, count } of frames.values())
		total = { ...total, num: total.num * rate.rate + count * rate.per * total.den, den: total.den * rate.rate };
	return secondsBetween(zero, total);
}
