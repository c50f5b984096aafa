import { invalidInput } from '../faults';
import { needs } from '../rights';
import type { Call, Reply, Route, Backend } from './route';
import type { Collection, Item, Store, User } from '../store';
import { find, type Findings } from '../search/find';
import { pageOf } from '../search/pages';
import { collectionReader, itemReader } from '../search/values';
import { mediaSeen } from './shapes';
import { FieldValues } from '../metadata/fieldValues';
import { itemDocument } from '../metadata/itemDocument';
import { uncertain } from '../uncertain';

export const collectionRoutes: Route[] = [
	['POST', /^\/API\/collection\/?$/, create],
	['GET', /^\/API\/collection\/?$/, search],
	['PUT', /^\/API\/collection\/?$/, search],
	[
		'GET',
		/^\/API\/collection\/([^/]+)$/,
		({ backend: { store, jobs }, user, params: [id = ''] }) => {
			needs(user, uncertain.roles.readCollections);
			return { root: 'CollectionDocument', document: withContent(store.collection(id), jobs.baseUri) };
		},
	],
	['PUT', /^\/API\/collection\/([^/]+)\/rename$/, rename],
	['GET', /^\/API\/collection\/([^/]+)\/item\/?$/, items],
	['PUT', /^\/API\/collection\/([^/]+)\/item\/?$/, items],
	[
		'PUT',
		/^\/API\/collection\/([^/]+)\/([^/]+)$/,
		({ backend: { store }, user, params: [id = '', item = ''], query }) => {
			mayChange(user, query);
			return put(store, store.collection(id), store.item(item).id);
		},
	],
	[
		'DELETE',
		/^\/API\/collection\/([^/]+)\/([^/]+)$/,
		({ backend: { store }, user, params: [id = '', item = ''], query }) => {
			mayChange(user, query);
			return takeOut(store, store.collection(id), item);
		},
	],
	[
		'DELETE',
		/^\/API\/collection\/([^/]+)$/,
		({ backend: { store }, user, params: [id = ''] }) => {
			needs(user, uncertain.roles.writeCollections);
			store.collections.delete(store.collection(id).id);
			return undefined;
		},
	],
	['DELETE', /^\/API\/collection\/?$/, removeMany],
	[
		'POST',
		/^\/API\/collection\/([^/]+)\/train$/,
		({ backend: { jobs }, user, query, params: [id = ''] }) => ({
			root: 'JobDocument',
			document: jobs.train(id, query, user),
		}),
	],
];

/** Items only: collections and libraries inside a collection are not done. */
function mayChange(user: User, query: URLSearchParams): void {
	needs(user, uncertain.roles.writeCollections);
	const type = query.get('type') ?? 'item';
	if (type !== 'item') throw invalidInput('type', 'The emulator keeps items only in collections', undefined, type);
}

function rename({ backend: { store }, user, params: [id = ''], query }: Call): Reply {
	needs(user, uncertain.roles.writeCollections);
	store.collection(id).name = query.get('name') || nameless();
	return undefined;
}

function nameless(): never {
	throw invalidInput('name', 'A collection needs a name');
}

/** Answers well also where one of them does not exist (recorded). */
function removeMany({ backend: { store }, user, query }: Call): Reply {
	needs(user, uncertain.roles.writeCollections);
	for (const id of (query.get('id') ?? nameless()).split(',')) store.collections.delete(id);
	return undefined;
}

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

function create({ backend: { store, jobs }, user, query }: Call): Reply {
	needs(user, uncertain.roles.writeCollections);
	const made: Collection = {
		id: store.nextId(),
		name: query.get('name') ?? '',
		items: new Set(),
		fields: new FieldValues(),
	};
	store.collections.set(made.id, made);
	return { root: 'CollectionDocument', document: summary(made, jobs.baseUri) };
}

function search({ backend: { store, jobs, index }, user, query, document }: Call): Reply {
	needs(user, uncertain.roles.readCollections);
	const { page, around } = pageOf(find(index.collections(), collectionReader, document, store), query);
	const { hits, ...more } = around;
	return {
		root: 'CollectionListDocument',
		document: { hits, collection: page.map((collection) => summary(collection, jobs.baseUri)), ...more },
	};
}

async function items({ backend, user, params: [id = ''], query, document }: Call): Promise<Reply> {
	const { store, index } = backend;
	needs(user, uncertain.roles.readCollections);
	await mediaSeen(backend, user, query);
	const inside = index.entries(store.collection(id).items);
	return listed(find(inside, itemReader, document, store, 'asGiven'), query, backend);
}

/** An ItemListDocument of one page. */
export function listed(findings: Findings<Item>, query: URLSearchParams, { store, jobs }: Backend): Reply {
	const { page, around } = pageOf(findings, query);
	const { hits, ...more } = around;
	return {
		root: 'ItemListDocument',
		document: { hits, item: page.map(({ id }) => itemDocument(store.item(id), query, store, jobs.baseUri)), ...more },
	};
}
