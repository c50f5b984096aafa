import { deleteItem } from '../../vidicore/deletes';
import { readFace } from '../../vidicore/faces/curate';
import { confirmedDelete } from '../deletes/confirmedDelete';
import { text } from '../kit/fields/plain';
import { operation } from '../kit/operation';
import { faceId } from './faceFields';
import { faceOutput, faceOutputs } from './faceOutput';
import { isFace } from './isFace';

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
	async run({ faceId: itemId, confirmName }, { vidiCore }) {
		const http = await vidiCore();
		return await confirmedDelete(http, {
			kind: 'face',
			id: itemId,
			confirmed: confirmName,
			read: async () => await readFace(http, itemId),
			nameOf: (face) => isFace(face).name,
			output: faceOutput,
			remove: async () => await deleteItem(http, itemId),
		});
	},
});
