import type { Call, Reply, Route, World } from '../server';
import type { Collection, Item } from '../store';
import { find, searched } from '../search';
import { itemDocument } from '../metadata/itemDocument';

export const collectionRoutes: Route[] = [
	['POST', /^\/API\/collection\/?$/, create],
	['GET', /^\/API\/collection\/?$/, search],
	['PUT', /^\/API\/collection\/?$/, search],
	['GET', /^\/API\/collection\/([^/]+)$/, ({ world: { store, jobs }, params: [id = ''] }) => ({ root: 'CollectionDocument', document: withContent(store.collection(id), jobs.baseUri) })],
	['GET', /^\/API\/collection\/([^/]+)\/item\/?$/, items],
	['PUT', /^\/API\/collection\/([^/]+)\/item\/?$/, items],
	['PUT', /^\/API\/collection\/([^/]+)\/([^/]+)$/, ({ world: { store }, params: [id = '', item = ''] }) => void store.collection(id).items.add(store.item(item).id)],
	['DELETE', /^\/API\/collection\/([^/]+)\/([^/]+)$/, ({ world: { store }, params: [id = '', item = ''] }) => void store.collection(id).items.delete(item)],
	['DELETE', /^\/API\/collection\/([^/]+)$/, ({ world: { store }, params: [id = ''] }) => void store.collections.delete(store.collection(id).id)],
	['POST', /^\/API\/collection\/([^/]+)\/train$/, ({ world: { jobs }, user, query, params: [id = ''] }) => ({ root: 'JobDocument', document: jobs.train(id, query, user) })],
];

const summary = ({ id, name }: Collection, baseUri: string) => ({ loc: `${baseUri}collection/${id}`, id, name });

function withContent(collection: Collection, baseUri: string): object {
	const content = [...collection.items].map((id) => ({ id, uri: `${baseUri}item/${id}`, type: 'item' }));
	return { ...summary(collection, baseUri), ...(content.length > 0 ? { content } : {}) };
}

function create({ world: { store, jobs }, query }: Call): Reply {
	const made: Collection = { id: store.nextId(), name: query.get('name') ?? '', items: new Set(), fields: new Map() };
	store.collections.set(made.id, made);
	return { root: 'CollectionDocument', document: summary(made, jobs.baseUri) };
}

function search({ world: { store, jobs }, query, document }: Call): Reply {
	const found = find(store.collections.values(), ({ name, fields }) => new Map([...fields, ['title', name]]), document, store);
	const { page, hits } = searched(found, query);
	return { root: 'CollectionListDocument', document: { hits, collection: page.map((collection) => summary(collection, jobs.baseUri)) } };
}

function items({ world, params: [id = ''], query, document }: Call): Reply {
	const { store } = world;
	const found = find([...store.collection(id).items].map((item) => store.item(item)), ({ fields }) => fields, document, store);
	return listed(found, query, world);
}

/** An ItemListDocument of one page. */
export function listed(found: Item[], query: URLSearchParams, { store, jobs }: World): Reply {
	const { page, hits } = searched(found, query);
	return { root: 'ItemListDocument', document: { hits, item: page.map((item) => itemDocument(item, query, store, jobs.baseUri)) } };
}
