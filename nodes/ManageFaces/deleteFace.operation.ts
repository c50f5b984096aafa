import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { isMissing, VidiCoreError } from '../../vidicore/errors';
import { readFace } from '../../vidicore/faces/curate';
import type { VidiCoreHttp } from '../../vidicore/http';
import { deleteItem } from '../../vidicore/items/metadata';
import { leavesOpen } from '../../vidicore/jobs/startJob';
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
	const confirmed = String(context.getNodeParameter('confirmName', item, '')).trim();
	const key = JSON.stringify([http.root, itemId, confirmed]);
	const face = await readFace(http, itemId).catch(async (error: unknown) =>
		isMissing(error) ? undefined : await Promise.reject(error),
	);
	const before = unclear.get(key);
	if (!face && before) {
		unclear.delete(key);
		return { ...before, deleted: true };
	}
	if (!face)
		throw new UserError(
			`The face ${itemId} is not in VidiCore`,
			'It may be deleted already. If it should be there, check the id, or pick it from the list. Nothing was deleted.',
		);
	if (confirmed !== isFace(face).name)
		throw new UserError(
			`The face ${itemId} is called "${face.name}", not "${confirmed}"`,
			'To be safe its name must be given as well. Nothing was deleted.',
		);
	await deleteItem(http, itemId).catch(async (error: unknown) => {
		if (error instanceof VidiCoreError && leavesOpen(error)) remember(key, faceOutput(face));
		await Promise.reject(error);
	});
	return { ...faceOutput(face), deleted: true };
}

/**
 * Faces of which nobody could tell whether they were deleted, with what would have come out: when they are not there
 * the next time, it was us. Of this process only, and the last ones.
 */
const unclear = new Map<string, IDataObject>();
const most = 100;

function remember(key: string, output: IDataObject): void {
	unclear.delete(key);
	unclear.set(key, output);
	const [oldest] = unclear.keys();
	if (unclear.size > most && oldest !== undefined) unclear.delete(oldest);
}
