import type { VidiCoreHttp } from '../http';
import { fieldsOf, fieldValue } from '../items/fields';
import { durationField, thumbnailUris } from '../items/thumbnails';
import { detectedPersonId } from '../fieldNames';
import { itemPages } from '../search/pages';

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

/**
 * The items in whose detections a face appears, newest first, page by page; by the face's id in the model, as the
 * vendor's user interface asks. Throws a VidiCoreError.
 */
export async function* itemsWithFace(
	http: VidiCoreHttp,
	externalId: string,
	pageSize: number,
	thumbnails = false,
): AsyncGenerator<FoundItem[], void, undefined> {
	const query = [
		['content', thumbnails ? 'metadata,thumbnail' : 'metadata'],
		['field', thumbnails ? `title,${durationField}` : 'title'],
		['interval', 'generic'],
		['noauth-url', thumbnails],
	] as const;
	const search = {
		text: [{ value: externalId }],
		filter: [{ name: 'face', operation: 'AND', field: [{ name: detectedPersonId, value: [{ value: externalId }] }] }],
		intervals: 'all',
		sort: [{ field: 'created', order: 'descending' }],
	};
	for await (const { items } of itemPages(http, { query, search, limit: Infinity, pageSize, generic: false }))
		yield items.map((item) => ({
			itemId: item.text('id'),
			title: fieldValue(fieldsOf(item), 'title'),
			durationSeconds: fieldValue(fieldsOf(item), durationField),
			thumbnails: thumbnailUris(item),
		}));
}
