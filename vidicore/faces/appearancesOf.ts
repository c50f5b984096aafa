import type { VidiCoreHttp } from '../http';
import { fieldValue, type PlainMetadata } from '../items/fields';
import { durationField } from '../items/thumbnails';

/** An item in which a face was found. */
export interface FoundItem {
	itemId: string;
	title: string;
	/**
	 * Addresses of its thumbnails as they came, when they were asked for; they work without login. For
	 * `readThumbnails`, as the duration, which is '' where it is not known.
	 */
	thumbnails: string[];
	durationSeconds: string;
}

interface ItemDocument {
	id?: string;
	metadata?: PlainMetadata;
	thumbnails?: { uri?: string[] };
}

/**
 * One page of the items in whose detections a face appears, newest first; by the face's id in the model, as the
 * vendor's user interface asks. `first` is 1-based. Throws a VidiCoreError.
 */
export async function itemsWithFace(
	http: VidiCoreHttp,
	externalId: string,
	first: number,
	number: number,
	thumbnails = false,
): Promise<FoundItem[]> {
	const query = [
		['content', thumbnails ? 'metadata,thumbnail' : 'metadata'],
		['field', thumbnails ? `title,${durationField}` : 'title'],
		['interval', 'generic'],
		['noauth-url', thumbnails],
		['first', first],
		['number', number],
	] as const;
	const search = {
		text: [{ value: externalId }],
		filter: [{ name: 'face', operation: 'AND', field: [{ name: 'adu_av_valueId', value: [{ value: externalId }] }] }],
		intervals: 'all',
		sort: [{ field: 'created', order: 'descending' }],
	};
	const { item = [] } = await http.json<{ item?: ItemDocument[] }>('PUT', '/API/item', {
		query,
		body: JSON.stringify(search),
	});
	return item.map(({ id = '', metadata, thumbnails: shown }) => ({
		itemId: id,
		title: fieldValue(metadata, 'title'),
		durationSeconds: fieldValue(metadata, durationField),
		thumbnails: shown?.uri ?? [],
	}));
}
