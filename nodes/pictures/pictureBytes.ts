import { imageKind, type ImageKind } from '../../faces/image';
import type { VidiCoreHttp } from '../../vidicore/http';
import { thumbnailBytes, type Thumbnail } from '../../vidicore/items/thumbnails';
import { UserError } from '../kit/errors';

/**
 * A picture that VidiCore has made, with its kind; `what` stands in a sentence: "the frame of VX-7". Something in
 * between may answer with a page or with nothing, which must not go on as a picture: that throws a UserError. Throws
 * VidiCoreErrors.
 */
export async function pictureBytes(
	http: VidiCoreHttp,
	picture: Thumbnail,
	what: string,
): Promise<ImageKind & { bytes: Uint8Array }> {
	const bytes = await thumbnailBytes(http, picture);
	const kind = imageKind(bytes);
	if (kind) return { ...kind, bytes };
	throw new UserError(
		`What VidiCore gives as ${what} is no picture`,
		'Run this again; if it stays like that, open the item in VidiCore and look at its pictures.',
	);
}
