import { applyCollection, readCollection } from '../collections/collectionIn';
import { contentOf, removeCollection, type MemberKind } from '../collections/members';
import { invalidInput } from '../faults';
import { FieldValues } from '../metadata/fieldValues';
import { describedOf } from '../metadata/itemDocument';
import { needs } from '../rights';
import { find } from '../search/find';
import { pageOf } from '../search/pages';
import { collectionReader } from '../search/values';
import type { Collection } from '../entities';
import { uncertain } from '../uncertain';
import type { Call, Reply, Route } from './route';
import { remember } from './searchHistory';
import { searchIn } from './searchIn';

export const collectionRoutes: Route[] = [
	['POST', /^\/API\/collection\/?$/, create],
	['GET', /^\/API\/collection\/?$/, search],
	['PUT', /^\/API\/collection\/?$/, search],
	['GET', /^\/API\/collection\/([^/]+)$/, read],
	['PUT', /^\/API\/collection\/([^/]+)$/, change],
	['PUT', /^\/API\/collection\/([^/]+)\/rename$/, rename],
	['GET', /^\/API\/collection\/([^/]+)\/ancestor$/, ancestors],
	['DELETE', /^\/API\/collection\/([^/]+)$/, remove],
	['DELETE', /^\/API\/collection\/?$/, removeMany],
	[
		'POST',
		/^\/API\/collection\/([^/]+)\/train$/,
		({ backend: { cognitive }, user, query, params: [id = ''] }) => ({
			root: 'JobDocument',
			document: cognitive.train(id, query, user),
		}),
	],
];

/** A collection's own members, and its metadata where `content` asks for them. */
function summary(collection: Collection, { backend: { store, jobs }, query }: Call): object {
	const { id, name } = collection;
	return {
		loc: `${jobs.baseUri}collection/${id}/`,
		id,
		...(name === '' ? {} : { name }),
		...describedOf(collection, query, store),
	};
}

/** Which kinds of members `children` wants; all of them where it says nothing. */
function childrenIn(query: URLSearchParams): MemberKind[] {
	const words = (query.get('children') ?? 'all').split(',');
	const all: MemberKind[] = ['item', 'collection', 'library'];
	for (const word of words)
		if (!['all', 'generic', 'none', ...all].includes(word))
			throw invalidInput('children', 'Not a kind of children', undefined, word);
	return all.filter((kind) => words.includes('all') || words.includes('generic') || words.includes(kind));
}

function read(call: Call): Reply {
	const { backend, user, params, query } = call;
	needs(user, uncertain.roles.readCollections);
	const collection = backend.store.collection(params[0] ?? '');
	const content = contentOf(collection, backend.jobs.baseUri, childrenIn(query));
	return {
		root: 'CollectionDocument',
		document: { ...summary(collection, call), ...(content.length > 0 ? { content } : {}) },
	};
}

/** Makes a collection; the body may name it, describe it and fill it (documented), the query's name comes first. */
function create(call: Call): Reply {
	const { backend, user, query, document } = call;
	needs(user, uncertain.roles.writeCollections);
	const { store } = backend;
	const wanted = readCollection(document);
	const made: Collection = { id: store.nextId(), name: '', items: new Set(), fields: new FieldValues() };
	applyCollection(made, { ...wanted, name: query.get('name') ?? wanted.name }, { store, user: user.name });
	store.collections.set(made.id, made);
	return { root: 'CollectionDocument', document: summary(made, call), plain: made.id };
}

function change(call: Call): Reply {
	const { backend, user, params, document } = call;
	needs(user, uncertain.roles.writeCollections);
	const collection = backend.store.collection(params[0] ?? '');
	applyCollection(collection, readCollection(document), { store: backend.store, user: user.name });
	return read(call);
}

function rename({ backend: { store }, user, params: [id = ''], query }: Call): Reply {
	needs(user, uncertain.roles.writeCollections);
	store.collection(id).name = query.get('name') || nameless();
	return undefined;
}

function nameless(): never {
	throw invalidInput('name', 'A collection needs a name');
}

function remove({ backend: { store }, user, params: [id = ''] }: Call): Reply {
	needs(user, uncertain.roles.writeCollections);
	removeCollection(store, store.collection(id).id);
	return undefined;
}

/** Answers well also where one of them does not exist (recorded). */
function removeMany({ backend: { store }, user, query }: Call): Reply {
	needs(user, uncertain.roles.writeCollections);
	const ids = query.getAll('id').flatMap((one) => one.split(',').filter(Boolean));
	if (ids.length === 0) throw invalidInput('id', 'No collection is named');
	for (const id of ids) removeCollection(store, id);
	return undefined;
}

/** The collections in which a collection is, directly or not. */
function ancestors(call: Call): Reply {
	const { store } = call.backend;
	needs(call.user, uncertain.roles.readCollections);
	const found = new Set<Collection>();
	const open = [store.collection(call.params[0] ?? '').id];
	for (let id = open.pop(); id !== undefined; id = open.pop())
		for (const parent of store.collections.values())
			if (parent.collections?.has(id) && !found.has(parent)) {
				found.add(parent);
				open.push(parent.id);
			}
	const collection = [...found].map((one) => summary(one, call));
	return { root: 'CollectionListDocument', document: { hits: collection.length, collection } };
}

function search(call: Call): Reply {
	const { backend, user, query } = call;
	needs(user, uncertain.roles.readCollections);
	const document = searchIn(call);
	remember(call, 'collection', document);
	const { page, around } = pageOf(
		find(backend.index.collections(), collectionReader, document, backend.store),
		query,
		backend.store,
	);
	const { hits, ...more } = around;
	return {
		root: 'CollectionListDocument',
		document: { hits, collection: page.map((collection) => summary(collection, call)), ...more },
	};
}
