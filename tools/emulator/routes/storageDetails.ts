import { invalidInput, notFound } from '../faults';
import { methodsOf, type Storage } from '../files/files';
import { fileDocument } from '../files/fileDocument';
import type { Call, Reply, Route } from './route';

export const storageDetailRoutes: Route[] = [
	['GET', /^\/API\/storage\/([^/]+)\/method$/, methods],
	['GET', /^\/API\/storage\/([^/]+)\/method\/([^/]+)$/, method],
	['POST', /^\/API\/storage\/([^/]+)\/rescan$/, rescan],
	['POST', /^\/API\/storage\/([^/]+)\/file$/, register],
	['POST', /^\/API\/file\/([^/]+)\/storage\/([^/]+)$/, carry],
	['DELETE', /^\/API\/file\/([^/]+)$/, remove],
];

const storageOf = ({ backend: { store }, params: [id = ''] }: Call): Storage => store.files.storage(id);

function methods(call: Call): Reply {
	return { root: 'StorageMethodListDocument', document: { method: methodsOf(storageOf(call)) } };
}

function method(call: Call): Reply {
	const found = methodsOf(storageOf(call)).find(({ id }) => id === call.params[1]);
	if (!found) throw notFound('storage-method', call.params[1] ?? '');
	return { root: 'StorageMethodDocument', document: found };
}

async function rescan(call: Call): Promise<Reply> {
	await call.backend.imports.files.scan(storageOf(call));
	return undefined;
}

/** A file of which VidiCore is only told; it counts as lost until it is seen. */
function register(call: Call): Reply {
	const { path, state = 'CLOSED' } = call.document;
	if (typeof path !== 'string' || path === '') throw invalidInput('path', 'Missing');
	if (typeof state !== 'string') throw invalidInput('state', 'Not a state', path);
	const file = call.backend.store.files.at(storageOf(call), path, { state: 'LOST' });
	return { root: 'FileDocument', document: fileDocument(file), plain: file.id };
}

/** Copies a file onto another storage, or moves it there with `move` (documented). */
function carry({ backend, user, params: [id = '', target = ''], query }: Call): Reply {
	const { store, jobs } = backend;
	const file = store.files.get(id);
	const storage = store.files.storage(target);
	const path = query.get('filename') ?? file.path;
	const moves = query.get('move') === 'true';
	const copy = async () => {
		const bytes = await jobs.archives.in(file.storage.bucket).get(file.path);
		await jobs.archives.in(storage.bucket).put(path, bytes, 'application/octet-stream');
		store.files.at(storage, path, { size: file.size, timestamp: new Date(), state: 'CLOSED' });
		if (!moves) return;
		await jobs.archives.in(file.storage.bucket).remove(file.path);
		store.files.forget(file);
	};
	const document = jobs.ofItsOwn(moves ? 'MOVE_FILE' : 'COPY_FILE', query, user, copy, [['fileId', id]]);
	return { root: 'JobDocument', document };
}

async function remove({ backend: { store, jobs }, params: [id = ''] }: Call): Promise<Reply> {
	const file = store.files.get(id);
	await jobs.archives.in(file.storage.bucket).remove(file.path);
	store.files.forget(file);
	return undefined;
}
