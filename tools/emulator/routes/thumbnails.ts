import { blankPicture } from '../blankPicture';
import { notFound } from '../faults';
import type { Call, Reply, Route } from './route';
import type { Item, Shape } from '../store';

export const thumbnailRoutes: Route[] = [
	[
		'GET',
		/^\/API\/item\/([^/]+)\/thumbnail\/?$/,
		({ backend: { store, jobs }, params: [id = ''], query }) => ({
			root: 'URIListDocument',
			document: { uri: thumbnailUris(store.item(id), jobs.baseUri, query.get('noauth-url') === 'true') },
		}),
	],
	['GET', /^\/API(?:noauth)?\/thumbnail\/[^/]+\/([^/;]+)(?:;[^/]*)?\/[^/]+$/, picture],
];

/**
 * Addresses of an item's pictures, each ending in its time (documented). Videos have one every ten seconds, all of
 * them grey; so is that of a face of whom the scripted service has no picture.
 */
export function thumbnailUris(item: Item, baseUri: string, withoutLogin: boolean): string[] {
	const base = withoutLogin ? baseUri.replace(/API\/$/, 'APInoauth/') : baseUri;
	const at = (seconds: number) => `${base}thumbnail/VX-1/${item.id};version=0/${seconds * 1_000_000}@1000000`;
	if (item.video)
		return Array.from({ length: Math.min(1000, Math.ceil(item.video.durationSeconds / 10)) }, (_, n) => at(n * 10));
	return pictureOf(item) ? [at(0)] : [];
}

const pictureOf = ({ shapes }: Item): Shape | undefined => shapes.find(({ mimeType }) => mimeType.startsWith('image/'));

async function picture({ backend: { store, jobs }, params: [id = ''] }: Call): Promise<Reply> {
	const item = store.item(id);
	if (item.video) return { bytes: blankPicture, contentType: 'image/png' };
	const shape = pictureOf(item);
	if (shape && !shape.file) return { bytes: blankPicture, contentType: 'image/png' };
	const bytes = shape?.file ? await jobs.archive.get(shape.file).catch(() => undefined) : undefined;
	if (!bytes) throw notFound('thumbnail', id);
	return { bytes, contentType: shape?.mimeType ?? 'image/jpeg' };
}
