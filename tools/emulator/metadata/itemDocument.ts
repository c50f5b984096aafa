import { posterUris, thumbnailUris } from '../routes/thumbnails';
import type { Collection, Item } from '../entities';
import type { Store } from '../store';
import { metadataDocument } from './metadataDocument';
import { fileOf, shapeDocument, shapesWith } from './shapeDocument';
import { isTerse, terse } from './terse';

/**
 * An ItemDocument with what `content` asks for, shapes and files only of a `tag` where one is named; `baseUri` ends
 * with `/API/`. `hits` are the intervals in which a search has found something.
 */
export function itemDocument(
	item: Item,
	query: URLSearchParams,
	store: Store,
	baseUri: string,
	hits?: readonly string[],
): object {
	const content = contentOf(query);
	const openly = query.get('noauth-url') === 'true';
	return {
		...(content.has('metadata') ? described(item, query, store, hits) : {}),
		...(content.has('shape') ? { shape: shapesOf(item, query).map((one) => shapeDocument(item, one, store)) } : {}),
		...(content.has('uri') ? { files: { uri: fileUris(item, query, store) } } : {}),
		...(content.has('thumbnail') ? { thumbnails: { uri: thumbnailUris(item, baseUri, openly) } } : {}),
		...(content.has('poster') ? { posters: { uri: posterUris(item, baseUri, openly) } } : {}),
		...(content.has('access') ? { access: [] } : {}),
		...(content.has('external') ? { externalId: [] } : {}),
		id: item.id,
	};
}

export const contentOf = (query: URLSearchParams): ReadonlySet<string> =>
	new Set((query.get('content') ?? '').split(',').map((one) => one.trim()));

/** Metadata where `content` asks for them. */
export const describedOf = (thing: Item | Collection, query: URLSearchParams, store: Store): object =>
	contentOf(query).has('metadata') ? described(thing, query, store) : {};

/** `metadata`, or `terse` where the short form is asked for. */
export function described(
	thing: Item | Collection,
	query: URLSearchParams,
	store: Store,
	hits?: readonly string[],
): { metadata?: object; terse?: object } {
	const metadata = metadataDocument(thing, query, store, hits);
	return isTerse(query) ? { terse: terse(metadata) } : { metadata };
}

const shapesOf = (item: Item, query: URLSearchParams) =>
	shapesWith(
		item,
		query.getAll('tag').flatMap((one) => one.split(',').filter(Boolean)),
	);

/** Addresses of an item's files; a file that is still being written has none (documented default). */
export function fileUris(item: Item, query: URLSearchParams, store: Store): string[] {
	const type = query.get('type');
	return shapesOf(item, query)
		.filter(({ mimeType }) => type === null || mimeType === type || mimeType.endsWith(`/${type}`))
		.flatMap((one) => fileOf(one, store) ?? [])
		.filter(({ state }) => state === 'CLOSED' || query.get('closedFiles') === 'false')
		.map(({ storage, path }) => `${storage.uri}${path}`);
}
