import { ApiFault, invalidInput } from '../faults';
import { FieldValues } from '../metadata/fieldValues';
import { writeMetadata } from '../metadata/writeMetadata';
import type { Call, Reply, Route } from './route';
import type { Item } from '../entities';
import { uncertain } from '../uncertain';

export const importRoutes: Route[] = [
	['POST', /^\/API\/import\/?$/, byUri],
	['POST', /^\/API\/import\/raw\/?$/, rawItem, 'streamed'],
	['POST', /^\/API\/import\/placeholder\/?$/, placeholder],
	['POST', /^\/API\/import\/placeholder\/([^/]+)\/container\/?$/, container],
	['POST', /^\/API\/import\/placeholder\/([^/]+)\/container\/raw\/?$/, raw, 'streamed'],
	['POST', /^\/API\/file\/([^/]+)\/import\/?$/, importFile],
];

/** An item that waits for its file (recorded answer: its id). */
function placeholder(call: Call): Reply {
	const { id } = awaiting(call, Number(call.query.get('container') ?? 0));
	return { root: 'ItemDocument', document: { id }, plain: id };
}

/** A new item that waits for so many files, with the metadata of the body. */
function awaiting({ backend: { store }, user, document }: Call, awaitedFiles: number): Item {
	mayImport(user);
	const id = store.nextId();
	const item: Item = { id, fields: new FieldValues([['itemId', id]]), spans: [], shapes: [], awaitedFiles };
	writeMetadata(item, document, { store, user: user.name });
	store.add(item);
	return item;
}

/** What lies at an address becomes an item; the answer does not name it, the job's metadata do. */
function byUri(call: Call): Reply {
	const { backend, user, query } = call;
	const uri = query.get('uri') ?? '';
	if (uri === '') throw invalidInput('uri', 'Missing');
	backend.imports.check(query);
	return job(backend.imports.fromUri(awaiting(call, 1), uri, query, user));
}

/** The bytes of a placeholder's file, whole or in parts. */
export async function raw({ backend, user, params: [id = ''], query, stream }: Call): Promise<Reply> {
	mayImport(user);
	const item = backend.store.item(id);
	if (!item.awaitedFiles) throw invalidInput('import', 'No more components of that type is accepted', id);
	backend.imports.check(query);
	const started = await backend.imports.raw(item, query, user, stream);
	return started && job(started);
}

/** The same without a placeholder: the item is made when all is there. */
export async function rawItem(call: Call): Promise<Reply> {
	const { backend, user, query, stream } = call;
	mayImport(user);
	backend.imports.check(query);
	const path = await backend.imports.transfers.receive(` ${query.get('transferId') ?? ''}`, stream);
	if (path === undefined) return undefined;
	return job(backend.imports.received(awaiting(call, 1), path, query, user));
}

/** A placeholder's file that lies at an address, or on a storage. */
export function container({ backend, user, params: [id = ''], query }: Call): Reply {
	mayImport(user);
	const item = backend.store.item(id);
	const [uri, fileId] = [query.get('uri'), query.get('fileId')];
	if ((uri === null) === (fileId === null)) throw invalidInput('uri', 'Exactly one of uri and fileId is needed');
	backend.imports.check(query);
	if (fileId !== null) return job(backend.imports.fromFile(item, backend.store.files.get(fileId), query, user));
	return job(backend.imports.fromUri(item, uri ?? '', query, user));
}

/** A file that VidiCore has found on a storage. One that is in an item already is refused unless that is wanted. */
export function importFile(call: Call): Reply {
	const { backend, user, params, query } = call;
	mayImport(user);
	const file = backend.store.files.get(params[0] ?? '');
	backend.imports.check(query);
	if (query.get('allowReimport') !== 'true' && backend.imports.isTaken(file))
		throw new ApiFault(uncertain.reimport.status, uncertain.reimport.kind, {
			context: 'file',
			id: file.id,
			explanation: 'The file is imported already',
		});
	return job(backend.imports.fromFile(awaiting(call, 1), file, query, user));
}

const job = (document: object): Reply => ({ root: 'JobDocument', document });

/** The role is documented for the calls of imports. */
function mayImport({ name, lacks = [] }: Call['user']): void {
	if (lacks.includes('_import'))
		throw new ApiFault(403, 'forbidden', { context: 'import', explanation: `${name} lacks the role _import` });
}
