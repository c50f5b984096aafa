import type { Ratio } from '../files/mediaFacts';
import type { Fraction } from '../time';

/** Frames of one video that are wanted, and how often each is shown. */
export interface Cut {
	/** The first frame that is read, counted from the beginning. */
	first: number;
	/** For each frame from there on, in how many frames of the result it is shown. */
	shown: number[];
}

/** A stretch of whole frames of a video; `to` is not in it. */
export interface Stretch {
	from: number;
	to: number;
	rate: Ratio;
}

/**
 * The frames of a stretch of time: those on or before its ends, so that whoever asks between two frames gets less than
 * he wants (inferred). `frames` is how many the video has. Throws an Error where nothing of the video is in it.
 */
export function stretchOf(from: Fraction, to: Fraction | undefined, rate: Ratio, frames: number): Stretch {
	const first = Number(frameAt(from, rate));
	const behind = to === undefined ? frames : Number(frameAt(to, rate));
	if (first < 0 || behind > frames) throw new Error(`The segment ends at frame ${behind}, the video at ${frames}`);
	if (behind <= first) throw new Error(`The segment from frame ${first} to ${behind} is empty`);
	return { from: first, to: behind, rate };
}

function frameAt({ top, bottom }: Fraction, { numerator, denominator }: Ratio): bigint {
	const [a, b] = [top * BigInt(numerator), bottom * BigInt(denominator)];
	return a >= 0n || a % b === 0n ? a / b : a / b - 1n;
}

/**
 * What is shown of each stretch when they follow each other at one frame rate. At a video's own rate each of its frames
 * is shown once. At another, each frame of the result shows what the video shows at that moment of its stretch; a
 * stretch begins with the frame of the result that is nearest to the end of those before it.
 */
export function cutsAt(rate: Ratio, stretches: readonly Stretch[]): Cut[] {
	let [frames, at] = [0, 0];
	return stretches.map(({ from, to, rate: own }) => {
		const ratio = (own.numerator * rate.denominator) / (own.denominator * rate.numerator);
		at += (to - from) / ratio;
		const count = Math.max(1, Math.round(at) - frames);
		frames += count;
		const shown = new Array<number>(to - from).fill(0);
		for (let n = 0; n < count; n++) {
			const index = Math.min(to - from - 1, Math.floor(n * ratio + 1e-9));
			shown[index] = (shown[index] ?? 0) + 1;
		}
		return { first: from, shown };
	});
}

/** How many frames of the result a cut makes. */
export const framesOf = ({ shown }: Cut): number => shown.reduce((sum, times) => sum + times, 0);
