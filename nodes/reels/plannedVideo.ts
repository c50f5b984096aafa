import { frameRateOf } from '../../faces/formats/closedSpans';
import type { LeftOut, Segment, SourceVideo } from '../../faces/reel/segment';
import { segmentsIn, type ClipSettings } from '../../faces/reel/segmentsIn';
import { sightingsOf, type WantedPerson } from '../../faces/reel/sightings';
import { framesUntil } from '../../faces/clips/clip';
import { frameNumbers, StartTimecodeError, type VideoTime } from '../../faces/videoTime';
import { isConformed } from '../../vidicore/clips/relations';
import { VidiCoreError, isMissing } from '../../vidicore/errors';
import type { FoundVideo } from '../../vidicore/faces/sourceVideos';
import type { VidiCoreHttp } from '../../vidicore/http';
import { facesInVideo } from '../appearances/facesInVideo';
import { UserError } from '../kit/errors';

/** Who is wanted, and which clips. */
export interface Wanted extends ClipSettings {
	persons: readonly WantedPerson[];
	who: 'any' | 'together';
	/** Whether what was made of clips before, such as an earlier reel, is taken as well. */
	conformedToo: boolean;
}

export interface PlannedVideo {
	segments: Segment[];
	leftOut: LeftOut[];
}

/**
 * The clips of one video that VidiCore found: a request for its faces, or one a window of a long video, and one for
 * where it came from: an earlier reel would show everything twice. A video that cannot give any clip is left out, with
 * the reason. Throws a VidiCoreError for what concerns more than this video.
 */
export async function plannedVideo(
	http: VidiCoreHttp,
	found: FoundVideo,
	wanted: Wanted,
	signal?: AbortSignal,
): Promise<PlannedVideo> {
	const without = (reason: string): PlannedVideo => ({ segments: [], leftOut: [videoLeftOut(found, reason)] });
	if (found.media?.audioOnly) return without('It has sound and no picture');
	if (found.media && !found.media.readable) return without('It has no media that VidiCore can read now');
	try {
		const { itemId, title } = found;
		const facts = { ...found.facts, title };
		const { appearances, video } = await facesInVideo(http, itemId, { facts, signal });
		const sightings = sightingsOf(appearances, wanted.persons, wanted.who);
		if (sightings.length === 0) return without(nobody(wanted));
		const numbers = frameNumbers(video, frameRateOf(appearances));
		if (!numbers) return without('Neither VidiCore nor its time spans say how many frames make a second');
		if (!wanted.conformedToo && (await isConformed(http, itemId, signal)))
			return without('It was itself made of clips of other items');
		return segmentsIn(sourceOf(found, video, numbers), sightings, wanted);
	} catch (error) {
		const reason = whyNot(error);
		return reason === undefined ? await Promise.reject(error) : without(reason);
	}
}

function nobody({ persons, who }: Wanted): string {
	if (persons.length === 1) return 'The person is not seen in it at a certain time';
	return who === 'together'
		? 'They are not seen in it at the same time'
		: 'None of them is seen in it at a certain time';
}

/** A whole video as what was left out. */
export const videoLeftOut = ({ itemId, title }: Pick<FoundVideo, 'itemId' | 'title'>, reason: string): LeftOut => ({
	itemId,
	title,
	reason,
});

/** Why a single video cannot be used; undefined for an error that concerns all of them. */
export function whyNot(error: unknown): string | undefined {
	if (isMissing(error)) return 'VidiCore does not have it, or no longer';
	if (error instanceof UserError || error instanceof StartTimecodeError) return error.message;
	if (!(error instanceof VidiCoreError)) return undefined;
	if (error.kind === 'forbidden') return 'The user of the credential may not see it';
	return error.kind === 'conflict' ? error.message : undefined;
}

const sourceOf = (
	{ itemId, title, fileName, date, media }: FoundVideo,
	{ end }: VideoTime,
	{ frameRate, startFrame }: Pick<SourceVideo, 'frameRate' | 'startFrame'>,
): SourceVideo => ({
	...{ itemId, title, fileName, date, frameRate, startFrame },
	frames: end && framesUntil(end, frameRate),
	width: media?.width,
	height: media?.height,
	audioChannels: media?.audioChannels,
});
