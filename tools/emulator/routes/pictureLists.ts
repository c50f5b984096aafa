import { notFound } from '../faults';
import type { Item } from '../entities';
import { posterUris, thumbnailUris } from './thumbnails';
import type { Call, Reply, Route } from './route';

export const pictureListRoutes: Route[] = [
	['GET', /^\/API(?:noauth)?\/thumbnail\/([^/]+)\/([^/;]+)$/, (call) => pictures(call, thumbnailUris)],
	['GET', /^\/API(?:noauth)?\/poster\/([^/]+)\/([^/;]+)$/, (call) => pictures(call, posterUris)],
	['GET', /^\/API\/item\/([^/]+)\/thumbnailresource$/, (call) => places(call, 'thumbnail')],
	['GET', /^\/API\/item\/([^/]+)\/posterresource$/, (call) => places(call, 'poster')],
	['PUT', /^\/API\/thumbnail\/([^/]+)\/([^/;]+)\/([^/]+)$/, put, 'streamed'],
	['PUT', /^\/API\/poster\/([^/]+)\/([^/;]+)\/([^/]+)$/, put, 'streamed'],
	['DELETE', /^\/API\/poster\/([^/]+)\/([^/;]+)\/([^/]+)$/, remove],
];

/** The one place in which the emulator keeps pictures. */
const service = 'VX-1';

/** The item whose pictures lie at an address. Throws 404 for another service or item. */
export function itemAt({ backend: { store }, params: [resource = '', id = ''] }: Call): Item {
	if (resource !== service) throw notFound('Resource', resource);
	return store.item(id);
}

/** The pictures of an item: their times, or their addresses with `url` or `noauth-url` (which of them is inferred). */
function pictures(call: Call, uris: typeof thumbnailUris): Reply {
	const { jobs } = call.backend;
	const openly = call.query.get('noauth-url') === 'true';
	const all = uris(itemAt(call), jobs.baseUri, openly);
	const whole = openly || call.query.get('url') !== 'false';
	return {
		root: 'URIListDocument',
		document: { uri: whole ? all : all.map((uri) => decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1))) },
	};
}

/** Where an item's pictures lie; behind it comes their time. */
function places({ backend: { store, jobs }, params: [id = ''] }: Call, kind: 'thumbnail' | 'poster'): Reply {
	const item = store.item(id);
	const some = (kind === 'thumbnail' ? thumbnailUris : posterUris)(item, jobs.baseUri, false).length > 0;
	const uri = some ? [`${jobs.baseUri}${kind}/${service}/${item.id};version=0`] : [];
	return { root: 'URIListDocument', document: { uri } };
}

/** One's own picture at a time (documented); the emulator keeps it among the posters. */
async function put(call: Call): Promise<Reply> {
	const item = itemAt(call);
	const chunks: Buffer[] = [];
	for await (const chunk of call.stream as AsyncIterable<Buffer>) chunks.push(chunk);
	const contentType = call.stream.headers['content-type'] ?? 'image/jpeg';
	(item.posters ??= new Map()).set(call.params[2] ?? '', { bytes: Buffer.concat(chunks), contentType });
	return undefined;
}

function remove(call: Call): Reply {
	const time = call.params[2] ?? '';
	if (!itemAt(call).posters?.delete(time)) throw notFound('poster', time);
	return undefined;
}
