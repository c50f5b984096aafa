import type { StartOptions } from '../jobs/startJob';

/** A piece of a video, in whole frames of it, counted from its beginning. A `Clip` of faces/clips is one. */
export interface Segment {
	itemId: string;
	/** Frames a second: rate / per. */
	frameRate: { rate: bigint; per: bigint };
	/** Its first frame. */
	from: bigint;
	/** The frame after its last. */
	to: bigint;
}

/**
 * A job that is to be started, for `startFree` or `startOnce` of nodes/paidJobs: the request, and in `about` what makes
 * it another one than those to the same address.
 */
export interface ClipStart {
	path: string;
	options: Omit<StartOptions, 'correlation'>;
	about: string;
}

/** A frame as VidiCore writes times: `225@25`, `90@30000:1001` (documented). */
export const frameTime = (frame: bigint, { rate, per }: Segment['frameRate']): string =>
	`${frame}@${per === 1n ? rate : `${rate}:${per}`}`;

/** A moment as documents hold it: whole samples, and how many seconds each of them lasts (the vendor's members). */
export interface TimePoint {
	samples: number;
	timeBase: { numerator: number; denominator: number };
}

/** The moment at which a frame begins. */
export const framePoint = (frame: bigint, { rate, per }: Segment['frameRate']): TimePoint => ({
	samples: Number(frame),
	timeBase: { numerator: Number(per), denominator: Number(rate) },
});
