import type { FaceItem } from '../../vidicore/faces/faceItems';
import type { VidiCoreHttp } from '../../vidicore/http';
import { putIntoCollection, takeOutOfCollection, writeItemFields } from '../../vidicore/items/metadata';
import type { Step } from '../../vidicore/steps';
import { faceField } from '../../vidicore/fieldNames';

/** Marks an item as training material, with a name if one is given, or takes the mark off. */
export function markedStep(http: VidiCoreHttp, face: FaceItem, training: boolean, name = face.name): Step {
	const { itemId, trainingMark } = face;
	const write = async (mark: string, value: string) =>
		await writeItemFields(http, itemId, {
			...(name === face.name ? {} : { [faceField.name]: value }),
			[faceField.trainingMaterial]: mark,
		});
	return {
		done: training
			? `${itemId}${name === face.name ? '' : ` has the name "${name}" and`} is marked as training material`
			: `${itemId} is no longer marked as training material`,
		run: async () => await write(String(training), name),
		undo: async () => await write(trainingMark, face.name),
	};
}

/** Puts an item into the training collection; the last step, so that a training finds whole material only. */
export const collectedStep = (http: VidiCoreHttp, collectionId: string, itemId: string): Step => ({
	done: `${itemId} is in the collection ${collectionId}`,
	run: async () => await putIntoCollection(http, collectionId, itemId),
});

/** Takes it out again. */
export const takenOutStep = (http: VidiCoreHttp, collectionId: string, itemId: string): Step => ({
	done: `${itemId} is out of the collection ${collectionId}`,
	run: async () => await takeOutOfCollection(http, collectionId, itemId),
});
