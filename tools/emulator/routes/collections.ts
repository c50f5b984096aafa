import type { Call, Reply, Route, Backend } from './route';
import type { Collection, Item, Store } from '../store';
import { find, searched, type Fields } from '../search';
import { itemDocument, lastModified } from '../metadata/itemDocument';

export const collectionRoutes: Route[] = [
	['POST', /^\/API\/collection\/?$/, create],
	['GET', /^\/API\/collection\/?$/, search],
	['PUT', /^\/API\/collection\/?$/, search],
	[
		'GET',
		/^\/API\/collection\/([^/]+)$/,
		({ backend: { store, jobs }, params: [id = ''] }) => ({
			root: 'CollectionDocument',
			document: withContent(store.collection(id), jobs.baseUri),
		}),
	],
	['GET', /^\/API\/collection\/([^/]+)\/item\/?$/, items],
	['PUT', /^\/API\/collection\/([^/]+)\/item\/?$/, items],
	[
		'PUT',
		/^\/API\/collection\/([^/]+)\/([^/]+)$/,
		({ backend: { store }, params: [id = '', item = ''] }) => put(store, store.collection(id), store.item(item).id),
	],
	[
		'DELETE',
		/^\/API\/collection\/([^/]+)\/([^/]+)$/,
		({ backend: { store }, params: [id = '', item = ''] }) => takeOut(store, store.collection(id), item),
	],
	[
		'DELETE',
		/^\/API\/collection\/([^/]+)$/,
		({ backend: { store }, params: [id = ''] }) => void store.collections.delete(store.collection(id).id),
	],
	[
		'POST',
		/^\/API\/collection\/([^/]+)\/train$/,
		({ backend: { jobs }, user, query, params: [id = ''] }) => ({
			root: 'JobDocument',
			document: jobs.train(id, query, user),
		}),
	],
];

function put(store: Store, collection: Collection, itemId: string): undefined {
	if (!collection.items.has(itemId)) {
		collection.items.add(itemId);
		store.announce({ kind: 'collection', collection });
	}
}

function takeOut(store: Store, collection: Collection, itemId: string): undefined {
	if (collection.items.delete(itemId)) store.announce({ kind: 'collection', collection });
}

/** What of an item can be searched: its fields, the transient ones, and whose faces are in it. */
export function searchable(item: Item): Fields {
	const ids = item.spans
		.flatMap(({ group }) => group)
		.flatMap(({ group }) => group)
		.flatMap(({ field }) => field)
		.filter(({ name }) => name === 'adu_av_valueId')
		.map(({ value }) => value);
	return new Map<string, string | string[]>([
		...item.fields,
		['__metadata_last_modified', lastModified(item)],
		['adu_av_valueId', [...new Set(ids)]],
	]);
}

const summary = ({ id, name }: Collection, baseUri: string) => ({ loc: `${baseUri}collection/${id}`, id, name });

function withContent(collection: Collection, baseUri: string): object {
	const content = [...collection.items].map((id) => ({ id, uri: `${baseUri}item/${id}`, type: 'item' }));
	return { ...summary(collection, baseUri), ...(content.length > 0 ? { content } : {}) };
}

function create({ backend: { store, jobs }, query }: Call): Reply {
	const made: Collection = { id: store.nextId(), name: query.get('name') ?? '', items: new Set(), fields: new Map() };
	store.collections.set(made.id, made);
	return { root: 'CollectionDocument', document: summary(made, jobs.baseUri) };
}

function search({ backend: { store, jobs }, query, document }: Call): Reply {
	const found = find(
		store.collections.values(),
		({ name, fields }) => new Map([...fields, ['title', name]]),
		document,
		store,
	);
	const { page, hits } = searched(found, query);
	return {
		root: 'CollectionListDocument',
		document: { hits, collection: page.map((collection) => summary(collection, jobs.baseUri)) },
	};
}

function items({ backend, params: [id = ''], query, document }: Call): Reply {
	const { store } = backend;
	const found = find(
		[...store.collection(id).items].map((item) => store.item(item)),
		searchable,
		document,
		store,
	);
	return listed(found, query, backend);
}

/** An ItemListDocument of one page. */
export function listed(found: Item[], query: URLSearchParams, { store, jobs }: Backend): Reply {
	const { page, hits } = searched(found, query);
	return {
		root: 'ItemListDocument',
		document: { hits, item: page.map((item) => itemDocument(item, query, store, jobs.baseUri)) },
	};
}
