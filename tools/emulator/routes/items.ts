import { maySee, needs } from '../rights';
import { itemDocument } from '../metadata/itemDocument';
import { find } from '../search/find';
import { itemReader } from '../search/values';
import type { Call, Reply, Route } from './route';
import { listed } from './itemList';
import { searchIn } from './searchIn';
import { invalidInput, notFound } from '../faults';
import { mediaSeen } from './shapes';
import { uncertain } from '../uncertain';

export const itemRoutes: Route[] = [
	['GET', /^\/API\/item\/?$/, search],
	['PUT', /^\/API\/item\/?$/, search],
	[
		'GET',
		/^\/API\/item\/([^/]+)$/,
		async ({ backend, user, params: [id = ''], query }) => {
			const { store, jobs } = backend;
			const item = store.item(id);
			maySee(user, id);
			await mediaSeen(backend, user, query, [item]);
			return { root: 'ItemDocument', document: itemDocument(item, query, store, jobs.baseUri) };
		},
	],
	['DELETE', /^\/API\/item\/([^/]+)$/, remove],
	['GET', /^\/API\/item\/([^/]+)\/collections$/, collections],
	['GET', /^\/API\/item\/([^/]+)\/shape\/([^/]+)\/metadata$/, shapeMetadata],
	[
		'POST',
		/^\/API\/item\/([^/]+)\/analyze$/,
		({ backend: { jobs }, user, query, params: [id = ''] }) => ({
			root: 'JobDocument',
			document: jobs.analyze(id, query, user),
		}),
	],
];

async function search(call: Call): Promise<Reply> {
	const { backend, user, query } = call;
	needs(user, uncertain.roles.search);
	await mediaSeen(backend, user, query);
	const document = searchIn(call);
	return listed(find(backend.index.entries(), itemReader, document, backend.store), document, call);
}

/** The item is gone at once; its files as well, unless `*` keeps them all (documented; single tags are not done). */
async function remove({ backend: { store, jobs }, user, params: [id = ''], query }: Call): Promise<Reply> {
	needs(user, uncertain.roles.deleteItem);
	const item = store.item(id);
	const kept = query.get('keepShapeTagMedia');
	if (kept !== null && kept !== '*') throw invalidInput('keepShapeTagMedia', 'The emulator keeps all files or none');
	store.items.delete(id);
	for (const [key, { source, target }] of store.relations)
		if ([source, target].includes(id)) store.relations.delete(key);
	store.announce({ kind: 'item', item, action: 'DELETE' });
	for (const collection of store.collections.values())
		if (collection.items.delete(id)) store.announce({ kind: 'collection', collection });
	await jobs.removed(item, kept === '*');
	return undefined;
}

function collections({ backend: { store }, params: [id = ''] }: Call): Reply {
	store.item(id);
	return {
		root: 'URIListDocument',
		document: {
			uri: [...store.collections.values()].filter(({ items }) => items.has(id)).map((collection) => collection.id),
		},
	};
}

function shapeMetadata({ backend: { store }, params: [id = '', shapeId = ''] }: Call): Reply {
	const shape = store.item(id).shapes.find((candidate) => candidate.id === shapeId);
	if (!shape) throw notFound('shape', shapeId);
	return {
		root: 'SimpleMetadataDocument',
		document: { field: [...shape.fields].map(([key, value]) => ({ key, value })) },
	};
}
