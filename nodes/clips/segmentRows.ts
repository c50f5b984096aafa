import { framesOf, instantsOf, secondsOf, type Clip } from '../../faces/clips/clip';
import { toSeconds } from '../../faces/timecode';
import { frameTime } from '../../vidicore/clips/segment';

/** A clip with what is to be written into its picture, line by line. */
export interface CaptionedClip extends Clip {
	caption?: readonly string[];
}

/** One segment of a new item as it is shown. */
export interface SegmentRow {
	itemId: string;
	start: string;
	end: string;
	startSeconds: number;
	endSeconds: number;
	durationSeconds: number;
	frames: number;
	atSeconds: number;
	caption?: string;
}

/** The segments as rows; `atSeconds` is where each begins in the new item. */
export function segmentRows(clips: readonly CaptionedClip[]): SegmentRow[] {
	let at = 0;
	return clips.map((clip) => {
		const row = segmentRow(clip, at);
		at += row.durationSeconds;
		return row;
	});
}

/** A clip as a row, which begins at so many seconds of the new item. */
export function segmentRow(clip: CaptionedClip, at: number): SegmentRow {
	const { itemId, frameRate, from, to, caption = [] } = clip;
	const { from: begins, to: ends } = instantsOf(clip);
	return {
		itemId,
		start: frameTime(from, frameRate),
		end: frameTime(to, frameRate),
		startSeconds: toSeconds(begins),
		endSeconds: toSeconds(ends),
		durationSeconds: secondsOf(clip),
		frames: Number(framesOf(clip)),
		atSeconds: rounded(at),
		...(caption.length > 0 ? { caption: caption.join('\n') } : {}),
	};
}

/** Sums of seconds, without the dust of binary fractions. */
export const rounded = (seconds: number): number => Math.round(seconds * 1e9) / 1e9;
