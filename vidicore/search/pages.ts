import { ask, type Part } from '../answers';
import { segment, type SendOptions, type VidiCoreHttp } from '../http';
import { isLastPage } from '../pages';

/** Which entries of a list are wanted, and what of them. */
interface Wanted {
	/** An ItemSearchDocument. */
	search: object;
	/** What is wanted of each entry: `content`, `field` … */
	query: NonNullable<SendOptions['query']>;
	/** How many entries at most; Infinity for all. */
	limit: number;
	/** How many entries a page has at most. */
	pageSize: number;
	/**
	 * Whether the search looks at values without a time only. Then VidiCore can go through a list of any length, and
	 * from where it was, whatever came or went meanwhile (documented: a cursor works in the generic interval only).
	 */
	generic: boolean;
	signal?: AbortSignal;
}

/** A list that VidiCore searches. */
interface SearchedList {
	path: string;
	/** The member that holds its entries. */
	member: 'item' | 'collection';
	/** In words, for errors. */
	what: string;
}

export interface SearchedPage {
	/** Entries that were not on a page before. */
	items: Part[];
	/** How many entries VidiCore counts at this moment, where it says so. */
	hits?: number;
}

/** Where items are searched: all, or those in a collection. */
export const itemsPath = (collectionId: string | undefined): string =>
	collectionId === undefined ? '/API/item' : `/API/collection/${segment(collectionId)}/item`;

/** The items that a search finds, all or those in a collection, page by page. See `searchPages`. */
export function itemPages(http: VidiCoreHttp, wanted: Wanted & { collectionId?: string }): Pages {
	const { collectionId } = wanted;
	return searchPages(http, { path: itemsPath(collectionId), member: 'item', what: 'the list of items' }, wanted);
}

/** The collections that a search finds, page by page. See `searchPages`. */
export const collectionPages = (http: VidiCoreHttp, wanted: Omit<Wanted, 'generic' | 'query'>): Pages =>
	searchPages(
		http,
		{ path: '/API/collection', member: 'collection', what: 'the list of collections' },
		{ ...wanted, query: [], generic: false },
	);

type Pages = AsyncGenerator<SearchedPage, void, undefined>;

/**
 * What a search finds, page by page; nothing of a page is kept but its ids. A list that changes meanwhile brings
 * nothing twice: what stands on two pages is left out of the second. Throws a VidiCoreError; a page that does
 * not come whole ends it, so that a list is never taken for shorter than it is.
 */
async function* searchPages(http: VidiCoreHttp, { path, member, what }: SearchedList, wanted: Wanted): Pages {
	const { query, limit, search, signal } = wanted;
	const number = Math.min(wanted.pageSize, limit);
	const seen = new Set<string>();
	let cursor = wanted.generic && limit > wanted.pageSize ? '*' : undefined;
	let before: number | undefined;
	let changed = false;
	for (let first = 1; seen.size < limit;) {
		const place = cursor === undefined ? (['first', first] as const) : (['cursor', cursor] as const);
		const list = await ask(http, 'PUT', path, what, {
			query: [...query, place, ['number', number]],
			body: JSON.stringify(search),
			signal,
		});
		const page = list.page(member, cursor === undefined || first === 1 ? first : Infinity);
		const items = page.entries.filter((item) => !seen.has(item.text('id'))).slice(0, limit - seen.size);
		for (const item of items) seen.add(item.text('id'));
		yield { items, hits: page.hits };
		changed ||= before !== undefined && page.hits !== before;
		if (page.entries.length === 0 && !changed && seen.size < (page.hits ?? 0))
			throw list.bad(`it counts ${page.hits} entries and ends after ${seen.size}`);
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
