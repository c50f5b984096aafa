import { blankPicture } from '../blankPicture';
import { invalidInput, notFound } from '../faults';
import type { Picture } from '../media/picture';
import { frameAt } from '../media/pictures';
import type { Call, Reply, Route } from './route';
import type { Item, Shape } from '../entities';
import { uncertain } from '../uncertain';

export const thumbnailRoutes: Route[] = [
	[
		'GET',
		/^\/API\/item\/([^/]+)\/thumbnail\/?$/,
		({ backend: { store, jobs }, params: [id = ''], query }) => ({
			root: 'URIListDocument',
			document: { uri: thumbnailUris(store.item(id), jobs.baseUri, query.get('noauth-url') === 'true') },
		}),
	],
	['POST', /^\/API\/item\/([^/]+)\/thumbnail\/?$/, makePictures],
	['GET', /^\/API(?:noauth)?\/poster\/[^/]+\/([^/;]+)(?:;[^/]*)?\/([^/]+)$/, poster],
	['GET', /^\/API(?:noauth)?\/thumbnail\/[^/]+\/([^/;]+)(?:;[^/]*)?\/([^/]+)$/, picture],
];

/** The thumbnail service, which stands in each address: the first thing of the item's site. */
const serviceOf = ({ id }: Item): string => id.replace(/\d+$/, '1');

/**
 * Addresses of an item's pictures, each ending in its time (documented). Videos have one every ten seconds, all of
 * them grey; so is that of a face of whom the scripted service has no picture.
 */
export function thumbnailUris(item: Item, baseUri: string, withoutLogin: boolean): string[] {
	const base = withoutLogin ? baseUri.replace(/API\/$/, 'APInoauth/') : baseUri;
	const at = (seconds: number) =>
		`${base}thumbnail/${serviceOf(item)}/${item.id};version=0/${seconds * 1_000_000}@1000000`;
	return thumbnailSeconds(item)
		.filter((seconds) => !item.goneThumbnails?.has(`${seconds * 1_000_000}@1000000`))
		.map(at);
}

function thumbnailSeconds(item: Item): number[] {
	if (item.video)
		return Array.from({ length: Math.min(1000, Math.ceil(item.video.durationSeconds / 10)) }, (_, n) => n * 10);
	return pictureOf(item) ? [0] : [];
}

const pictureOf = ({ shapes }: Item): Shape | undefined => shapes.find(({ mimeType }) => mimeType.startsWith('image/'));

async function picture({ backend: { store, jobs }, params: [id = '', time = ''] }: Call): Promise<Reply> {
	const item = store.item(id);
	if (item.goneThumbnails?.has(time)) throw notFound('thumbnail', id);
	if (item.video) return { bytes: blankPicture, contentType: 'image/png' };
	const shape = pictureOf(item);
	if (shape && !shape.file) return { bytes: blankPicture, contentType: 'image/png' };
	const bytes = shape?.file ? await jobs.archives.own.get(shape.file).catch(() => undefined) : undefined;
	if (!bytes) throw notFound('thumbnail', id);
	return { bytes, contentType: shape?.mimeType ?? 'image/jpeg' };
}

/** Addresses of the posters that were made of an item, in the form of those of thumbnails. */
export function posterUris(item: Item, baseUri: string, withoutLogin: boolean): string[] {
	const base = withoutLogin ? baseUri.replace(/API\/$/, 'APInoauth/') : baseUri;
	const { id, posters = new Map<string, Picture>() } = item;
	return [...posters.keys()].map(
		(time) => `${base}poster/${serviceOf(item)}/${id};version=0/${uncertain.posterTime(String(time))}`,
	);
}

/**
 * Thumbnails at given times and posters cannot be made by one job (documented). What is wrong with a time shows in the
 * job.
 */
export function makePictures({ backend, user, params: [id = ''], query }: Call): Reply {
	const item = backend.store.item(id);
	const times = (query.get('createPosters') ?? '').split(',').filter(Boolean);
	const thumbnails = query.get('createThumbnails') ?? 'false';
	if (times.length === 0 && thumbnails === 'false')
		throw invalidInput('createPosters', 'Neither thumbnails nor posters are wanted', id);
	if (times.length > 0 && !['true', 'false'].includes(thumbnails))
		throw invalidInput('createThumbnails', 'Not together with posters', id, thumbnails);
	const document = backend.jobs.onItem('THUMBNAIL', item, query, user, async () => {
		for (const time of times) {
			const picture = await frameAt(backend, item, time);
			(item.posters ??= new Map<string, Picture>()).set(time, picture);
		}
	});
	return { root: 'JobDocument', document };
}

function poster({ backend: { store }, params: [id = '', time = ''] }: Call): Reply {
	const { posters = new Map<string, Picture>() } = store.item(id);
	const found = [...posters].find(([asked]) => uncertain.posterTime(asked) === time)?.[1];
	if (!found) throw notFound('poster', id);
	return found;
}
