import { segment as pathSegment } from '../http';
import { sameAddress, secretsIn } from '../imports/source';
import type { JobPriority } from '../jobs/startJob';
import { frameTime, type ClipStart, type Segment } from './segment';

/** A piece of a video that is to be delivered as a file. */
export interface ClipExport {
	segment: Segment;
	/** A named export location, or an address; one that ends in a slash is a folder. An address may hold a key. */
	to: { locationName: string } | { uri: string };
	/** The shape that is cut: made on the way where the item has none of it (documented). The original when absent. */
	tag?: string;
	priority?: JobPriority;
}

/**
 * How the job is started that delivers it (`POST /item/{id}/export` with `start` and `end`, documented; that they count
 * from the beginning of the media is inferred). Files that are missing let it fail: VidiCore's own default does not.
 */
export function exportStart({ segment, to, tag, priority }: ClipExport): ClipStart {
	const { itemId, frameRate, from, to: end } = segment;
	const times = [
		['start', frameTime(from, frameRate)],
		['end', frameTime(end, frameRate)],
	] as const;
	const place = 'uri' in to ? (['uri', to.uri] as const) : (['locationName', to.locationName] as const);
	const known = 'uri' in to ? sameAddress(to.uri) : to.locationName;
	return {
		path: `/API/item/${pathSegment(itemId)}/export`,
		options: {
			tag,
			priority,
			query: [place, ...times, ['allowMissing', false]],
			secrets: 'uri' in to ? secretsIn(to.uri) : [],
		},
		about: JSON.stringify([known, times]),
	};
}
