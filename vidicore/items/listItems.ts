import { ask, type Part } from '../answers';
import type { VidiCoreHttp } from '../http';
import { isoTime } from '../jobs/state';
import type { ListPage } from '../pages';
import { searchDocument, type Sort } from '../search/document';
import { textSearch } from '../search/terms';
import { fieldsOf, fieldValue } from './fields';

/** An item as somebody recognizes it. What VidiCore does not say is ''. */
export interface ListedItem {
	id: string;
	title: string;
	/** VidiCore's word: video, audio, image, or none. */
	mediaType: string;
	/** In seconds, as VidiCore writes it. */
	duration: string;
	/** When it came into VidiCore, ISO 8601. */
	created: string;
}

export interface WantedItems {
	/** Words anywhere in the metadata. */
	words?: string;
	/** Only items of this kind of media. */
	mediaType?: 'video' | 'image';
}

const fields = ['title', 'mediaType', 'durationSeconds', 'created'];

const newestFirst: Sort = { field: 'created', order: 'descending' };

/**
 * One page of items, the newest first; where several kinds of media are wanted, videos before all others (by the
 * alphabet, backwards: video, none, image, audio). That VidiCore sorts by `mediaType` is inferred: it is a field of the
 * system, as `created` is. `first` is 1-based. Throws a VidiCoreError.
 */
export async function listItems(
	http: VidiCoreHttp,
	{ words = '', mediaType }: WantedItems,
	first: number,
	number: number,
): Promise<ListPage<ListedItem>> {
	const query = [
		['content', 'metadata'],
		['field', fields.join(',')],
		['interval', 'generic'],
		['includeTransientMetadata', false],
		['first', first],
		['number', number],
	] as const;
	const search = {
		...searchDocument({
			conditions: mediaType ? [{ field: 'mediaType', operator: 'equals', value: mediaType }] : [],
			combine: 'AND',
			sort: mediaType ? [newestFirst] : [{ field: 'mediaType', order: 'descending' }, newestFirst],
		}),
		...textSearch(words),
	};
	const list = await ask(http, 'PUT', '/API/item', 'the list of items', { query, body: JSON.stringify(search) });
	const { hits, entries } = list.page('item', first);
	return { hits, entries: entries.map(listedItem) };
}

function listedItem(item: Part): ListedItem {
	const found = fieldsOf(item);
	return {
		id: item.text('id'),
		title: fieldValue(found, 'title'),
		mediaType: fieldValue(found, 'mediaType'),
		duration: fieldValue(found, 'durationSeconds'),
		created: isoTime(fieldValue(found, 'created')),
	};
}
