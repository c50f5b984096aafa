import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { readFace } from '../../vidicore/faces/curate';
import type { VidiCoreHttp } from '../../vidicore/http';
import { deleteItem } from '../../vidicore/items/metadata';
import { UserError } from '../kit/errors';
import { locatedId } from '../kit/parameters';
import { faceOutput } from './faceOutput';
import { isFace } from './isFace';

/**
 * Deletes the item of a face, if it is the one whose name was typed in. The service then ignores the face (the
 * guide).
 */
export async function deleteFace(context: IExecuteFunctions, http: VidiCoreHttp, item: number): Promise<IDataObject> {
	const itemId = locatedId(context, 'faceId', 'Face', item);
	const face = isFace(await readFace(http, itemId));
	const confirmed = String(context.getNodeParameter('confirmName', item, '')).trim();
	if (confirmed !== face.name)
		throw new UserError(
			`The face ${itemId} is called "${face.name}", not "${confirmed}"`,
			'To be safe its name must be given as well. Nothing was deleted.',
		);
	await deleteItem(http, itemId);
	return { ...faceOutput(face), deleted: true };
}
