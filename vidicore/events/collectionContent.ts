import { ask } from '../answers';
import { VidiCoreError } from '../errors';
import { segment, type VidiCoreHttp } from '../http';
import { isLastPage } from '../pages';
import { readIds } from '../plainLists';

const pageSize = 500;
const attempts = 3;

/**
 * The ids of all items in a collection, page by page. A list that changes while it is read is read again, because a
 * page that has shifted hides items. Throws a VidiCoreError; `conflict` when the collection does not hold still.
 */
export async function itemsInCollection(http: VidiCoreHttp, collectionId: string): Promise<string[]> {
	const path = `/API/collection/${segment(collectionId)}/item`;
	for (let attempt = 1; attempt <= attempts; attempt++) {
		const ids = await readOnce(http, path);
		if (ids) return ids;
	}
	throw new VidiCoreError(
		`The collection ${collectionId} changes faster than it can be read`,
		{ kind: 'conflict' },
		{ method: 'GET', path },
	);
}

async function readOnce(http: VidiCoreHttp, path: string): Promise<string[] | undefined> {
	const ids = new Set<string>();
	let hits: number | undefined;
	for (let first = 1; ;) {
		const query = [
			['first', first],
			['number', pageSize],
		] as const;
		const page = (await ask(http, 'GET', path, 'the content of the collection', { query })).page('item', first);
		if (hits !== undefined && page.hits !== hits) return undefined;
		hits = page.hits;
		for (const item of page.entries) ids.add(item.text('id'));
		if (isLastPage(page, first, pageSize)) return hits === undefined || hits === ids.size ? [...ids] : undefined;
		first += page.entries.length;
	}
}

/** Ids of the collections an item is in. Throws a VidiCoreError. */
export const collectionsOfItem = async (http: VidiCoreHttp, itemId: string): Promise<string[]> =>
	await readIds(http, `/API/item/${segment(itemId)}/collections`, `the list of collections of ${itemId}`);
