import { planReels, type PlanSettings } from '../../faces/reel/plan';
import type { LeftOut, Segment } from '../../faces/reel/segment';
import { foundVideo, videosWithFaces, type FoundVideo, type VideoSearch } from '../../vidicore/faces/sourceVideos';
import type { VidiCoreHttp } from '../../vidicore/http';
import { someAtATime } from '../kit/someAtATime';
import { plannedVideo, videoLeftOut, whyNot, type PlannedVideo, type Wanted } from './plannedVideo';

/** Where clips are looked for. */
export type ReelSource = Omit<VideoSearch, 'persons' | 'signal'> & {
	/** These items and no others. */
	itemIds?: readonly string[];
};

export interface PlannedReels {
	reels: Segment[][];
	leftOut: LeftOut[];
	/** How many videos were looked into. */
	videosSeen: number;
}

/**
 * Reads who is seen when in the videos and plans reels out of it: a request a hundred videos, and two a video
 * (more for a long one). Nothing but the clips is kept of a video. Throws a VidiCoreError.
 */
export async function plannedReels(
	http: VidiCoreHttp,
	source: ReelSource,
	wanted: Wanted,
	plan: PlanSettings,
	signal?: AbortSignal,
): Promise<PlannedReels> {
	const segments: Segment[] = [];
	const leftOut: LeftOut[] = [];
	let videosSeen = 0;
	const ids = wanted.persons.map((person) => person.ids);
	const inEach = wanted.who === 'together' ? ids : [ids.flat()];
	for await (const videos of sourceVideos(http, source, inEach, signal)) {
		for (const planned of await someAtATime(videos, (video) => plannedOf(http, video, wanted, signal))) {
			segments.push(...planned.segments);
			leftOut.push(...planned.leftOut);
		}
		videosSeen += videos.length;
	}
	const done = planReels(segments, plan);
	return { reels: done.reels, leftOut: [...leftOut, ...done.leftOut], videosSeen };
}

/** A video, or one that is left out already. */
export type Candidate = { found: FoundVideo } | { leftOut: LeftOut };

const plannedOf = async (
	http: VidiCoreHttp,
	candidate: Candidate,
	wanted: Wanted,
	signal?: AbortSignal,
): Promise<PlannedVideo> =>
	'found' in candidate
		? await plannedVideo(http, candidate.found, wanted, signal)
		: { segments: [], leftOut: [candidate.leftOut] };

/**
 * The videos, page by page. `inEach`: of each of these lists of ids somebody must be seen in the video; anybody when
 * there is none. Items that are named come whoever is seen in them.
 */
export async function* sourceVideos(
	http: VidiCoreHttp,
	{ itemIds, ...search }: ReelSource,
	inEach: ReadonlyArray<readonly string[]>,
	signal?: AbortSignal,
): AsyncGenerator<Candidate[]> {
	if (itemIds) {
		const { dateField } = search;
		yield await someAtATime([...new Set(itemIds)], (itemId) => named(http, itemId, dateField, signal));
		return;
	}
	for await (const page of videosWithFaces(http, { ...search, persons: inEach, signal }))
		yield page.map((found) => ({ found }));
}

async function named(http: VidiCoreHttp, itemId: string, dateField: string, signal?: AbortSignal): Promise<Candidate> {
	try {
		return { found: await foundVideo(http, itemId, dateField, signal) };
	} catch (error) {
		const reason = whyNot(error);
		return reason === undefined
			? await Promise.reject(error)
			: { leftOut: videoLeftOut({ itemId, title: '' }, reason) };
	}
}
