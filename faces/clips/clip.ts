import { floorDiv, frameAt, secondsBetween, type FrameRate, type Instant, type TimeBase } from '../timecode';

/** A piece of a video, in whole frames of the video. */
export interface Clip {
	itemId: string;
	frameRate: FrameRate;
	/** Its first frame, counted from the video's beginning. */
	from: bigint;
	/** The frame after its last. */
	to: bigint;
}

/** A stretch of time with an end. */
export interface ClosedSpan {
	from: Instant;
	/** At this instant it is over. */
	to: Instant;
}

/**
 * Every frame that shows during the span, counted from the video's beginning: from the frame in which it begins to the
 * one in which it ends. A span without length is the one frame that shows then. The end must not be before the start.
 */
export function clipOf(itemId: string, { from, to }: ClosedSpan, frameRate: FrameRate): Clip {
	const first = frameAt(from, frameRate);
	const behind = frameAfter(to, frameRate);
	return { itemId, frameRate, from: first, to: behind > first ? behind : first + 1n };
}

/** The first frame that begins at that instant or after it. */
const frameAfter = ({ num, den }: Instant, { rate, per }: TimeBase): bigint => -floorDiv(-num * rate, den * per);

/** Whole frames for a length in seconds, to the thousandth: as many as cover it. It must not be negative. */
export const framesIn = (seconds: number, frameRate: TimeBase): bigint =>
	frameAfter({ num: BigInt(Math.round(seconds * 1000)), den: 1000n, base: frameRate }, frameRate);

/** The clip with so many frames more on either side; it may then begin before the video and end after it. */
export const withHandles = (clip: Clip, before: bigint, after: bigint): Clip => ({
	...clip,
	from: clip.from - before,
	to: clip.to + after,
});

/**
 * The part of the clip that lies in the video. `frames` is how many frames the video has (see framesUntil); undefined
 * where nobody knows. undefined comes back for a clip of which nothing lies there.
 */
export function insideVideo(clip: Clip, frames: bigint | undefined): Clip | undefined {
	const from = clip.from < 0n ? 0n : clip.from;
	const to = frames !== undefined && clip.to > frames ? frames : clip.to;
	return to > from ? { ...clip, from, to } : undefined;
}

/** An eighth of a frame: more than a duration in thousandths of a second loses, up to 120 frames a second. */
const rounding = 8n;

/** How many frames a video has that ends at that instant. A duration that was rounded down costs no frame. */
export const framesUntil = ({ num, den }: Instant, { rate, per }: TimeBase): bigint =>
	floorDiv(num * rate * rounding + den * per, den * per * rounding);

/** How many frames it shows. */
export const framesOf = ({ from, to }: Clip): bigint => to - from;

/** When it begins and ends, exactly, counted from the video's beginning. */
export const instantsOf = ({ from, to, frameRate }: Clip): ClosedSpan => ({
	from: { num: from * frameRate.per, den: frameRate.rate, base: frameRate },
	to: { num: to * frameRate.per, den: frameRate.rate, base: frameRate },
});

/** How long it lasts, in seconds. */
export function secondsOf(clip: Clip): number {
	const { from, to } = instantsOf(clip);
	return secondsBetween(from, to);
}
