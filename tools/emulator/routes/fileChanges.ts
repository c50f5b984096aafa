import { invalidInput } from '../faults';
import { fileDocument } from '../files/fileDocument';
import { fileStates, type StoredFile } from '../files/files';
import { ownAnalysis } from '../jobs/ownAnalysis';
import { shapeDocument } from '../metadata/shapeDocument';
import { call, type DeclaredCall } from './declared';
import { takes } from './parameters';
import { job } from './sharedParameters';
import type { Call, Reply } from './route';

const found = ({ backend: { store }, params: [id = ''] }: Call): StoredFile => store.files.get(id);

const answer = (file: StoredFile): Reply => ({ root: 'FileDocument', document: fileDocument(file) });

function setState(asked: Call): Reply {
	const state = fileStates.find((one) => one === asked.params[1]);
	if (!state) throw invalidInput('state', 'Not a state of files', undefined, asked.params[1]);
	return answer(Object.assign(found(asked), { state }));
}

/** The items keep their shapes, which have no file any more. */
function abandon(asked: Call): Reply {
	const file = found(asked);
	for (const item of asked.backend.imports.files.itemsWith(file))
		for (const shape of item.shapes) if (shape.file === file.path) shape.file = undefined;
	return undefined;
}

/** VidiCore forgets the file, which stays where it is (what the entity is to VidiCore is inferred). */
const forget = (asked: Call): Reply => void asked.backend.store.files.forget(found(asked));

/** Puts the file to another path of its storage; the shapes that hold it go along. */
async function move(asked: Call): Promise<Reply> {
	const { store, jobs, imports } = asked.backend;
	const file = found(asked);
	const path = asked.query.get('path') ?? '';
	if (path === '') throw invalidInput('path', 'Missing');
	if (store.files.known(file.storage, path)) throw invalidInput('path', 'Another file lies there', file.id, path);
	const archive = jobs.archives.in(file.storage.bucket);
	await archive.put(path, await archive.get(file.path), 'application/octet-stream');
	await archive.remove(file.path);
	for (const { shapes } of imports.files.itemsWith(file))
		for (const shape of shapes) if (shape.file === file.path) shape.file = path;
	store.files.rename(file, path);
	return answer(file);
}

/** Other bytes for the same file. */
async function replace({ backend, params: [id = ''], stream }: Call): Promise<Reply> {
	const { storage, path } = backend.store.files.get(id);
	const received = await backend.imports.transfers.receive(`file ${id}`, stream);
	return received === undefined ? undefined : answer(await backend.imports.files.place(storage, path, received));
}

/** The shapes that hold the file. */
function shapes(asked: Call): Reply {
	const file = found(asked);
	const { store, imports } = asked.backend;
	const shape = imports.files
		.itemsWith(file)
		.flatMap((item) => item.shapes.filter((one) => one.file === file.path).map((one) => ({ item, one })))
		.map(({ item, one }) => ({ ...shapeDocument(item, one, store), item: [{ id: item.id }] }));
	return { root: 'ShapeListDocument', document: { hits: shape.length, shape } };
}

/** VidiCore's own analysis of a file, also as a package of the Interoperable Master Format. */
const analyze = (asked: Call): Reply => ({
	root: 'JobDocument',
	document: ownAnalysis(asked.backend.jobs, asked.query, asked.user, [['fileId', found(asked).id]]),
});

const path = '/API/file/{}';

export const fileChangeCalls: DeclaredCall[] = [
	call(`PUT ${path}/state/{}`, setState),
	call(`PUT ${path}/hash/{}`, (asked) => answer(Object.assign(found(asked), { hash: asked.params[1] }))),
	call(`PUT ${path}/abandon`, abandon),
	call(`PUT ${path}/re-index`, (asked) => void found(asked)),
	call(`DELETE ${path}/entity`, forget),
	call(`POST ${path}/path`, move, takes('path', 'storage')),
	call(`POST ${path}/data`, replace, takes('', 'transferId transferPriority throttle'), 'streamed'),
	call(`GET ${path}/shape`, shapes),
	call(`POST ${path}/analyze`, analyze, job),
	call(`POST ${path}/analyze/imp`, analyze, job),
];
