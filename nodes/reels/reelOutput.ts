import { framesOf, instantsOf, secondsOf } from '../../faces/clips/clip';
import { timecodeOf } from '../../faces/formats/markers';
import { totalSeconds, type Segment } from '../../faces/reel/segment';
import { toSeconds } from '../../faces/timecode';
import { rateText } from '../../faces/videoTime';
import type { PlannedReels } from './plannedReels';

/** What is said of one reel. */
export const reelOutputs = {
	title: 'What the reel is called',
	persons: 'Whom it shows',
	part: 'Which of the reels it is, from 1',
	parts: 'How many reels the plan needs; VidiCore is not asked for more than 500 clips at once',
	clips: 'How many clips it has',
	videos: 'Out of how many videos they are',
	totalSeconds: 'How long it is',
	segments:
		'The clips in their order: item, title, persons, confidence, first frame and the frame after the last, seconds, ' +
		'time codes of the video, and the second at which each begins in the reel',
	leftOut: 'What is not in it: item, title, persons, begin, length and the reason; with the first reel',
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
		totalSeconds: totalSeconds(segments),
		segments: segmentRows(segments),
		...(n === 0 ? { leftOut } : {}),
		leftOutCount: leftOut.length,
		videosSeen,
	}));
}

function segmentRows(segments: readonly Segment[]): object[] {
	let before = 0;
	return segments.map((segment) => {
		const { video, from, to } = segment;
		const times = instantsOf(segment);
		const row = {
			...{ itemId: segment.itemId, title: video.title, persons: segment.persons, confidence: segment.confidence },
			...{ firstFrame: Number(from), endFrame: Number(to), frames: Number(framesOf(segment)) },
			frameRate: rateText(segment.frameRate),
			startSeconds: toSeconds(times.from),
			endSeconds: toSeconds(times.to),
			durationSeconds: secondsOf(segment),
			startTimecode: timecodeOf(from, video),
			endTimecode: timecodeOf(to, video),
			reelSeconds: rounded(before),
		};
		before += secondsOf(segment);
		return row;
	});
}

const rounded = (seconds: number): number => Math.round(seconds * 1e6) / 1e6;
