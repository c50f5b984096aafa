import { ApiFault, invalidInput, notFound } from '../faults';
import { transcode } from '../media/transcode';
import { fileUris } from '../metadata/itemDocument';
import { shapeDocument, shapesWith } from '../metadata/shapeDocument';
import type { Item, Shape } from '../entities';
import { uncertain } from '../uncertain';
import type { Backend, Call, Reply, Route } from './route';

export const shapeRoutes: Route[] = [
	['GET', /^\/API\/item\/([^/]+)\/shape\/?$/, shapeList],
	['GET', /^\/API\/item\/([^/]+)\/shape\/([^/]+)\/?$/, shape],
	['GET', /^\/API\/item\/([^/]+)\/uri\/?$/, uris],
	['POST', /^\/API\/item\/([^/]+)\/transcode\/?$/, transcodeItem],
];

/** 403 for a user who may not do that (the words of VidiCore's roles). */
export function mustHave({ name, lacks = [] }: Call['user'], role: string): void {
	if (lacks.includes(role))
		throw new ApiFault(403, 'forbidden', { context: role, explanation: `${name} lacks the role` });
}

/** Before shapes are told of: that the user may see them, and what has become of their files. */
export async function mediaSeen(
	backend: Backend,
	user: Call['user'],
	query: URLSearchParams,
	items: readonly Item[] = [],
): Promise<void> {
	const content = listed(query.get('content'));
	if (!content.includes('shape') && !content.includes('uri')) return;
	if (content.includes('shape')) mustHave(user, '_item_shape_read');
	if (content.includes('uri')) mustHave(user, '_item_uri');
	await seen(backend, ...items);
}

/** Looks at the archive's bucket and at those in which the files of these items lie. */
export async function seen({ store, imports }: Backend, ...items: readonly Item[]): Promise<void> {
	const shapes = items.flatMap((item) => item.shapes);
	const storages = new Set([store.archiveStorage, ...shapes.flatMap(({ storage }) => storage ?? [])]);
	for (const storage of storages) await imports.files.scan(storage);
}

/** Throws 404 where an item has no such shape. */
export const shapeOf = ({ shapes }: Item, id: string): Shape => {
	const found = shapes.find((one) => one.id === id);
	if (!found) throw notFound('shape', id);
	return found;
};

const listed = (text: string | null) => (text ?? '').split(',').filter(Boolean);

function shapeList({ backend: { store }, user, params: [id = ''], query }: Call): Reply {
	mustHave(user, '_item_shape_read');
	return {
		root: 'URIListDocument',
		document: {
			uri: shapesWith(store.item(id), listed(query.get('tag')), query.get('version') ?? undefined).map((one) => one.id),
		},
	};
}

async function shape({ backend, user, params: [id = '', shapeId = ''] }: Call): Promise<Reply> {
	mustHave(user, '_item_shape_read');
	const item = backend.store.item(id);
	const found = shapeOf(item, shapeId);
	await seen(backend, item);
	return { root: 'ShapeDocument', document: shapeDocument(item, found, backend.store) };
}

/** Addresses of an item's files; a file that is still being written has none (documented default). */
async function uris({ backend, user, params: [id = ''], query }: Call): Promise<Reply> {
	mustHave(user, '_item_uri');
	const item = backend.store.item(id);
	if (!query.has('tag') && !query.has('type')) throw invalidInput('tag', 'tag or type must be given', id);
	await seen(backend, item);
	return { root: 'URIListDocument', document: { uri: fileUris(item, query, backend.store) } };
}

/** Is taken for an item without media as well, and fails later (recorded). */
export function transcodeItem({ backend, user, params: [id = ''], query }: Call): Reply {
	const { store, jobs } = backend;
	const item = store.item(id);
	const tags = query.getAll('tag').flatMap(listed);
	if (tags.length === 0) throw invalidInput('tag', 'No shape tag given', id);
	if (uncertain.refuseUnknownTagsEarly)
		for (const tag of tags) if (!store.shapeTags.has(tag)) throw notFound('shape-tag', tag);
	return {
		root: 'JobDocument',
		document: jobs.onItem('TRANSCODE', item, query, user, async () => {
			await seen(backend, item);
			for (const tag of tags) await transcode(backend, item, tag);
		}),
	};
}
