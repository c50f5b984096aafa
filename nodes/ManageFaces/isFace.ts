import type { FaceItem } from '../../vidicore/faces/faceItems';
import { UserError } from '../kit/errors';

/** The face itself. Throws a UserError for an item that is none, such as a video. */
export function isFace(face: FaceItem): FaceItem {
	if (face.externalId !== '' || face.method !== '' || face.name !== '' || face.pictures.length > 0) return face;
	throw new UserError(
		`${face.itemId} is not a face${face.title ? ` ("${face.title}")` : ''}`,
		'Pick a person or an unknown face; "Face: Get Many" shows them. Nothing was changed.',
	);
}
