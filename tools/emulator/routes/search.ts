import { needs } from '../rights';
import { find } from '../search/find';
import { pageOf } from '../search/pages';
import { collectionReader, itemReader, type Reader } from '../search/values';
import type { Collection, Item } from '../store';
import type { Call, Reply, Route } from './route';
import { uncertain } from '../uncertain';

export const searchRoutes: Route[] = [['PUT', /^\/API\/search\/?$/, searchBoth]];

const isItem = (thing: Item | Collection): thing is Item => 'shapes' in thing;

const either: Reader<Item | Collection> = {
	generic: (thing, name) => (isItem(thing) ? itemReader.generic(thing, name) : collectionReader.generic(thing, name)),
	timed: (thing, name) => (isItem(thing) ? itemReader.timed(thing, name) : collectionReader.timed(thing, name)),
	all: (thing, timed) => (isItem(thing) ? itemReader.all(thing, timed) : collectionReader.all(thing, timed)),
	age: (thing) => (isItem(thing) ? itemReader.age(thing) : collectionReader.age(thing)),
};

/** Items and collections together (recorded for items; a collection's entry is inferred). */
function searchBoth({ backend: { store, index }, user, query, document }: Call): Reply {
	needs(user, uncertain.roles.search);
	const things = [...index.entries(), ...index.collections()];
	const { page, around } = pageOf(find(things, either, document, store), query);
	const { hits, facet = [], ...more } = around;
	const always = { start: '-INF', end: '+INF' };
	const entry = page.map((thing) => ({
		...(isItem(thing)
			? { item: { id: thing.id, ...always }, timespan: [{ field: [], ...always }], ...always, type: 'Item' }
			: { collection: { id: thing.id, name: thing.name }, type: 'Collection' }),
		id: thing.id,
	}));
	return { root: 'SearchResultDocument', document: { hits, suggestion: [], autocomplete: [], entry, facet, ...more } };
}
