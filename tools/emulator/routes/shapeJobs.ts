import { invalidInput } from '../faults';
import type { Call, Reply, Route } from './route';
import { mustHave, shapeOf, transcodeItem } from './shapes';
import { makePictures } from './thumbnails';

/** Jobs on one shape of an item, and a further shape for it. */
export const shapeJobRoutes: Route[] = [
	['POST', /^\/API\/item\/([^/]+)\/shape$/, importShape],
	['POST', /^\/API\/item\/([^/]+)\/shape\/([^/]+)\/transcode$/, onShape(transcodeItem)],
	['POST', /^\/API\/item\/([^/]+)\/shape\/([^/]+)\/thumbnail$/, onShape(makePictures)],
	['POST', /^\/API\/item\/([^/]+)\/shape\/([^/]+)\/analyze$/, analyze],
];

/** What is done with an item's original anyway. */
function onShape(start: (call: Call) => Reply) {
	return (call: Call): Reply => {
		const [id = '', shapeId = ''] = call.params;
		shapeOf(call.backend.store.item(id), shapeId);
		return start(call);
	};
}

function analyze({ backend: { store, cognitive }, user, params: [id = '', shapeId = ''], query }: Call): Reply {
	const { tag } = shapeOf(store.item(id), shapeId);
	const ofShape = new URLSearchParams(query);
	ofShape.set('tag', tag[0] ?? '');
	return { root: 'JobDocument', document: cognitive.analyze(id, ofShape, user) };
}

/** Another file as a further shape of an item (recorded): from an address, or from a storage. */
function importShape({ backend, user, params: [id = ''], query }: Call): Reply {
	mustHave(user, '_import');
	const item = backend.store.item(id);
	const [uri, fileId] = [query.get('uri'), query.get('fileId')];
	if ((uri === null) === (fileId === null)) throw invalidInput('uri', 'Exactly one of uri and fileId is needed', id);
	const document =
		fileId === null
			? backend.imports.fromUri(item, uri ?? '', query, user, 'shape')
			: backend.imports.fromFile(item, backend.store.files.get(fileId), query, user, 'shape');
	return { root: 'JobDocument', document };
}
