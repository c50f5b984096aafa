import { ask } from '../answers';
import { segment, type VidiCoreHttp } from '../http';
import type { ListPage } from '../pages';
import { textSearch } from '../search/terms';
import { fieldsOf, fieldValue } from './fields';

export interface ItemSummary {
	id: string;
	title: string;
}

/**
 * One page of the items whose metadata hold the words, newest first as VidiCore lists them. `first` is 1-based.
 * Throws a VidiCoreError.
 */
export async function searchItems(
	http: VidiCoreHttp,
	words: string,
	first: number,
	number: number,
): Promise<ListPage<ItemSummary>> {
	const query = [
		['content', 'metadata'],
		['field', 'title'],
		['interval', 'generic'],
		['includeTransientMetadata', false],
		['first', first],
		['number', number],
	] as const;
	const body = JSON.stringify(textSearch(words));
	const list = await ask(http, 'PUT', '/API/item', 'the list of items', { query, body });
	const { hits, entries } = list.page('item', first);
	return {
		hits,
		entries: entries.map((item) => ({ id: item.text('id'), title: fieldValue(fieldsOf(item), 'title') })),
	};
}

/** An item's address for starting its analysis. */
export const analyzePath = (itemId: string): string => `/API/item/${segment(itemId)}/analyze`;
