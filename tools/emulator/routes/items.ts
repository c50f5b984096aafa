import { maySee, needs } from '../rights';
import { itemDocument } from '../metadata/itemDocument';
import { makeLibrary, settingsIn } from '../libraries/library';
import { find, type Findings } from '../search/find';
import { itemReader } from '../search/values';
import type { Call, Reply, Route } from './route';
import { listed, type ListReply } from './itemList';
import { remember } from './searchHistory';
import { searchIn } from './searchIn';
import { ApiFault, invalidInput } from '../faults';
import type { Item } from '../entities';
import { lockOn } from './deletionLocks';
import { mediaSeen, shapeOf } from './shapes';
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
	['DELETE', /^\/API\/item$/, removeMany],
	['PUT', /^\/API\/item\/([^/]+)\/re-index$/, ({ backend: { store }, params: [id = ''] }) => void store.item(id)],
	['GET', /^\/API\/item\/([^/]+)\/collections$/, collections],
	['GET', /^\/API\/item\/([^/]+)\/shape\/([^/]+)\/metadata$/, shapeMetadata],
	[
		'POST',
		/^\/API\/item\/([^/]+)\/analyze$/,
		({ backend: { cognitive }, user, query, params: [id = ''] }) => ({
			root: 'JobDocument',
			document: cognitive.analyze(id, query, user),
		}),
	],
];

async function search(call: Call): Promise<Reply> {
	const { backend, user, query } = call;
	needs(user, uncertain.roles.search);
	await mediaSeen(backend, user, query);
	const document = searchIn(call);
	remember(call, 'item', document);
	const findings = find(backend.index.entries(), itemReader, document, backend.store);
	const reply = listed(findings, document, call);
	return query.get('result') === 'library' ? keptAsLibrary(findings, document, call, reply) : reply;
}

/** The same, and a library that holds all of it (documented: `result=library`). */
function keptAsLibrary({ found }: Findings<Item>, document: Record<string, unknown>, call: Call, reply: ListReply) {
	const { backend, user, query } = call;
	const settings = settingsIn(Object.fromEntries(query));
	const ids = found.map(({ thing }) => thing.id);
	const { id } = makeLibrary(backend.store, user.name, ids, { ...settings, query: document });
	return { ...reply, document: { ...reply.document, library: id } };
}

/** The item is gone at once; its files as well, unless `*` keeps them all (documented; single tags are not done). */
async function remove({ backend, user, params: [id = ''], query }: Call): Promise<Reply> {
	needs(user, uncertain.roles.deleteItem);
	await deleted(backend, backend.store.item(id), query);
	return undefined;
}

/** Several at once; answers well also where one of them does not exist (recorded for collections). */
async function removeMany({ backend, user, query }: Call): Promise<Reply> {
	needs(user, uncertain.roles.deleteItem);
	const ids = query.getAll('id').flatMap((one) => one.split(',').filter(Boolean));
	if (ids.length === 0) throw invalidInput('id', 'No item is named');
	for (const id of ids) {
		const item = backend.store.items.get(id);
		if (item) await deleted(backend, item, query);
	}
	return undefined;
}

/** Throws 409 for an item that is locked against it. */
async function deleted({ store, jobs, cognitive }: Call['backend'], item: Item, query: URLSearchParams): Promise<void> {
	const { id } = item;
	const lock = lockOn(store, id);
	if (lock)
		throw new ApiFault(uncertain.lockedItems.status, uncertain.lockedItems.kind, {
			...{ context: 'item', id, explanation: `The deletion lock ${lock.id} holds` },
		});
	const kept = query.get('keepShapeTagMedia');
	if (kept !== null && kept !== '*') throw invalidInput('keepShapeTagMedia', 'The emulator keeps all files or none');
	store.items.delete(id);
	for (const [key, { source, target }] of store.relations)
		if ([source, target].includes(id)) store.relations.delete(key);
	store.announce({ kind: 'item', item, action: 'DELETE' });
	for (const collection of store.collections.values())
		if (collection.items.delete(id)) store.announce({ kind: 'collection', collection });
	cognitive.forget(id);
	if (kept === null) for (const shape of item.shapes) await jobs.archives.fileRemoved(shape);
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
	const shape = shapeOf(store.item(id), shapeId);
	return {
		root: 'SimpleMetadataDocument',
		document: { field: [...shape.fields].map(([key, value]) => ({ key, value })) },
	};
}
