import type { Call, Reply, Route, Backend } from './route';
import type { Collection, Item, Store } from '../store';
import { find, type Findings } from '../search/find';
import { pageOf } from '../search/pages';
import { collectionReader, itemReader } from '../search/values';
import { mediaSeen } from './shapes';
import { itemDocument } from '../metadata/itemDocument';

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
	const { page, around } = pageOf(find(store.collections.values(), collectionReader, document, store), query);
	const { hits, ...more } = around;
	return {
		root: 'CollectionListDocument',
		document: { hits, collection: page.map((collection) => summary(collection, jobs.baseUri)), ...more },
	};
}

async function items({ backend, user, params: [id = ''], query, document }: Call): Promise<Reply> {
	const { store } = backend;
	await mediaSeen(backend, user, query);
	const inside = [...store.collection(id).items].map((item) => store.item(item));
	return listed(find(inside, itemReader, document, store, 'asGiven'), query, backend);
}

/** An ItemListDocument of one page. */
export function listed(findings: Findings<Item>, query: URLSearchParams, { store, jobs }: Backend): Reply {
	const { page, around } = pageOf(findings, query);
	const { hits, ...more } = around;
	return {
		root: 'ItemListDocument',
		document: { hits, item: page.map((item) => itemDocument(item, query, store, jobs.baseUri)), ...more },
	};
}
