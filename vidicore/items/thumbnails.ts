import { answerAddress, type AnswerAddress } from '../answerAddress';
import { segment, type VidiCoreHttp } from '../http';
import { fieldValue, type PlainMetadata } from './fields';

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

interface ItemDocument {
	thumbnails?: { uri?: string[] };
	metadata?: PlainMetadata;
}

/** The field that the times of thumbnails are judged by. */
export const durationField = 'durationSeconds';

/**
 * An item's thumbnails. Reading them needs a login. Throws a VidiCoreError, also for an address that must not be used.
 */
export async function thumbnailsOf(http: VidiCoreHttp, itemId: string): Promise<ItemThumbnails> {
	const { thumbnails, metadata } = await http.json<ItemDocument>('GET', `/API/item/${segment(itemId)}`, {
		query: [
			['content', 'thumbnail,metadata'],
			['field', durationField],
			['interval', 'generic'],
		],
	});
	return {
		itemId,
		thumbnails: readThumbnails(http.root, thumbnails?.uri ?? []),
		durationSeconds: fieldValue(metadata, durationField),
	};
}

/**
 * The thumbnails behind these addresses, each of which ends in its time (documented), perhaps with a query behind it.
 * Throws a VidiCoreError `badAnswer` for an address that must not be used.
 */
export const readThumbnails = (root: string, uris: readonly string[]): Thumbnail[] =>
	uris.map((uri) => {
		const address = answerAddress(root, uri);
		const [, time = ''] = /([^/?]*)(?:\?.*)?$/.exec(address.path) ?? [];
		return { ...address, time: decodeURIComponent(time) };
	});

/** The picture itself, asked for with the login. Throws a VidiCoreError. */
export const thumbnailBytes = (http: VidiCoreHttp, { path }: AnswerAddress): Promise<Uint8Array> => http.bytes(path);
