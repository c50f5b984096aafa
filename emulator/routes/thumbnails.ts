import { notFound } from '../faults';
import type { Call, Reply, Route } from '../server';
import type { Item, Shape } from '../store';

export const thumbnailRoutes: Route[] = [
	['GET', /^\/API\/item\/([^/]+)\/thumbnail\/?$/, ({ world: { store, jobs }, params: [id = ''], query }) => ({ root: 'URIListDocument', document: { uri: thumbnailUris(store.item(id), jobs.baseUri, query.get('noauth-url') === 'true') } })],
	['GET', /^\/API(?:noauth)?\/thumbnail\/[^/]+\/([^/;]+)(?:;[^/]*)?\/[^/]+$/, picture],
];

/** Addresses of an item's pictures, each ending in its time (documented). Only items that are pictures have one here; nothing makes thumbnails of videos. */
export function thumbnailUris(item: Item, baseUri: string, withoutLogin: boolean): string[] {
	const base = withoutLogin ? baseUri.replace(/API\/$/, 'APInoauth/') : baseUri;
	return pictureOf(item) ? [`${base}thumbnail/VX-1/${item.id};version=0/0@1000000`] : [];
}

const pictureOf = ({ shapes }: Item): Shape | undefined => shapes.find(({ file, mimeType }) => file && mimeType.startsWith('image/'));

async function picture({ world: { store, jobs }, params: [id = ''] }: Call): Promise<Reply> {
	const shape = pictureOf(store.item(id));
	const bytes = shape?.file ? await jobs.archive.get(shape.file).catch(() => undefined) : undefined;
	if (!bytes) throw notFound('thumbnail', id);
	return { bytes, contentType: shape?.mimeType ?? 'image/jpeg' };
}
