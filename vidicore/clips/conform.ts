import { metadataDocument, type FieldValues } from '../items/metadata';
import type { JobPriority } from '../jobs/startJob';
import { framePoint, type ClipStart } from './segment';
import { textOverlays, type CaptionedSegment } from './textOverlays';

/** A new item that is to be made of pieces of others. */
export interface Conform {
	/** One after the other; at least one, each of at least one frame. */
	segments: readonly CaptionedSegment[];
	/** The new item's metadata: its title, and whatever else. */
	fields: FieldValues;
	/** The shape that VidiCore makes: a tag, whose preset says how. `original` keeps the format of the sources. */
	tag: string;
	/** The shape of the sources that is taken; their original when absent. */
	sourceTag?: string;
	/** Whether the sources' metadata come along: who is seen when, too. VidiCore does it unless told otherwise. */
	copyMetadata: boolean;
	/** Whether thumbnails of the new item are made. */
	thumbnails: boolean;
	priority?: JobPriority;
}

/**
 * How the job is started that makes it (`POST /conform`, documented; a point has its own time base by the vendor's
 * client, that the end is not shown is inferred). The answer does not name the item, see `itemOfConform`.
 */
export function conformStart({ segments, fields, priority, ...wishes }: Conform): ClipStart {
	const overlays = textOverlays(segments);
	const document = {
		metadata: metadataDocument(fields),
		conform: {
			timeline: { segment: segments.map(timelineSegment) },
			...(overlays.length > 0 ? { textOverlay: overlays } : {}),
		},
	};
	const query = [
		...(wishes.sourceTag === undefined ? [] : ([['sourceTag', wishes.sourceTag]] as const)),
		['conformMetadata', wishes.copyMetadata],
		['createThumbnails', wishes.thumbnails],
	] as const;
	return {
		path: '/API/conform',
		options: { tag: wishes.tag, priority, query, document },
		about: JSON.stringify([query, document]),
	};
}

const timelineSegment = ({ itemId, frameRate, from, to }: CaptionedSegment): object => ({
	source: { id: itemId, interval: { start: framePoint(from, frameRate), end: framePoint(to, frameRate) } },
});
