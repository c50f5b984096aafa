import { framesOf, secondsOf } from '../clips/clip';
import type { FrameRate } from '../timecode';
import { rateText } from '../videoTime';
import type { Segment } from './segment';

/** The sequence into which an edit list puts the clips. */
export interface SequenceSettings {
	/** What it is called. */
	title: string;
	/** Its own; clips of another rate are as long as they last. */
	frameRate: FrameRate;
	/** The number of the frame with which its time code begins. */
	startFrame: bigint;
	/** The folder in which the editing system finds the media; '' where nobody says. */
	mediaFolder: string;
}

/** A clip in its place in the sequence. */
export interface EditEvent {
	segment: Segment;
	/** Frames of the sequence from its beginning; `to` is where the next event begins. */
	from: bigint;
	to: bigint;
}

/**
 * The clips one behind the other, without a gap: each begins on the frame of the sequence that is nearest to the
 * exact sum of those before it, and lasts at least one.
 */
export function eventsOf(segments: readonly Segment[], { frameRate }: SequenceSettings): EditEvent[] {
	let [num, den, from] = [0n, 1n, 0n];
	return segments.map((segment) => {
		const { rate, per } = segment.frameRate;
		[num, den] = lowest(num * rate + framesOf(segment) * per * den, den * rate);
		const exact = (num * frameRate.rate * 2n + den * frameRate.per) / (den * frameRate.per * 2n);
		const to = exact > from ? exact : from + 1n;
		const event = { segment, from, to };
		from = to;
		return event;
	});
}

function lowest(num: bigint, den: bigint): [bigint, bigint] {
	let [a, b] = [num, den];
	while (b > 0n) [a, b] = [b, a % b];
	return [num / a, den / a];
}

/** The frame rate in which most of these clips play, by their time; that of the first where two have as much. */
export function mostUsedRate(segments: readonly Segment[]): FrameRate | undefined {
	const seconds = new Map<string, { frameRate: FrameRate; total: number }>();
	for (const segment of segments) {
		const key = `${rateText(segment.frameRate)} ${segment.frameRate.dropFrame !== false}`;
		const sum = seconds.get(key) ?? { frameRate: segment.frameRate, total: 0 };
		sum.total += secondsOf(segment);
		seconds.set(key, sum);
	}
	return [...seconds.values()].reduce<{ frameRate?: FrameRate; total: number }>(
		(most, one) => (one.total > most.total ? one : most),
		{ total: 0 },
	).frameRate;
}
