import { invalidInput } from '../faults';
import type { Library } from '../entities';
import { makeLibrary, refresh, settingsDocument, settingsIn } from '../libraries/library';
import { checkMetadata, writeMetadata } from '../metadata/writeMetadata';
import { needs } from '../rights';
import { searched } from '../search';
import { find } from '../search/find';
import { itemReader } from '../search/values';
import { uncertain } from '../uncertain';
import { call, type DeclaredCall } from './declared';
import { listed } from './itemList';
import { keyValueCalls } from './keyValues';
import { takes } from './parameters';
import type { Call, Reply } from './route';
import { content, job, page } from './sharedParameters';
import { mediaSeen } from './shapes';

const found = ({ backend: { store }, params: [id = ''] }: Call): Library => store.library(id);

/** The ids in an ItemListDocument. Throws 400 for an entry without one, 404 for an item that does not exist. */
function itemsIn({ backend: { store }, document: { item } }: Call): string[] {
	const sent = item === undefined || item === null ? [] : [item].flat();
	return sent.map((one) => {
		const { id } = Object(one) as { id?: unknown };
		if (typeof id !== 'string') throw invalidInput('item', 'An entry of the list needs an id');
		return store.item(id).id;
	});
}

function list({ backend: { store }, query }: Call): Reply {
	const [mode, refreshes] = [query.get('updateMode'), query.get('autoRefresh')];
	const all = [...store.libraries.values()]
		.filter(({ updateMode }) => mode === null || updateMode === mode)
		.filter(({ autoRefresh }) => refreshes === null || String(autoRefresh) === refreshes)
		.map(({ id }) => id);
	const { page: uri, hits } = searched(all, query, store);
	return { root: 'URIListDocument', document: { hits, uri } };
}

function create(asked: Call): Reply {
	const { id } = makeLibrary(asked.backend.store, asked.user.name, itemsIn(asked));
	return { root: 'URIListDocument', document: { uri: [id] }, plain: id };
}

/** The items of a library; those that were deleted since are in it no more. */
async function read(asked: Call): Promise<Reply> {
	const { backend, user, query } = asked;
	needs(user, uncertain.roles.search);
	await mediaSeen(backend, user, query);
	const library = found(asked);
	refresh(library, backend.index, backend.store);
	const inside = backend.index.entries(library.items);
	return listed(find(inside, itemReader, {}, backend.store, 'asGiven'), {}, asked);
}

function add(asked: Call, ids: readonly string[]): Reply {
	for (const id of ids) found(asked).items.add(id);
	return undefined;
}

function forget({ store }: Call['backend'], id: string): void {
	store.libraries.delete(id);
	store.kept.forget(`/API/library/${id}`);
	for (const { libraries } of store.collections.values()) libraries?.delete(id);
}

/** Takes libraries away at once, or with `async` by a job of its own (documented). */
function remove(asked: Call, ids: readonly string[]): Reply {
	const { backend, user, query } = asked;
	const away = () => ids.forEach((id) => forget(backend, id));
	if (query.get('async') !== 'true') return void away();
	const document = backend.jobs.ofItsOwn('DELETE_LIBRARY', query, user, () => Promise.resolve(away()));
	return { root: 'JobDocument', document };
}

function removeMany(asked: Call): Reply {
	const ids = asked.query.getAll('id').flatMap((one) => one.split(',').filter(Boolean));
	if (ids.length === 0) throw invalidInput('id', 'No library is named');
	return remove(asked, ids);
}

/** Writes the same metadata to all items, as a job (documented). */
function writeAll(asked: Call): Reply {
	const { backend, user, query, document } = asked;
	const { items } = found(asked);
	checkMetadata(document, backend.store);
	const write = () => {
		for (const id of items) {
			const item = backend.store.items.get(id);
			if (item) writeMetadata(item, document, { store: backend.store, user: user.name });
		}
		return Promise.resolve();
	};
	return {
		root: 'JobDocument',
		document: backend.jobs.ofItsOwn('UPDATE_LIBRARY_ITEM_METADATA', query, user, write),
	};
}

const path = '/API/library/{}';

export const libraryCalls: DeclaredCall[] = [
	call('GET /API/library', list, takes('updateMode autoRefresh', 'frequencyFrom frequencyTo', page)),
	call('POST /API/library', create, takes('', 'externalId')),
	call('DELETE /API/library', removeMany, takes('id async', '', job)),
	call(`GET ${path}`, read, takes('', 'version', content, page, takes('count'))),
	call(`PUT ${path}`, (asked) => add(asked, itemsIn(asked))),
	call(`DELETE ${path}`, (asked) => remove(asked, [found(asked).id]), takes('async', '', job)),
	call(`PUT ${path}/{}`, (asked) => add(asked, [asked.backend.store.item(asked.params[1] ?? '').id])),
	call(`DELETE ${path}/{}`, (asked) => void found(asked).items.delete(asked.params[1] ?? '')),
	call(`GET ${path}/settings`, (asked) => ({
		root: 'LibrarySettingsDocument',
		document: settingsDocument(found(asked)),
	})),
	call(`PUT ${path}/settings`, (asked) => void Object.assign(found(asked), settingsIn(asked.document))),
	call(`PUT ${path}/item-metadata`, writeAll, job),
	...keyValueCalls(`${path}/metadata`),
	call('GET /API/item/{}/library', ({ backend: { store }, params: [id = ''] }) => {
		const item = store.item(id).id;
		const uri = [...store.libraries.values()].filter(({ items }) => items.has(item)).map((one) => one.id);
		return { root: 'URIListDocument', document: { uri } };
	}),
];
