import { ask } from '../answers';
import type { VidiCoreHttp } from '../http';
import { fieldsOf, fieldValue } from '../items/fields';
import { durationField, thumbnailUris } from '../items/thumbnails';
import { detectedPersonId } from '../fieldNames';

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
		filter: [{ name: 'face', operation: 'AND', field: [{ name: detectedPersonId, value: [{ value: externalId }] }] }],
		intervals: 'all',
		sort: [{ field: 'created', order: 'descending' }],
	};
	const options = { query, body: JSON.stringify(search) };
	const list = await ask(http, 'PUT', '/API/item', 'the list of items with this face', options);
	return list.page('item', first).entries.map((item) => ({
		itemId: item.text('id'),
		title: fieldValue(fieldsOf(item), 'title'),
		durationSeconds: fieldValue(fieldsOf(item), durationField),
		thumbnails: thumbnailUris(item),
	}));
}
