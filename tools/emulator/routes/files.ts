import { randomBytes } from 'node:crypto';
import { ApiFault, invalidInput, notFound } from '../faults';
import type { StoredFile } from '../files/files';
import { mustHave } from './shapes';
import type { Backend, Call, Reply, Route } from './route';

export const fileRoutes: Route[] = [
	['GET', /^\/API\/file\/([^/]+)\/data\/?$/, data],
	['POST', /^\/API\/file\/([^/]+)\/uri\/?$/, temporaryUri],
	['GET', /^\/APInoauth\/file\/([^/]+)\/data\/?$/, openData],
];

/** The bytes as they lie in the bucket. A file that is gone is not found. */
async function bytesOf({ jobs }: Backend, { id, path, storage, state }: StoredFile): Promise<Reply> {
	if (state === 'LOST') throw notFound('file', id);
	const { stream, size } = await jobs.archives.in(storage.bucket).stream(path);
	return { file: stream, size, contentType: 'application/octet-stream' };
}

async function data({ backend, user, params: [id = ''] }: Call): Promise<Reply> {
	mustHave(user, '_file_read');
	return await bytesOf(backend, backend.store.files.get(id));
}

/** For how many minutes such an address may be asked for (documented); minutes of ours, whoever gets it is outside. */
const [usual, most] = [15, 720];

/** An address that needs no login, for a while. */
function temporaryUri({ backend: { store, jobs }, user, params: [id = ''], query }: Call): Reply {
	mustHave(user, '_file_read');
	const file = store.files.get(id);
	const minutes = Number(query.get('duration') ?? usual);
	if (!Number.isInteger(minutes) || minutes < 1 || minutes > most)
		throw invalidInput('duration', `From 1 to ${most} minutes`, id, query.get('duration') ?? '');
	const token = randomBytes(16).toString('hex');
	store.openLinks.set(token, { file, until: Date.now() + minutes * 60_000 });
	const base = jobs.baseUri.replace(/API\/$/, 'APInoauth/');
	return { root: 'URIListDocument', document: { uri: [`${base}file/${file.id}/data?token=${token}`] } };
}

async function openData({ backend, params: [id = ''], query }: Call): Promise<Reply> {
	const link = backend.store.openLinks.get(query.get('token') ?? '');
	if (link?.file.id !== id || link.until < Date.now())
		throw new ApiFault(403, 'forbidden', { context: 'file', id, explanation: 'The address is no longer valid' });
	return await bytesOf(backend, link.file);
}
