import { ask, type Part } from '../answers';
import { VidiCoreError } from '../errors';
import { segment, type VidiCoreHttp } from '../http';
import { mediaFactsOf, mediaFields, type MediaFacts } from './mediaFacts';
import { readThumbnails, type Thumbnail } from './thumbnails';

/** What is known of an item's time, and the single frames of it that were made before. */
export interface ItemPosters {
	facts: MediaFacts;
	posters: Thumbnail[];
}

/**
 * An item's posters with what its times are judged by, in one request. `open`: by addresses that work without a login.
 * Where our user may not see shapes, without what only they tell. Throws a VidiCoreError, also for an unknown item and
 * for an address that must not be used.
 */
export async function readPosters(
	http: VidiCoreHttp,
	itemId: string,
	open = false,
	signal?: AbortSignal,
): Promise<ItemPosters> {
	const read = async (content: string): Promise<Part> => {
		const query = [
			['content', content],
			['field', mediaFields.join(',')],
			['interval', 'generic'],
			['tag', 'original'],
			...(open ? ([['noauth-url', true]] as const) : []),
		] as const;
		const path = `/API/item/${segment(itemId)}`;
		return await ask(http, 'GET', path, `the item ${itemId} with its posters`, { query, signal });
	};
	const item = await read('metadata,shape,poster').catch(async (error: unknown) =>
		error instanceof VidiCoreError && error.kind === 'forbidden'
			? await read('metadata,poster')
			: await Promise.reject(error),
	);
	item.text('id');
	return {
		facts: mediaFactsOf(item),
		posters: readThumbnails(http.root, item.partIfAny('posters')?.textsIfAny('uri') ?? []),
	};
}

/** The address by which pictures of an item are made. */
export const thumbnailPath = (itemId: string): string => `/API/item/${segment(itemId)}/thumbnail`;

/**
 * The parameters for one poster at that time, in VidiCore's notation (documented: posters at given times and thumbnails
 * at given times cannot be made by one job).
 */
export const posterQuery = (time: string) =>
	[
		['createThumbnails', false],
		['createPosters', time],
	] as const;
