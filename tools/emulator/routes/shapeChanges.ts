import { invalidInput, notFound } from '../faults';
import { keysAndValues } from '../keysAndValues';
import type { Item, Shape } from '../entities';
import { shapeOf } from './shapes';
import type { Call, Reply, Route } from './route';

export const shapeChangeRoutes: Route[] = [
	['GET', /^\/API\/item\/([^/]+)\/shape\/([^/]+)\/tag$/, (call) => words(found(call).shape.tag)],
	['PUT', /^\/API\/item\/([^/]+)\/shape\/([^/]+)\/tag\/([^/]+)$/, addTag],
	['DELETE', /^\/API\/item\/([^/]+)\/shape\/([^/]+)\/tag\/([^/]+)$/, takeTag],
	['GET', /^\/API\/item\/([^/]+)\/shape\/([^/]+)\/mime$/, (call) => words([found(call).shape.mimeType])],
	['PUT', /^\/API\/item\/([^/]+)\/shape\/([^/]+)\/metadata$/, putMetadata],
	['DELETE', /^\/API\/item\/([^/]+)\/shape\/([^/]+)$/, remove],
	['DELETE', /^\/API\/item\/([^/]+)\/shape$/, removeAll],
];

const words = (uri: readonly string[]): Reply => ({ root: 'URIListDocument', document: { uri } });

function found({ backend: { store }, params: [id = '', shapeId = ''] }: Call): { item: Item; shape: Shape } {
	const item = store.item(id);
	return { item, shape: shapeOf(item, shapeId) };
}

function addTag(call: Call): Reply {
	const { shape } = found(call);
	const tag = call.params[2] ?? '';
	if (!call.backend.store.shapeTags.has(tag)) throw notFound('shape-tag', tag);
	if (!shape.tag.includes(tag)) shape.tag = [...shape.tag, tag];
	return undefined;
}

function takeTag(call: Call): Reply {
	const { shape } = found(call);
	const tag = call.params[2] ?? '';
	if (!shape.tag.includes(tag)) throw notFound('shape-tag', tag);
	shape.tag = shape.tag.filter((one) => one !== tag);
	return undefined;
}

/** Sets the keys that are sent; answers 204 (recorded). */
function putMetadata(call: Call): Reply {
	const { shape } = found(call);
	for (const [key, value] of keysAndValues(call.document)) shape.fields.set(key, value);
	return { nothing: true };
}

async function remove(call: Call): Promise<Reply> {
	const { item, shape } = found(call);
	await takeOut(call, item, [shape]);
	return undefined;
}

/** Answers 204 (recorded). */
async function removeAll(call: Call): Promise<Reply> {
	const item = call.backend.store.item(call.params[0] ?? '');
	await takeOut(call, item, item.shapes);
	return { nothing: true };
}

/** Takes shapes out of an item, and their files out of the storage unless `*` keeps them all. */
async function takeOut({ backend: { jobs }, query }: Call, item: Item, gone: readonly Shape[]): Promise<void> {
	const kept = query.get('keepShapeTagMedia');
	if (kept !== null && kept !== '*') throw invalidInput('keepShapeTagMedia', 'The emulator keeps all files or none');
	item.shapes = item.shapes.filter((shape) => !gone.includes(shape));
	if (kept === null) for (const shape of gone) await jobs.archives.fileRemoved(shape);
}
