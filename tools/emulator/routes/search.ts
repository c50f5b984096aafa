import { describedOf, itemDocument } from '../metadata/itemDocument';
import { needs } from '../rights';
import { find } from '../search/find';
import { pageOf } from '../search/pages';
import { either, isItem, shapeReader } from '../search/readers';
import { suggestions } from '../search/suggestions';
import { uncertain } from '../uncertain';
import type { Call, Reply, Route } from './route';
import { searchIn } from './searchIn';

export const searchRoutes: Route[] = [
	['GET', /^\/API\/search\/?$/, searchBoth],
	['PUT', /^\/API\/search\/?$/, searchBoth],
	['PUT', /^\/API\/search\/shape$/, searchShapes],
	['PUT', /^\/API\/search\/autocomplete$/, complete],
];

/** Items and collections together (recorded for items; a collection's entry is inferred). */
function searchBoth(call: Call): Reply {
	const { backend, user, query } = call;
	const { store, index, jobs } = backend;
	needs(user, uncertain.roles.search);
	const things = [...index.entries(), ...index.collections()];
	const { page, around } = pageOf(find(things, either, searchIn(call), store), query, store);
	const { hits, facet = [], ...more } = around;
	const always = { start: '-INF', end: '+INF' };
	const entry = page.map((thing) => ({
		...(isItem(thing)
			? {
					item: { ...itemDocument(thing, query, store, jobs.baseUri), ...always },
					...{ timespan: [{ field: [], ...always }], ...always, type: 'Item' },
				}
			: { collection: { id: thing.id, name: thing.name, ...describedOf(thing, query, store) }, type: 'Collection' }),
		id: thing.id,
	}));
	return { root: 'SearchResultDocument', document: { hits, suggestion: [], autocomplete: [], entry, facet, ...more } };
}

/** The shapes of all items, each with its item (recorded). */
function searchShapes(call: Call): Reply {
	const { backend, user, query } = call;
	needs(user, uncertain.roles.search);
	const all = [...backend.index.entries()].flatMap((item) => item.shapes.map((shape) => ({ item, shape })));
	const { page, around } = pageOf(find(all, shapeReader, searchIn(call), backend.store), query, backend.store);
	const shape = page.map((one) => ({ id: one.shape.id, item: [{ id: one.item.id }] }));
	return { root: 'ShapeListDocument', document: { hits: around.hits, shape } };
}

/** How texts of a field go on that begin like that (members of the vendor's types; what counts as one is inferred). */
function complete({ backend: { index, store }, user, document }: Call): Reply {
	needs(user, uncertain.roles.search);
	return { root: 'AutocompleteResponseDocument', document: suggestions([...index.entries()], document, store) };
}
