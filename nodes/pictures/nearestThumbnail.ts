import { thumbnailSeconds } from '../../faces/thumbnailTime';
import type { ItemThumbnails, Thumbnail } from '../../vidicore/items/thumbnails';
import { UserError } from '../kit/errors';

/** A thumbnail and its moment, in seconds from the beginning of the video. */
export type TimedThumbnail = Thumbnail & { seconds: number };

/**
 * The thumbnails with their moments. Throws a UserError when VidiCore gives a single one in a way that is not known.
 */
export const timed = ({ itemId, thumbnails, durationSeconds }: ItemThumbnails): TimedThumbnail[] =>
	thumbnails.map((thumbnail) => ({ ...thumbnail, seconds: secondsOf(itemId, thumbnail.time, durationSeconds) }));

function secondsOf(itemId: string, time: string, durationSeconds: string): number {
	const seconds = thumbnailSeconds(time, durationSeconds);
	if (seconds !== undefined) return seconds;
	throw new UserError(
		`VidiCore gives the time of a thumbnail of ${itemId} as "${time.slice(0, 100)}", which is not understood`,
		'None of its thumbnails is used, because it might show somebody else. Nothing was changed.',
	);
}

/** The one nearest to a time in seconds; undefined when there is none. */
export const nearest = (thumbnails: readonly TimedThumbnail[], seconds: number): TimedThumbnail | undefined =>
	thumbnails.reduce<TimedThumbnail | undefined>(
		(a, b) => (a !== undefined && Math.abs(a.seconds - seconds) <= Math.abs(b.seconds - seconds) ? a : b),
		undefined,
	);
