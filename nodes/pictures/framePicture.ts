import type { VidiCoreHttp } from '../../vidicore/http';
import type { Thumbnail } from '../../vidicore/items/thumbnails';
import type { FrameTime } from './frameTime';
import { pictureBytes } from './pictureBytes';

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
	const { bytes, mimeType, extension } = await pictureBytes(http, picture, `the frame of ${itemId}`);
	const when = (timecode ?? `${seconds}s`).replace(/[:;]/g, '-');
	return { bytes, fileName: `${itemId}-${when}.${extension}`, mimeType };
}
