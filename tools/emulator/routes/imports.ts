import { trainingTag } from '../configuration';
import { invalidInput } from '../faults';
import { writeMetadata } from '../metadata/writeMetadata';
import { pictureType } from '../pictureType';
import type { Call, Reply, Route } from './route';
import type { Item } from '../store';

export const importRoutes: Route[] = [
	['POST', /^\/API\/import\/placeholder\/?$/, placeholder],
	['POST', /^\/API\/import\/placeholder\/([^/]+)\/container\/raw\/?$/, raw],
];

/** An item that waits for its file (recorded answer: its id). */
function placeholder({ backend: { store }, user, document, query }: Call): Reply {
	const id = store.nextId();
	const awaitedFiles = Number(query.get('container') ?? 0);
	const item: Item = { id, fields: new Map([['itemId', id]]), spans: [], shapes: [], awaitedFiles };
	writeMetadata(item, document, store, user.name);
	store.add(item);
	return { root: 'ItemDocument', document: { id } };
}

/**
 * The file's bytes; a job puts them into the archive. A file that is no picture makes the job fail, as VidiCore says
 * so late as well.
 */
function raw({ backend: { store, jobs }, user, params: [id = ''], query, bytes }: Call): Reply {
	const item = store.item(id);
	if (!item.awaitedFiles) throw invalidInput('import', 'No more components of that type is accepted', id);
	item.awaitedFiles -= 1;
	const job = jobs.importFile(item, query, user, async () => {
		const kind = pictureType(bytes);
		if (!kind) throw new Error('The file is of no known type');
		const key = `imported/${id}.${kind.extension}`;
		await jobs.archive.put(key, bytes, kind.mimeType);
		item.shapes.push({
			id: store.nextId(),
			tag: [query.get('tag') ?? trainingTag],
			mimeType: kind.mimeType,
			fields: new Map(),
			file: key,
		});
	});
	return { root: 'JobDocument', document: job };
}
