import { imageKind } from '../../faces/image';
import type { VidiCoreHttp } from '../../vidicore/http';
import { thumbnailBytes, type Thumbnail } from '../../vidicore/items/thumbnails';
import { UserError } from '../kit/errors';
import type { FrameTime } from './frameTime';

/**
 * The bytes of a frame's picture, what kind it is, and a name for the file. Throws a UserError for what is no picture,
 * and a VidiCoreError.
 */
export async function framePicture(
	http: VidiCoreHttp,
	itemId: string,
	{ timecode, seconds }: FrameTime,
	picture: Thumbnail,
): Promise<{ bytes: Uint8Array; fileName: string; mimeType: string }> {
	const bytes = await thumbnailBytes(http, picture);
	const kind = imageKind(bytes);
	if (!kind)
		throw new UserError(
			`What VidiCore gives as the frame of ${itemId} is no picture`,
			'Open the item in VidiCore and look at its posters.',
		);
	const when = (timecode ?? `${seconds}s`).replace(/[:;]/g, '-');
	return { bytes, fileName: `${itemId}-${when}.${kind.extension}`, mimeType: kind.mimeType };
}
