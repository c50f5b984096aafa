import { ApiFault, invalidInput, notFound } from '../faults';
import { methodsOf, type Storage, type StorageMethod } from '../files/files';
import { storageDocument } from '../files/storageDocument';
import { uncertain } from '../uncertain';
import { call, type DeclaredCall } from './declared';
import { keyValueCalls } from './keyValues';
import { takes } from './parameters';
import type { Call, Reply } from './route';

const types = ['LOCAL', 'SHARED', 'REMOTE', 'EXTERNAL', 'ARCHIVE', 'EXPORT'];

const found = ({ backend: { store }, params: [id = ''] }: Call): Storage => store.files.storage(id);

const answer = (storage: Storage, { backend: { store } }: Call): Reply => ({
	root: 'StorageDocument',
	document: storageDocument(storage, store),
	plain: storage.id,
});

/** The bucket in an address of S3; none in another's. */
const bucketIn = (uri: string): string => /^s3:\/\/(?:[^/@]*@)?([^/?]+)/.exec(uri)?.[1] ?? '';

function uriIn(uri: unknown): string {
	if (typeof uri !== 'string' || !/^[a-z][a-z0-9+.-]*:/i.test(uri)) throw invalidInput('uri', 'Not an address');
	return uri;
}

function typeIn(type: unknown): string {
	if (typeof type !== 'string' || !types.includes(type))
		throw invalidInput('type', `One of ${types.join(', ')}`, undefined, String(type));
	return type;
}

const flag = (value: unknown, absent: boolean): boolean => (value === undefined ? absent : String(value) === 'true');

function methodIn(id: string, raw: unknown): StorageMethod {
	const { uri, read, write, browse, type } = Object(raw) as Record<string, unknown>;
	return {
		...{ id, uri: uriIn(uri), read: flag(read, true), write: flag(write, true), browse: flag(browse, true) },
		...(typeof type === 'string' ? { type } : {}),
	};
}

/** What a StorageDocument says. Throws 400 for what no storage can be. */
function apply(storage: Storage, { type, capacity, ...said }: Call['document']): void {
	const kind = type === undefined ? storage.type : typeIn(type);
	if (capacity !== undefined && !(Number(capacity) >= 0)) throw invalidInput('capacity', 'Not a number of bytes');
	storage.type = kind;
	if (capacity !== undefined) storage.capacity = Number(capacity);
	storage.described = { ...storage.described, ...said };
}

/** A new storage. Whether its bucket is there shows when its files are asked for. */
function create(asked: Call): Reply {
	const { store } = asked.backend;
	const { method } = asked.document;
	const sent = method === undefined || method === null ? [] : [method].flat();
	const [first = { uri: '' }] = sent.map((one) => methodIn('', one));
	const storage: Storage = { id: '', bucket: bucketIn(first.uri), uri: first.uri, isMade: true, state: 'NONE' };
	apply(storage, asked.document);
	storage.id = store.nextId();
	storage.methods = sent.map((one) => methodIn(store.nextId(), one));
	store.files.storages.push(storage);
	return answer(storage, asked);
}

function change(asked: Call): Reply {
	const storage = found(asked);
	apply(storage, asked.document);
	return answer(storage, asked);
}

/** Throws 409 for a storage on which files of items lie. */
function remove(asked: Call): Reply {
	const storage = found(asked);
	const { store } = asked.backend;
	const isUsed = [...store.items.values()].some(({ shapes }) =>
		shapes.some((shape) => shape.file !== undefined && (shape.storage ?? store.archiveStorage) === storage),
	);
	if (isUsed || storage === store.archiveStorage)
		throw new ApiFault(uncertain.usedStorages.status, uncertain.usedStorages.kind, {
			...{ context: 'storage', id: storage.id, explanation: 'Files of items lie on it' },
		});
	store.files.removeStorage(storage);
	store.kept.forget(`/API/storage/${storage.id}`);
	return undefined;
}

/** A further address of the storage (documented: by the query, with the answer being its id). */
function addMethod(asked: Call): Reply {
	const { query, document, backend } = asked;
	const method = methodIn(backend.store.nextId(), { ...document, ...Object.fromEntries(query) });
	methodsOf(found(asked)).push(method);
	return { root: 'StorageMethodDocument', document: method, plain: method.id };
}

function methodOf(asked: Call): StorageMethod {
	const [, id = ''] = asked.params;
	const method = methodsOf(found(asked)).find((one) => one.id === id);
	if (!method) throw notFound('storage-method', id);
	return method;
}

function changeMethod(asked: Call): Reply {
	const known = methodOf(asked);
	const said = { ...known, ...asked.document, ...Object.fromEntries(asked.query) };
	return { root: 'StorageMethodDocument', document: Object.assign(known, methodIn(known.id, said)), plain: known.id };
}

function removeMethod(asked: Call): Reply {
	const gone = methodOf(asked);
	const storage = found(asked);
	storage.methods = methodsOf(storage).filter((one) => one !== gone);
	return undefined;
}

const path = '/API/storage/{}';
const method = takes('uri read write browse type', 'bandwidth url');

export const storageChangeCalls: DeclaredCall[] = [
	call('POST /API/storage', create),
	call(`PUT ${path}`, change),
	call(`DELETE ${path}`, remove, takes('', 'safe')),
	call(`PUT ${path}/type/{}`, (asked) => void (found(asked).type = typeIn(asked.params[1]))),
	call(`PUT ${path}/evacuate`, (asked) => void (found(asked).state = 'EVACUATING')),
	call(`DELETE ${path}/evacuate`, (asked) => void (found(asked).state = 'NONE')),
	call(`PUT ${path}/method`, addMethod, method),
	call(`PUT ${path}/method/{}`, changeMethod, method),
	call(`DELETE ${path}/method/{}`, removeMethod),
	...keyValueCalls(`${path}/metadata`),
];
