import { ask, type Part } from '../answers';
import { segment, type SendOptions, type VidiCoreHttp } from '../http';
import { isLastPage } from '../pages';

/** Which items are wanted, and what of them. */
export interface WantedItems {
	/** An ItemSearchDocument. */
	search: object;
	/** Only items in this collection. */
	collectionId?: string;
	/** What is wanted of each item: `content`, `field` … */
	query: NonNullable<SendOptions['query']>;
	/** How many items at most; Infinity for all. */
	limit: number;
	/** How many items a page has at most. */
	pageSize: number;
	/**
	 * Whether the search looks at values without a time only. Then VidiCore can go through a list of any length, and
	 * from where it was, whatever came or went meanwhile (documented: a cursor works in the generic interval only).
	 */
	generic: boolean;
	signal?: AbortSignal;
}

export interface ItemPage {
	/** Items that were not on a page before. */
	items: Part[];
	/** How many items VidiCore counts at this moment, where it says so. */
	hits?: number;
}

/**
 * The items that a search finds, page by page; nothing of a page is kept but its ids. A list that changes meanwhile
 * brings no item twice: what stands on two pages is left out of the second. Throws a VidiCoreError; a page that does
 * not come whole ends it, so that a list is never taken for shorter than it is.
 */
export async function* itemPages(http: VidiCoreHttp, wanted: WantedItems): AsyncGenerator<ItemPage, void, undefined> {
	const { collectionId, query, limit, search, signal } = wanted;
	const path = collectionId === undefined ? '/API/item' : `/API/collection/${segment(collectionId)}/item`;
	const number = Math.min(wanted.pageSize, limit);
	const seen = new Set<string>();
	let cursor = wanted.generic && limit > wanted.pageSize ? '*' : undefined;
	let before: number | undefined;
	for (let first = 1; seen.size < limit;) {
		const place = cursor === undefined ? (['first', first] as const) : (['cursor', cursor] as const);
		const list = await ask(http, 'PUT', path, 'the list of items', {
			query: [...query, place, ['number', number]],
			body: JSON.stringify(search),
			signal,
		});
		const page = list.page('item', cursor === undefined || first === 1 ? first : Infinity);
		const items = page.entries.filter((item) => !seen.has(item.text('id'))).slice(0, limit - seen.size);
		for (const item of items) seen.add(item.text('id'));
		yield { items, hits: page.hits };
		const changed = before !== undefined && page.hits !== before;
		if (page.entries.length === 0 || (!changed && isLastPage(page, first, number))) return;
		before = page.hits;
		first += page.entries.length;
		if (cursor !== undefined) cursor = nextCursor(list, cursor, items.length > 0);
	}
}

/** undefined where VidiCore gives none: then pages go by numbers. */
function nextCursor(list: Part, cursor: string, brought: boolean): string | undefined {
	const next = list.textIfAny('nextCursor');
	if (next === undefined || (next !== cursor && brought)) return next;
	throw list.bad('it begins again where it has been before');
}
