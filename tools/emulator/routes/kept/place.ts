import { notFound } from '../../faults';
import type { Item } from '../../entities';
import { userNamed } from '../userNamed';
import type { Backend, Call } from '../route';
import { shapeOf } from '../shapes';

/** The own id of a thing, by the word before it in an address. Throws 404 where there is none of that id. */
function existing(kind: string, id: string, { store, users }: Backend, item: Item | undefined): string {
	switch (kind) {
		case 'item':
		case 'collection':
		case 'library':
			return store[kind](id).id;
		case 'storage':
			return store.files.storage(id).id;
		case 'shape':
			return item ? shapeOf(item, id).id : id;
		case 'user':
			return userNamed(users, id).name;
		case 'field-group':
			return store.fieldGroups.has(id) ? id : missing('metadata-field-group', id);
		case 'metadata-field':
			return store.metadataFields.has(id) ? id : missing(kind, id);
		case 'shape-tag':
			return store.shapeTags.has(id) ? id : missing(kind, id);
		case 'export-location':
			return store.exportLocations.has(id) ? id : missing(kind, id);
		default:
			return id;
	}
}

function missing(type: string, id: string): never {
	throw notFound(type, id);
}

/** What lies at a path, by its last word. */
export const kindOf = (path: string): string =>
	path
		.split('/')
		.filter((word) => !word.startsWith('{'))
		.at(-1) ?? '';

/**
 * Where documents lie: a path in words (`/API/item/{}/storage-rule`) with the ids of a request. Throws 404 for an
 * item, storage, user … that does not exist.
 */
export function placeOf({ backend, params }: Call, path: string): string {
	const ids = [...params];
	let kind = '';
	let item: Item | undefined;
	const fill = (word: string): string => {
		if (word !== '{}') return (kind = word.startsWith('{') ? (ids.shift() ?? '') : word);
		const id = existing(kind, ids.shift() ?? '', backend, item);
		if (kind === 'item') item = backend.store.item(id);
		return id;
	};
	return path.split('/').map(fill).join('/');
}
