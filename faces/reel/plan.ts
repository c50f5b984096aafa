import { secondsOf } from '../clips/clip';
import { compareText } from '../compareText';
import { leftOut, type LeftOut, type Segment } from './segment';

/** In which order the clips come. */
export type ReelOrder = 'time' | 'video' | 'confidence';

export interface PlanSettings {
	order: ReelOrder;
	/** How long the reel may be in all, in seconds; undefined for no limit. */
	longestSeconds?: number;
	/** How many clips a reel has at most. */
	mostClips: number;
}

export interface Plan {
	/** Usually one; several where one would have too many clips, in order, each as long as it may be. */
	reels: Segment[][];
	leftOut: LeftOut[];
}

/**
 * Puts clips in order and divides them into reels. Where there is a longest total, each clip that still fits whole is
 * taken in that order, and the others are left out.
 */
export function planReels(segments: readonly Segment[], { order, longestSeconds, mostClips }: PlanSettings): Plan {
	const ordered = [...segments].sort(orders[order]);
	const without: LeftOut[] = [];
	const taken = longestSeconds === undefined ? ordered : fitting(ordered, longestSeconds, without);
	const reels: Segment[][] = [];
	for (let at = 0; at < taken.length; at += mostClips) reels.push(taken.slice(at, at + mostClips));
	return { reels, leftOut: without };
}

/** Less than any frame: sums of thirds must not lose a clip that fits exactly. */
const dust = 1e-6;

function fitting(segments: readonly Segment[], longest: number, without: LeftOut[]): Segment[] {
	let total = 0;
	return segments.filter((segment) => {
		const seconds = secondsOf(segment);
		const fits = total + seconds <= longest + dust;
		if (fits) total += seconds;
		else
			without.push(
				leftOut(segment, segment.video, segment.persons, `The reel would be longer than ${longest} seconds`),
			);
		return fits;
	});
}

type Compare = (a: Segment, b: Segment) => number;

const inVideo: Compare = (a, b) => compareText(a.itemId, b.itemId) || Number(a.from - b.from);

const byTime: Compare = (a, b) =>
	compareText(a.video.date, b.video.date) || compareText(a.video.title, b.video.title) || inVideo(a, b);

const orders: Record<ReelOrder, Compare> = {
	time: byTime,
	video: (a, b) => compareText(a.video.title, b.video.title) || inVideo(a, b),
	confidence: (a, b) => (b.confidence ?? -1) - (a.confidence ?? -1) || byTime(a, b),
};
