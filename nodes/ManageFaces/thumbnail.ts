import type { IExecuteFunctions } from 'n8n-workflow';
import { imageKind } from '../../faces/image';
import type { VidiCoreHttp } from '../../vidicore/http';
import { answerAddress } from '../../vidicore/answerAddress';
import { thumbnailBytes } from '../../vidicore/items/thumbnails';
import type { Made } from '../kit/runItems';

export type ThumbnailMode = 'none' | 'link' | 'file';

/**
 * A thumbnail as the user wants it: not at all, as a link that works without login, or as a file in the field "data".
 * Throws a VidiCoreError, also for an address that must not be used.
 */
export async function thumbnailOf(
	context: IExecuteFunctions,
	http: VidiCoreHttp,
	url: string | undefined,
	mode: ThumbnailMode,
	name: string,
): Promise<Made> {
	if (mode === 'none' || url === undefined) return { json: {} };
	const address = answerAddress(http.root, url);
	if (mode === 'link') return { json: { thumbnail: address.url } };
	const bytes = await thumbnailBytes(http, address);
	const kind = imageKind(bytes);
	if (!kind) return { json: {} };
	return {
		json: {},
		binary: {
			data: await context.helpers.prepareBinaryData(Buffer.from(bytes), `${name}.${kind.extension}`, kind.mimeType),
		},
	};
}
