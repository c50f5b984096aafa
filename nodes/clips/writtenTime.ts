import { numberingOf, parseTime, readTimecode, type Time } from '../../faces/timecode';
import { frameNumbers, type VideoTime } from '../../faces/videoTime';
import { UserError } from '../kit/errors';

/** Whether a time is written as a time code: 10:00:09:01. */
export const isTimecode = (text: string): boolean => /^\d+:\d/.test(text);

/** Seconds, or a time as VidiCore writes it. Throws a UserError for what is none. */
export function timeOf(text: string): Time {
	try {
		return parseTime(text);
	} catch {
		throw notATime(text);
	}
}

/** The error that a text is no time. */
export const notATime = (text: string): UserError =>
	new UserError(
		`"${text.slice(0, 100)}" is not a time`,
		'Enter seconds (9.04), a time code (10:00:09:01), or a time as VidiCore writes it (226@PAL).',
	);

/**
 * The frame with that time code, counted from the beginning of the video; a time code counts from that of the file, or
 * from 0 when `fromZero`. Throws a UserError.
 */
export function frameOfCode(itemId: string, text: string, video: VideoTime, fromZero: boolean): bigint {
	const { frameRate: rate } = video;
	if (!rate)
		throw new UserError(
			`VidiCore does not say how many frames a second ${itemId} has, so the time code ${text} says nothing`,
			'Enter the time in seconds.',
		);
	const read = readTimecode(text, rate);
	if (!read)
		throw new UserError(
			`"${text.slice(0, 100)}" is not a time code of ${itemId}`,
			'It looks like 10:00:09:01, with ";" before the frames for drop-frame, and its frames must fit the frame rate.',
		);
	const frame = read.frame - (fromZero ? 0n : (frameNumbers(video)?.startFrame ?? 0n));
	// Time codes begin anew at midnight: in a video that is not over then, an earlier one is of the next day.
	return frame < 0n && video.end ? frame + BigInt(numberingOf(read.frameRate).perDay) : frame;
}
