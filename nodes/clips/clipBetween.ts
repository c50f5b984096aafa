import { clipOf, framesIn, framesUntil, insideVideo, withHandles, type Clip } from '../../faces/clips/clip';
import type { Instant, TimeBase } from '../../faces/timecode';
import { videoTimeOf, type VideoTime } from '../../faces/videoTime';
import type { MediaFacts } from '../../vidicore/items/mediaFacts';
import { UserError } from '../kit/errors';
import { frameOfCode, isTimecode, timeOf } from './writtenTime';

/** Which piece of a video is wanted. */
export interface WantedClip {
	itemId: string;
	/** As people and VidiCore write times; the beginning of the video when empty. */
	from: string;
	/** At this time it is over; the end of the video when empty. */
	to: string;
	/** Whether time codes count from 0, not from that of the file. */
	fromZero: boolean;
	/** In seconds. */
	handleBefore: number;
	handleAfter: number;
}

/**
 * The whole frames of the video that show between two times, with handles as far as the video goes. Throws a UserError
 * for what is no time, what lies outside of the video, and for an item without a video.
 */
export function clipBetween({ itemId, from, to, ...wishes }: WantedClip, facts: MediaFacts): Clip {
	const video = videoTimeOf(facts);
	const { frameRate: rate, end } = video;
	if (!rate)
		throw new UserError(
			`VidiCore does not say how many frames a second ${itemId} has, so it cannot be cut`,
			'It may be no video, or its import may not be done yet. Wait for the job of its import first.',
		);
	const zero: Instant = { num: 0n, den: 1n, base: rate };
	const edge = (text: string, side: 'from' | 'to') =>
		instantOf(itemId, text, { video, rate, side, fromZero: wishes.fromZero });
	const begins = edge(from, 'from') ?? zero;
	const ends = edge(to, 'to') ?? end;
	if (!ends)
		throw new UserError(`VidiCore does not say how long ${itemId} is`, 'Enter a time in "To", where the clip ends.');
	if (isBefore(ends, begins, rate))
		throw new UserError(`The clip of ${itemId} ends (${to}) before it begins (${from})`, 'Look at "From" and "To".');
	const frames = end && framesUntil(end, rate);
	const bare = insideVideo(clipOf(itemId, { from: begins, to: ends }, rate), frames);
	if (!bare)
		throw new UserError(
			`The clip of ${itemId} from ${from || 'its beginning'} to ${to || 'its end'} lies outside of the video` +
				(facts.durationSeconds === undefined ? '' : `, which lasts ${facts.durationSeconds} seconds`),
			'Seconds count from the beginning of the video, a time code from the first one of the file.',
		);
	const wide = withHandles(bare, framesIn(wishes.handleBefore, rate), framesIn(wishes.handleAfter, rate));
	return insideVideo(wide, frames) ?? bare;
}

/** By more than what is taken for rounding. */
const isBefore = (one: Instant, other: Instant, { rate, per }: TimeBase): boolean =>
	(other.num * one.den - one.num * other.den) * 10n * rate > per * one.den * other.den;

interface Edge {
	video: VideoTime;
	rate: TimeBase;
	side: 'from' | 'to';
	fromZero: boolean;
}

/** undefined for an open end. */
function instantOf(itemId: string, text: string, { video, rate, side, fromZero }: Edge): Instant | undefined {
	const asked = text.trim();
	if (asked === '') return undefined;
	if (isTimecode(asked)) return frameStart(frameOfCode(itemId, asked, video, fromZero), rate);
	const time = timeOf(asked);
	if (typeof time === 'string') return undefined;
	return asked.includes('@') ? time : unrounded(time, rate, side);
}

const frameStart = (frame: bigint, { rate, per }: TimeBase): Instant => ({
	num: frame * per,
	den: rate,
	base: { rate, per },
});

/**
 * Seconds are rounded where they are written: what falls short of a frame's beginning by less than a twentieth of a
 * frame is taken for it, as with single frames.
 */
function unrounded({ num, den, base }: Instant, { rate, per }: TimeBase, side: 'from' | 'to'): Instant {
	const twentieth = per * den * (side === 'from' ? 1n : -1n);
	const moved = { num: num * 20n * rate + twentieth, den: den * 20n * rate, base };
	return moved.num < 0n && num >= 0n ? { num: 0n, den: 1n, base } : moved;
}
