import { answerAddress, type AnswerAddress } from '../answerAddress';
import { ask, type Part } from '../answers';
import { segment, type VidiCoreHttp } from '../http';
import { fieldsOf, fieldValue } from './fields';

/** A picture that VidiCore has made of a moment of a video. */
export interface Thumbnail extends AnswerAddress {
	/** The moment as its address has it, such as `225@PAL`; for `thumbnailSeconds`. */
	time: string;
}

/** Thumbnails of one item, with what their times are judged by. */
export interface ItemThumbnails {
	itemId: string;
	thumbnails: Thumbnail[];
	/** The field of that name; '' for what is no video. */
	durationSeconds: string;
}

/** The field that the times of thumbnails are judged by. */
export const durationField = 'durationSeconds';

/**
 * An item's thumbnails. Reading them needs a login, unless they are wanted `open`. Throws a VidiCoreError, also for
 * an address that must not be used.
 */
export async function thumbnailsOf(http: VidiCoreHttp, itemId: string, open = false): Promise<ItemThumbnails> {
	const query = [
		['content', 'thumbnail,metadata'],
		['field', durationField],
		['interval', 'generic'],
		...(open ? ([['noauth-url', true]] as const) : []),
	] as const;
	const path = `/API/item/${segment(itemId)}`;
	const item = await ask(http, 'GET', path, `the item ${itemId} with its thumbnails`, { query });
	item.text('id');
	return {
		itemId,
		thumbnails: readThumbnails(http.root, thumbnailUris(item)),
		durationSeconds: fieldValue(fieldsOf(item), durationField),
	};
}

/** The addresses of its thumbnails in an item's document; none when it has none. Throws a VidiCoreError `badAnswer`. */
export const thumbnailUris = (item: Part): string[] => item.partIfAny('thumbnails')?.textsIfAny('uri') ?? [];

/**
 * The thumbnails behind these addresses, each of which ends in its time (documented), perhaps with a query behind it.
 * Throws a VidiCoreError `badAnswer` for an address that must not be used.
 */
export const readThumbnails = (root: string, uris: readonly string[]): Thumbnail[] =>
	uris.map((uri) => {
		const address = answerAddress(root, uri);
		const [path = ''] = address.path.split('?', 1);
		const time = path.slice(path.lastIndexOf('/') + 1);
		return { ...address, time: decodeURIComponent(time) };
	});

/** The picture itself, asked for with the login. Throws a VidiCoreError. */
export const thumbnailBytes = (http: VidiCoreHttp, { path }: AnswerAddress): Promise<Uint8Array> => http.bytes(path);
