import { ask } from '../answers';
import { segment, type VidiCoreHttp } from '../http';
import { faceField } from '../fieldNames';
import type { ListPage } from '../pages';
import { textSearch } from '../search/terms';

export interface CollectionSummary {
	id: string;
	name: string;
}

/**
 * One page of the collections whose name or text holds the words; all when there are none. `first` is 1-based. Throws
 * a VidiCoreError.
 */
export async function searchCollections(
	http: VidiCoreHttp,
	words: string,
	first: number,
	number: number,
): Promise<ListPage<CollectionSummary>> {
	return await find(http, textSearch(words), first, number);
}

/**
 * The training collections: those marked `vcs_face_isTrainingCollection` (the vendor's own way to find them).
 * Throws a VidiCoreError; `notFound` of a `metadata-field` means that the service was never configured.
 */
export async function findTrainingCollections(http: VidiCoreHttp): Promise<CollectionSummary[]> {
	const field = [{ name: faceField.trainingCollection, value: [{ value: 'true' }] }];
	return (await find(http, { operator: { operation: 'OR', field } }, 1, 100)).entries;
}

async function find(
	http: VidiCoreHttp,
	search: object,
	first: number,
	number: number,
): Promise<ListPage<CollectionSummary>> {
	const query = [
		['first', first],
		['number', number],
	] as const;
	const options = { query, body: JSON.stringify(search) };
	const list = await ask(http, 'PUT', '/API/collection', 'the list of collections', options);
	const { hits, entries } = list.page('collection', first);
	return {
		hits,
		entries: entries.map((one) => ({ id: one.text('id'), name: one.textIfAny('name') ?? '' })),
	};
}

/** Throws a VidiCoreError when there is no such collection, or when our user may not see it. */
export async function checkCollection(http: VidiCoreHttp, collectionId: string): Promise<void> {
	const query = [
		['first', 1],
		['number', 1],
	] as const;
	const path = `/API/collection/${segment(collectionId)}/item`;
	const content = await ask(http, 'GET', path, 'the content of the collection', { query });
	for (const item of content.page('item', 1).entries) item.text('id');
}

/** A collection's address for starting its training. */
export const trainPath = (collectionId: string): string => `/API/collection/${segment(collectionId)}/train`;
