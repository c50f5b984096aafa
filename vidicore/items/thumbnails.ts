import { segment, type VidiCoreHttp } from '../http';

/** Addresses of an item's thumbnails, each ending in its time; reading them needs a login. Throws a VidiCoreError. */
export async function thumbnailsOf(http: VidiCoreHttp, itemId: string): Promise<string[]> {
	const { thumbnails } = await http.json<{ thumbnails?: { uri?: string[] } }>('GET', `/API/item/${segment(itemId)}`, {
		query: [['content', 'thumbnail']],
	});
	return thumbnails?.uri ?? [];
}

/**
 * The picture behind a thumbnail's address. Only its path counts: it is asked for at the server that the credential
 * names, with its login, wherever the address points. Throws a VidiCoreError.
 */
export const thumbnailBytes = (http: VidiCoreHttp, url: string): Promise<Uint8Array> =>
	http.bytes(new URL(url).pathname.replace(/^.*?\/API(noauth)?\//, '/API/'));

/** The time a thumbnail's address ends in, in seconds. */
export function thumbnailSeconds(url: string): number {
	const [, samples = '0', rate = '1'] = /\/(\d+)@(\d+)$/.exec(url) ?? [];
	return Number(samples) / Number(rate);
}

/** The thumbnail nearest to a time in seconds; undefined when there is none. */
export const nearestThumbnail = (thumbnails: readonly string[], seconds: number): string | undefined =>
	thumbnails.reduce<string | undefined>(
		(a, b) =>
			a !== undefined && Math.abs(thumbnailSeconds(a) - seconds) <= Math.abs(thumbnailSeconds(b) - seconds) ? a : b,
		undefined,
	);
