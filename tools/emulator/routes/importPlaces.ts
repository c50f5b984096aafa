import { randomBytes } from 'node:crypto';
import { ApiFault, invalidInput, notFound } from '../faults';
import { storageDocument } from '../files/storageDocument';
import { call, type DeclaredCall } from './declared';
import { container, importFile, raw, rawItem } from './imports';
import { takes } from './parameters';
import { arrival, job } from './sharedParameters';
import { mustHave } from './shapes';
import { userNamed } from './userNamed';
import type { Call, Reply } from './route';

/** Kinds of components for which a placeholder waits (members of the vendor's types). */
const components = ['container', 'video', 'audio', 'binary', 'subtitle'];

/** The same call about the container: the emulator takes each file for one. */
function asContainer(asked: Call): Call {
	const [id = '', component = ''] = asked.params;
	if (!components.includes(component))
		throw invalidInput('component', `One of ${components.join(', ')}`, id, component);
	return { ...asked, params: [id] };
}

/** A file that VidiCore knows becomes the component. */
function adopt(asked: Call): Reply {
	const query = new URLSearchParams(asked.query);
	query.set('fileId', asked.params[2] ?? '');
	return container({ ...asContainer(asked), query });
}

/** The addresses of a placeholder’s files in a document; the first counts here (members of the vendor’s types). */
function byDocument(asked: Call): Reply {
	const [id = ''] = asked.params;
	const all = components.flatMap((name) => asked.document[name] ?? []);
	const [uri] = all;
	if (typeof uri !== 'string') throw invalidInput('container', 'No address is given', id);
	const query = new URLSearchParams(asked.query);
	query.set('uri', uri);
	return container({ ...asked, query });
}

const place = '/API/import/passkey';

type Pass = { user: string; item: string };

const passes = ({ backend: { store } }: Call) => store.kept.at(place) as Map<string, Pass>;

/** A word with which a file can be sent without a login, once. */
function passkey(asked: Call, item: string): Reply {
	mustHave(asked.user, '_import');
	const word = randomBytes(16).toString('hex');
	passes(asked).set(word, { user: asked.user.name, item });
	return { text: word };
}

/** Lets in who has such a word. Throws 403 for all others. */
async function openly(asked: Call, item: string, send: (call: Call) => Promise<Reply>): Promise<Reply> {
	const word = asked.query.get('passkey') ?? '';
	const pass = passes(asked).get(word);
	if (pass?.item !== item)
		throw new ApiFault(403, 'forbidden', { context: 'passkey', explanation: 'The passkey is not valid' });
	const reply = await send({ ...asked, user: userNamed(asked.backend.users, pass.user) });
	if (reply) passes(asked).delete(word);
	return reply;
}

/** A file by its place on a storage. */
async function byPath(asked: Call): Promise<Reply> {
	const { store, imports } = asked.backend;
	const storage = store.files.storage(asked.params[0] ?? '');
	const path = asked.query.get('path') ?? '';
	const file = (await imports.files.scan(storage)).find((one) => one.path === path);
	if (!file) throw notFound('file', path);
	return importFile({ ...asked, params: [file.id] });
}

/** A package of media (IMF) or a map of one. The emulator knows none, so that there is none at any address. */
function packaged(asked: Call): Reply {
	mustHave(asked.user, '_import');
	const { backend, query, user } = asked;
	const none = () => Promise.reject(new Error('No package of media is found there'));
	return { root: 'JobDocument', document: backend.jobs.ofItsOwn('IMPORT', query, user, none) };
}

/** The storages into which files can be imported: all. */
const storages = ({ backend: { store } }: Call): Reply => ({
	root: 'StorageListDocument',
	document: { storage: store.files.storages.map((one) => storageDocument(one, store)) },
});

const given = takes('uri fileId', '', arrival);
const sent = takes('transferId', '', arrival);
const sentOpenly = takes('transferId passkey', '', arrival);
const placeholder = 'import/placeholder/{}';

export const importPlaceCalls: DeclaredCall[] = [
	call(`POST /API/${placeholder}`, byDocument, arrival),
	call(`POST /API/${placeholder}/{}`, (asked) => container(asContainer(asked)), given),
	call(`POST /API/${placeholder}/{}/raw`, (asked) => raw(asContainer(asked)), sent, 'streamed'),
	call(`POST /API/${placeholder}/{}/adopt/{}`, adopt, arrival),
	call(`POST /API/${placeholder}/raw-passkey`, (asked) => {
		const item = asked.backend.store.item(asked.params[0] ?? '');
		return passkey(asked, item.id);
	}),
	call('POST /API/import/raw-passkey', (asked) => passkey(asked, '')),
	call('POST /APInoauth/import/raw', (asked) => openly(asked, '', rawItem), sentOpenly, 'streamed'),
	call(
		`POST /APInoauth/${placeholder}/{}/raw`,
		(asked) => openly(asked, asked.params[0] ?? '', (known) => raw(asContainer(known))),
		sentOpenly,
		'streamed',
	),
	call('POST /API/import/imp', packaged, takes('uri', '', arrival)),
	call('POST /API/item/{}/shape/imp', packaged, takes('uri', 'tag', job)),
	call('POST /API/file/{}/import/assetmap', packaged, arrival),
	call('POST /API/storage/{}/file/import/assetmap', packaged, takes('path', '', arrival)),
	call('POST /API/storage/{}/import', byPath, takes('path allowReimport', '', arrival)),
	call('GET /API/import/storage', storages),
];
