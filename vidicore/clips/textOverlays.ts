import { framePoint, type Segment, type TimePoint } from './segment';

/** A segment with what is to be written into its picture, line by line. */
export interface CaptionedSegment extends Segment {
	caption?: readonly string[];
}

interface TextOverlay {
	interval: { start: TimePoint; end: TimePoint };
	text: object;
}

/**
 * White letters with a dark edge in the upper left, in pixels (the vendor's members; that x and y count from there is
 * inferred).
 */
const look = { x: 16, y: 12, size: 24, r: 255, g: 255, b: 255, outlineSize: 2 };

/**
 * The lines of each segment, as VidiCore is told of them: for as long as the segment shows on the new timeline, where
 * one segment follows the other (that intervals count on the new timeline is inferred).
 */
export function textOverlays(segments: readonly CaptionedSegment[]): TextOverlay[] {
	const unit = segments.reduce(
		(common, { frameRate: { rate, per } }) => leastMultiple(common, rate / divisor(rate, per)),
		1n,
	);
	const found: TextOverlay[] = [];
	let at = 0n;
	for (const { frameRate, from, to, caption = [] } of segments) {
		const end = at + ((to - from) * frameRate.per * unit) / frameRate.rate;
		const lines = caption.filter((line) => line !== '');
		const interval = { start: point(at, unit), end: point(end, unit) };
		if (lines.length > 0) found.push({ interval, text: { ...look, line: lines } });
		at = end;
	}
	return found;
}

/** So many parts of a second, of which each frame of every segment is a whole number. */
const point = (parts: bigint, unit: bigint): TimePoint => framePoint(parts, { rate: unit, per: 1n });

const divisor = (a: bigint, b: bigint): bigint => (b === 0n ? a : divisor(b, a % b));

const leastMultiple = (a: bigint, b: bigint): bigint => (a / divisor(a, b)) * b;
