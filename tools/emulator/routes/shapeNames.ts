import type { Shape } from '../entities';
import { invalidInput, notFound } from '../faults';
import { call, type DeclaredCall } from './declared';
import { takes } from './parameters';
import { shapeOf } from './shapes';
import type { Call, Reply } from './route';

const found = ({ backend: { store }, params: [id = '', shape = ''] }: Call): Shape => shapeOf(store.item(id), shape);

/** A mime type holds a slash, which the vendor's client sends as it is. */
const mime: DeclaredCall[] = ['PUT', 'DELETE'].map((method) => ({
	words: `${method} /API/item/{}/shape/{}/mime/{}`,
	parameters: takes(''),
	route: [
		method,
		/^\/API\/item\/([^/]+)\/shape\/([^/]+)\/mime\/(.+)$/,
		(asked: Call): Reply => {
			const shape = found(asked);
			const [, , type = ''] = asked.params;
			if (!type.includes('/')) throw invalidInput('mime', 'Not a mime type', shape.id, type);
			if (method === 'DELETE' && shape.mimeType !== type) throw notFound('mime', type);
			shape.mimeType = method === 'PUT' ? type : '';
			return undefined;
		},
	],
}));

/** How the shape's files are to be named on storages: kept and given back, by the storage (the form is unknown). */
function fileNames(asked: Call): Reply {
	const start = `/API/item/${asked.backend.store.item(asked.params[0] ?? '').id}/shape/${found(asked).id}/filename/`;
	const field = asked.backend.store.kept.below(start, '').flatMap(([place, names]) => {
		const name = names.get('');
		return name ? [{ key: place.slice(start.length), value: String(name.text) }] : [];
	});
	return { root: 'SimpleMetadataDocument', document: { field } };
}

/** What kind of file a shape has, and how it is to be named. */
export const shapeNameCalls: DeclaredCall[] = [call('GET /API/item/{}/shape/{}/filename', fileNames), ...mime];
