import { frameAt, frameLabel, numberingOf, toSeconds, type Instant } from '../../faces/timecode';
import { frameNumbers, videoTimeOf, type VideoTime } from '../../faces/videoTime';
import type { MediaFacts } from '../../vidicore/items/mediaFacts';
import { frameOfCode, isTimecode, notATime, timeOf } from '../clips/writtenTime';
import { UserError } from '../kit/errors';

/** A moment of a video. */
export interface FrameTime {
	/** In VidiCore's notation: the frame itself where the frame rate is known. */
	time: string;
	/** From the beginning of the video. */
	seconds: number;
	/** The number of the frame, from 0, where the frame rate is known. */
	frame?: number;
	/** How long the frame is shown, in seconds; a millisecond where that is not known. */
	length: number;
	/** By the file's own time code. */
	timecode?: string;
}

/**
 * The moment that a user means by `9.04`, `226@PAL` or `10:00:09:01`; a time code counts from that of the file, or from
 * 0 when `fromZero`. Throws a UserError for what is none, and for what lies outside of the video.
 */
export function frameTime(itemId: string, text: string, facts: MediaFacts, fromZero = false): FrameTime {
	const video = videoTimeOf(facts);
	const rate = video.frameRate;
	const asked = text.trim();
	const frame = isTimecode(asked) ? Number(frameOfCode(itemId, asked, video, fromZero)) : frameOf(asked, video);
	const seconds = rate && frame !== undefined ? (frame * Number(rate.per)) / Number(rate.rate) : secondsOf(asked);
	const longest = facts.durationSeconds;
	if (seconds < 0 || (longest !== undefined && seconds >= longest))
		throw new UserError(
			`${asked} lies outside of ${itemId}${longest === undefined ? '' : `, which lasts ${longest} seconds`}`,
			'Look at "Time": seconds count from the beginning, a time code from the first one of the file.',
		);
	if (!rate || frame === undefined)
		return { time: `${Math.round(seconds * 1e6)}@1000000`, seconds: rounded(seconds), length: 0.001 };
	return {
		time: `${frame}@${rate.per === 1n ? rate.rate : `${rate.rate}:${rate.per}`}`,
		seconds: rounded(seconds),
		frame,
		length: Number(rate.per) / Number(rate.rate),
		...labelOf(frame, video),
	};
}

const rounded = (seconds: number): number => Math.round(seconds * 1e6) / 1e6;

/**
 * The frame that shows at that time; undefined without a frame rate. Seconds that were rounded to milliseconds may fall
 * just short of the frame that they were made of, so that they are taken for a little more.
 */
function frameOf(text: string, { frameRate: rate }: VideoTime): number | undefined {
	if (!rate) return undefined;
	if (text.includes('@')) return Number(frameAt(instantOf(text), rate));
	return Math.floor((secondsOf(text) * Number(rate.rate)) / Number(rate.per) + 0.05);
}

const secondsOf = (text: string): number => toSeconds(instantOf(text));

function instantOf(text: string): Instant {
	const time = timeOf(text);
	if (typeof time === 'string') throw notATime(text);
	return time;
}

function labelOf(frame: number, video: VideoTime): { timecode?: string } {
	try {
		const numbers = frameNumbers(video);
		if (!numbers) return {};
		return { timecode: frameLabel(Number(numbers.startFrame) + frame, numberingOf(numbers.frameRate)) };
	} catch {
		return {}; // its start is no time code at that rate
	}
}
