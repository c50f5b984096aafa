import { ask, type Part } from '../answers';
import { VidiCoreError } from '../errors';
import { segment, type VidiCoreHttp } from '../http';
import type { CollectionSummary } from '../items/collections';
import { leavesOpen, lookAfterMs } from '../jobs/startJob';
import { collectionPages, type SearchedPage } from '../search/pages';

const pageSize = 100;

/** A collection in an answer. A name may be absent (recorded). Throws a VidiCoreError `badAnswer`. */
const summary = (collection: Part): CollectionSummary => ({
	id: collection.text('id'),
	name: collection.textIfAny('name') ?? '',
});

/** One collection. Throws a VidiCoreError, `notFound` where there is none of that id. */
export const readCollection = async (http: VidiCoreHttp, id: string): Promise<CollectionSummary> =>
	summary(await ask(http, 'GET', `/API/collection/${segment(id)}`, `the collection ${id}`));

/**
 * The collections whose name holds these words, page by page; all when there are none. VidiCore looks for the longest
 * word anywhere in a collection's text, which is understood in any case; what comes is then compared by its name, upper
 * and lower case alike. Throws a VidiCoreError.
 */
export async function* collectionsNamed(
	http: VidiCoreHttp,
	words: string,
	signal?: AbortSignal,
): AsyncGenerator<CollectionSummary[], void, undefined> {
	const wanted = words.toLowerCase();
	for await (const page of pagesWith(http, words, signal))
		yield page.items.map(summary).filter(({ name }) => name.toLowerCase().includes(wanted));
}

function pagesWith(
	http: VidiCoreHttp,
	words: string,
	signal?: AbortSignal,
): AsyncGenerator<SearchedPage, void, undefined> {
	const longest = (words.match(/[\p{L}\p{M}\p{N}_]+/gu) ?? []).reduce((a, b) => (b.length > a.length ? b : a), '');
	const search = longest === '' ? {} : { text: [{ value: `*${longest}*` }] };
	return collectionPages(http, { search, limit: Infinity, pageSize, signal });
}

/** The collections of exactly this name, the oldest first. Throws a VidiCoreError. */
export async function collectionsCalled(
	http: VidiCoreHttp,
	name: string,
	signal?: AbortSignal,
): Promise<CollectionSummary[]> {
	const found: CollectionSummary[] = [];
	for await (const page of collectionsNamed(http, name, signal)) found.push(...page.filter((one) => one.name === name));
	const age = ({ id }: CollectionSummary) => Number(/\d+$/.exec(id)?.[0] ?? 0);
	return found.sort((a, b) => age(a) - age(b));
}

/**
 * Makes a collection. It is asked for once; after an answer that leaves open whether it was made, it is looked for by
 * its name. Throws a VidiCoreError, which says so when nobody can tell.
 */
export async function createCollection(
	http: VidiCoreHttp,
	name: string,
	signal?: AbortSignal,
): Promise<CollectionSummary> {
	try {
		const query = [['name', name]] as const;
		const made = await ask(http, 'POST', '/API/collection', 'the new collection', { query, signal });
		return { id: made.text('id'), name };
	} catch (error) {
		if (!(error instanceof VidiCoreError) || !leavesOpen(error)) return await Promise.reject(error);
		const found = await lookedFor(http, name, signal);
		if (found) return found;
		const cause = error.message.replace(/\.$/, '');
		const what = `It is not known whether VidiCore has made the collection "${name}"`;
		throw error.reworded(`${cause}. ${what}; running this again looks for it first.`);
	}
}

/** Something new is in the search a moment after it was made, so it is looked for a few times. */
async function lookedFor(
	http: VidiCoreHttp,
	name: string,
	signal?: AbortSignal,
): Promise<CollectionSummary | undefined> {
	for (const wait of lookAfterMs) {
		await http.clock.sleep(wait, signal);
		const found = await collectionsCalled(http, name, signal).catch(() => []); // the search may meet the same trouble
		if (found[0]) return found[0];
	}
	return undefined;
}
