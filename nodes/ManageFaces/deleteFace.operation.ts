import type { IDataObject } from 'n8n-workflow';
import { isMissing, VidiCoreError } from '../../vidicore/errors';
import { readFace } from '../../vidicore/faces/curate';
import { deleteItem } from '../../vidicore/items/metadata';
import { leavesOpen } from '../../vidicore/jobs/startJob';
import { UserError } from '../kit/errors';
import { faceOutput, faceOutputs } from './faceOutput';
import { isFace } from './isFace';
import { text } from '../kit/fields/plain';
import { operation } from '../kit/operation';
import { faceId } from './faceFields';

/**
 * Deletes the item of a face, if it is the one whose name was typed in. The service then ignores the face (the
 * guide).
 */
export const deleteFace = operation({
	value: 'delete',
	label: 'Delete',
	action: 'Delete a face',
	description:
		'Delete the item of a face. An unknown face is then ignored by later analyses: the service keeps its ' +
		'fingerprint for that.',
	fields: {
		faceId,
		confirmName: text({
			displayName: 'Name of the Face, to Be Safe',
			required: true,
			placeholder: 'e.g. unknown_0007',
			description: 'Nothing is deleted unless the face is called exactly like this',
		}),
	},
	outputs: { ...faceOutputs, deleted: 'true' },
	async run({ faceId: itemId, confirmName: confirmed }, { vidiCore }) {
		const http = await vidiCore();
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
	},
});

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
