import type { Item, Shape } from '../entities';
import { notFound } from '../faults';
import { shapeDocument } from '../metadata/shapeDocument';
import { keysAndValues } from '../keysAndValues';
import { startExport } from '../clips/exportItem';
import { call, type DeclaredCall } from './declared';
import { graphCalls } from './graphs';
import { takes } from './parameters';
import { job } from './sharedParameters';
import { mustHave, seen, shapeOf } from './shapes';
import type { Call, Reply } from './route';

const itemOf = ({ backend: { store }, params: [id = ''] }: Call): Item => store.item(id);
const found = (asked: Call): Shape => shapeOf(itemOf(asked), asked.params[1] ?? '');

const answer = (asked: Call, shape: Shape): Reply => ({
	root: 'ShapeDocument',
	document: shapeDocument(itemOf(asked), shape, asked.backend.store),
	plain: shape.id,
});

/** The tags of the query. Throws 404 for one that does not exist. */
function tagsIn({ backend: { store }, query }: Call): string[] {
	const tags = query.getAll('tag').flatMap((one) => one.split(',').filter(Boolean));
	for (const tag of tags) if (!store.shapeTags.has(tag)) throw notFound('shape-tag', tag);
	return tags;
}

/** A shape that waits for its file. */
function placeholder(asked: Call): Reply {
	mustHave(asked.user, '_import');
	const item = itemOf(asked);
	const [tag, id] = [tagsIn(asked), asked.backend.store.nextId()];
	const shape: Shape = { id, tag, mimeType: '', fields: new Map(), created: new Date() };
	item.shapes.push(shape);
	return answer(asked, shape);
}

/** The file of a component in a ShapeDocument. Throws 404 for one that VidiCore does not know. */
function fileIn({ backend: { store }, document }: Call) {
	const { containerComponent } = document;
	const { file } = Object(containerComponent) as { file?: unknown };
	const { id } = Object(Array.isArray(file) ? file[0] : file) as { id?: unknown };
	return typeof id === 'string' ? store.files.get(id) : undefined;
}

/** A shape of a file that lies on a storage, as its document says. */
function create(asked: Call): Reply {
	mustHave(asked.user, '_import');
	const item = itemOf(asked);
	const { tag, mimeType } = asked.document;
	const tags = [...tagsIn(asked), ...(tag === undefined || tag === null ? [] : [tag].flat().map(String))];
	const file = fileIn(asked);
	const shape: Shape = {
		...{ id: asked.backend.store.nextId(), tag: tags, fields: new Map(), created: new Date() },
		mimeType: String(Array.isArray(mimeType) ? (mimeType[0] ?? '') : (mimeType ?? '')),
		...(file ? { file: file.path, storage: file.storage } : {}),
	};
	item.shapes.push(shape);
	return answer(asked, shape);
}

/** What is said of a placeholder beforehand. */
function describe(asked: Call): Reply {
	const shape = found(asked);
	for (const [key, value] of keysAndValues(asked.document)) shape.fields.set(key, value);
	return undefined;
}

/** The bytes of a further shape. */
async function raw(asked: Call): Promise<Reply> {
	mustHave(asked.user, '_import');
	const { backend, user, query, stream } = asked;
	const item = itemOf(asked);
	tagsIn(asked);
	const path = await backend.imports.transfers.receive(`shape ${item.id} ${query.get('transferId') ?? ''}`, stream);
	if (path === undefined) return undefined;
	return { root: 'JobDocument', document: backend.imports.received(item, path, query, user, 'shape') };
}

/** Looks at the shape's file again. */
function update(asked: Call): Reply {
	const { backend, user, query } = asked;
	const item = itemOf(asked);
	found(asked);
	const document = backend.jobs.onItem('SHAPE_UPDATE', item, query, user, async () => await seen(backend, item));
	return { root: 'JobDocument', document };
}

async function exportShape(asked: Call): Promise<Reply> {
	const { backend, query, user } = asked;
	const [item, shape] = [itemOf(asked), found(asked)];
	const ofShape = new URLSearchParams(query);
	ofShape.set('tag', shape.tag[0] ?? '');
	await seen(backend, item);
	return { root: 'JobDocument', document: startExport(backend, item.id, ofShape, user) };
}

/** What no service has made for a shape: cuts for other picture formats and of the best moments, lists of packages. */
const nothingMade = (asked: Call): Reply => {
	throw notFound('edl', found(asked).id);
};

const path = '/API/item/{}/shape';

export const shapeMakingCalls: DeclaredCall[] = [
	call(`POST ${path}/placeholder`, placeholder, takes('tag', 'container audio video')),
	call(`POST ${path}/create`, create, takes('tag')),
	call(`PUT ${path}/{}/placeholder`, describe),
	call(`POST ${path}/raw`, raw, takes('tag transferId filename', 'storageId settings', job), 'streamed'),
	call(`POST ${path}/{}/update`, update, takes('', '', job)),
	call(`POST ${path}/{}/export`, exportShape, takes('uri locationName start end allowMissing', '', job)),
	call(`GET ${path}/{}/cpl`, nothingMade),
	call(`GET ${path}/{}/smartcrop-edl`, nothingMade),
	call(`GET ${path}/{}/highlighter-edl`, nothingMade),
	call(`POST ${path}/{}/smartcrop-render`, nothingMade, job),
	call(`POST ${path}/{}/highlight-render`, nothingMade, job),
	...graphCalls(`${path}/{}/graph`, (asked) => {
		const { id, file } = found(asked);
		return file === undefined ? [] : [[id, file]];
	}),
];
