import { parseTime, toSeconds, type Time } from './timecode';

/**
 * The moment of a thumbnail in seconds from the beginning of the video, out of the time that its address ends in:
 * `225@PAL`, `0@1000000`, or `12`, where the unit is the second (the reference on time). But a number without a base
 * is also seen where frames are counted, or the pages of a document; so it must fit into the video, whose
 * `durationSeconds` is that field of VidiCore's ('' where there is none). undefined for everything else: a time that
 * is guessed is the picture of somebody else.
 */
export function thumbnailSeconds(time: string, durationSeconds: string): number | undefined {
	const instant = parsed(time);
	if (typeof instant !== 'object') return undefined;
	const seconds = toSeconds(instant);
	// A second more, since durations are rounded.
	const longest = durationSeconds === '' ? NaN : Number(durationSeconds) + 1;
	return time.includes('@') || seconds === 0 || (seconds > 0 && seconds <= longest) ? seconds : undefined;
}

function parsed(time: string): Time | undefined {
	try {
		return parseTime(time);
	} catch {
		return undefined; // it throws nothing but a TimeError
	}
}
