import { invalidInput, notFound } from '../faults';
import type { Store } from '../store';
import type { Call, Reply, Route } from './route';

export const shapeTagRoutes: Route[] = [
	[
		'GET',
		/^\/API\/shape-tag\/?$/,
		({ backend: { store } }) => ({ root: 'URIListDocument', document: { uri: [...store.shapeTags] } }),
	],
	['GET', /^\/API\/shape-tag\/([^/]+)$/, ({ backend: { store }, params: [tag = ''] }) => preset(store, tag)],
	['PUT', /^\/API\/shape-tag\/([^/]+)$/, put],
	['DELETE', /^\/API\/shape-tag\/([^/]+)$/, remove],
];

/** A TranscodePresetDocument: as it was sent, or of a tag that was there from the start only its name. */
function preset(store: Store, tag: string): Reply {
	if (!store.shapeTags.has(tag)) throw notFound('shape-tag', tag);
	return { root: 'TranscodePresetDocument', document: { name: tag, ...store.presets.get(tag) } };
}

function put({ backend: { store }, params: [tag = ''], document }: Call): Reply {
	if (tag === '') throw invalidInput('shape-tag', 'No name given');
	store.shapeTags.add(tag);
	store.presets.set(tag, document);
	return undefined;
}

function remove({ backend: { store }, params: [tag = ''] }: Call): Reply {
	if (!store.shapeTags.delete(tag)) throw notFound('shape-tag', tag);
	store.presets.delete(tag);
	return undefined;
}
