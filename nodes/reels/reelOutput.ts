import { timecodeOf } from '../../faces/formats/markers';
import { totalSeconds, type Segment } from '../../faces/reel/segment';
import { segmentRows } from '../clips/segmentRows';
import { itemOfClipsOutputs } from '../clips/makeItem';
import { jobOutputs } from '../paidJobs/jobOutput';
import type { PlannedReels } from './plannedReels';

/** What is said of one reel. */
export const reelOutputs = {
	...jobOutputs,
	...itemOfClipsOutputs,
	itemId: 'The new item, where there is a job; absent while VidiCore has not named it, "Wait For Job" names it then',
	persons: 'Whom the reel shows',
	part: 'Which of the reels it is, from 1',
	parts: 'How many reels there are: one has 500 clips at most',
	segments:
		'The clips in order: itemId, title, persons, confidence, start and end in VidiCore’s notation, startSeconds, ' +
		'endSeconds, durationSeconds, frames, startTimecode, endTimecode, atSeconds (where it begins in the reel)',
	leftOut:
		'What is not in it: itemId, title, persons, startTimecode, durationSeconds and the reason; with the first reel',
	leftOutCount: 'How much that is',
	videosSeen: 'Into how many videos was looked',
	fileName: 'The name of the edit list',
};

/** One row for each reel. A plan without a clip is a row without one. */
export function reelRows({ reels, leftOut, videosSeen }: PlannedReels, title: string, persons: readonly string[]) {
	const all = reels.length === 0 ? [[]] : reels;
	return all.map((segments, n) => ({
		title: all.length === 1 ? title : `${title} (${n + 1} of ${all.length})`,
		persons,
		...{ part: n + 1, parts: all.length, clips: segments.length },
		videos: new Set(segments.map(({ itemId }) => itemId)).size,
		durationSeconds: totalSeconds(segments),
		segments: rowsOf(segments),
		...(n === 0 ? { leftOut } : {}),
		leftOutCount: leftOut.length,
		videosSeen,
	}));
}

/** What is said of one moment. */
export const momentOutputs = {
	itemId: 'The video',
	title: 'Its title',
	persons: 'Who is seen, of those who were asked for',
	confidence: 'How sure the service is at best, from 0 to 1',
	start: 'First frame in VidiCore’s notation',
	end: 'The frame after the last, in the same notation',
	startSeconds: 'Begin in seconds from the beginning of the video',
	endSeconds: 'End in seconds, exclusive',
	durationSeconds: 'How long, in seconds',
	frames: 'How many frames',
	startTimecode: 'Begin as a time code, counted from the start time code of the video',
	endTimecode: 'End as a time code, exclusive',
};

/** A row for each moment. */
export const momentRows = (segments: readonly Segment[]): object[] =>
	rowsOf(segments).map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => name in momentOutputs)));

/** The rows of any item of clips, with what is known of a reel's. */
const rowsOf = (segments: readonly Segment[]): object[] =>
	segmentRows(segments).map((row, n) => {
		const { video, from, to, persons, confidence } = segments[n] as Segment;
		const startTimecode = timecodeOf(from, video);
		return { ...row, title: video.title, persons, confidence, startTimecode, endTimecode: timecodeOf(to, video) };
	});
