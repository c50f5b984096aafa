import { invalidInput } from '../faults';
import { fileDocument } from '../files/fileDocument';
import { storageDocument } from '../files/storageDocument';
import type { StoredFile } from '../files/files';
import { cut } from '../search/pages';
import type { Store } from '../store';
import { uncertain } from '../uncertain';
import type { Call, Reply, Route } from './route';

export const storageRoutes: Route[] = [
	[
		'GET',
		/^\/API\/storage\/?$/,
		({ backend: { store } }) => ({
			root: 'StorageListDocument',
			document: { storage: store.files.storages.map((one) => storageDocument(one, store)) },
		}),
	],
	['GET', /^\/API\/storage\/importable\/?$/, importable],
	['GET', /^\/API\/storage\/file$/, files],
	[
		'GET',
		/^\/API\/storage\/([^/]+)\/?$/,
		({ backend: { store }, params: [id = ''] }) => {
			const storage = store.files.storage(id);
			return { root: 'StorageDocument', document: storageDocument(storage, store) };
		},
	],
	['GET', /^\/API\/storage\/([^/]+)\/file\/?$/, files],
	['GET', /^\/API\/storage\/([^/]+)\/importable\/?$/, importable],
	['POST', /^\/API\/storage\/([^/]+)\/file\/data\/?$/, upload, 'streamed'],
	['GET', /^\/API\/file\/([^/]+)\/?$/, file],
];

/** The files of one storage, or of all. */
async function scanned({ store, imports }: Call['backend'], id: string | undefined): Promise<StoredFile[]> {
	const storages = id === undefined ? store.files.storages : [store.files.storage(id)];
	return (await Promise.all(storages.map((one) => imports.files.scan(one)))).flat();
}

/** The files of a storage, a page of them; `first` counts from 0, and 10 are a page (reference on storages). */
async function files({ backend, params: [id], query }: Call): Promise<Reply> {
	const found = chosen(await scanned(backend, id), query, backend);
	const { page, hits } = paged(found, query, backend.store);
	return {
		root: 'FileListDocument',
		document: { hits, file: page.map((one) => listedFile(one, query, backend)) },
	};
}

/** The same, but only what is in no item, and not those that are on their way into one. */
async function importable({ backend, params: [id], query }: Call): Promise<Reply> {
	const { imports } = backend;
	const found = chosen(await scanned(backend, id), query, backend).filter(
		(one) => imports.files.itemsWith(one).length === 0,
	);
	const left = query.get('excludeQueued') === 'false' ? found : found.filter((one) => !imports.isTaken(one));
	const { page, hits } = paged(left, query, backend.store);
	return {
		root: 'ImportableFileListDocument',
		document: {
			hits,
			[uncertain.importableMember]: page.map((one) => ({ file: listedFile(one, query, backend), metadata: {} })),
		},
	};
}

async function file({ backend, params: [id = ''], query }: Call): Promise<Reply> {
	const { storage } = backend.store.files.get(id);
	await backend.imports.files.scan(storage);
	return { root: 'FileDocument', document: listedFile(backend.store.files.get(id), query, backend) };
}

/** A file that is sent onto a storage, whole or in parts. */
async function upload({ backend, params: [id = ''], query, stream }: Call): Promise<Reply> {
	const storage = backend.store.files.storage(id);
	const path = query.get('path') ?? '';
	if (path === '') throw invalidInput('path', 'Missing');
	const received = await backend.imports.transfers.receive(`${id} ${path} ${query.get('transferId') ?? ''}`, stream);
	if (received === undefined) return undefined;
	const stored = await backend.imports.files.place(storage, path, received);
	return { root: 'FileDocument', document: listedFile(stored, query, backend) };
}

const known = ['path', 'wildcard', 'state', 'filter', 'number', 'first', 'includeItem', 'sort', 'excludeQueued'];

function chosen(all: StoredFile[], query: URLSearchParams, { imports }: Call['backend']): StoredFile[] {
	for (const name of query.keys()) if (!known.includes(name)) throw invalidInput(name, 'Not a parameter of this list');
	const path = query.get('path') ?? undefined;
	const states = (query.get('state') ?? '').split(',').filter(Boolean);
	const filter = query.get('filter') ?? 'all';
	if (!['all', 'item', 'noitem'].includes(filter))
		throw invalidInput('filter', 'all, item or noitem', undefined, filter);
	return all
		.filter((one) => path === undefined || isLike(one.path, path, query.get('wildcard') === 'true'))
		.filter(({ state }) => states.length === 0 || states.includes(state))
		.filter((one) => filter === 'all' || imports.files.itemsWith(one).length > 0 === (filter === 'item'));
}

function isLike(path: string, wanted: string, wildcard: boolean): boolean {
	if (!wildcard) return path === wanted;
	const pattern = wanted
		.replace(/[.+^${}()|[\]\\]/g, '\\$&')
		.replaceAll('*', '.*')
		.replaceAll('?', '.');
	return new RegExp(`^${pattern}$`).test(path);
}

function paged<T>(all: T[], query: URLSearchParams, store: Store): { page: T[]; hits: number } {
	const [first, number] = [Number(query.get('first') ?? 0), Number(query.get('number') ?? 10)];
	return cut(all, first, number, query, store);
}

/** A FileDocument, with the items that hold the file where they are wanted. */
function listedFile(one: StoredFile, query: URLSearchParams, { imports }: Call['backend']): object {
	const items = query.get('includeItem') === 'true' ? imports.files.itemsWith(one) : [];
	return {
		...fileDocument(one),
		...(items.length > 0
			? {
					item: items.map((item) => ({
						id: item.id,
						shape: item.shapes.filter((shape) => shape.file === one.path).map((shape) => ({ id: shape.id })),
					})),
				}
			: {}),
	};
}
