import { trainingMaterial } from '../../vidicore/faces/trainingMaterial';
import { operation } from '../kit/operation';
import { collectionPicker } from '../pickers/collection';
import { countOutputs, countsOf } from './counts';

/** What of a collection the service has learned, what it refused and why, and what is new. */
export const reportTraining = operation({
	value: 'report',
	label: 'Report What Was Learned',
	action: 'Report for free what of a collection was learned',
	description:
		'Which pictures are in the model, which were refused and why, and which are new. Starts nothing and costs nothing.',
	fields: { collectionId: collectionPicker },
	outputs: {
		...countOutputs,
		refusedPictures: 'The pictures that were not taken, with the service’s word for why',
		newPictures: 'The pictures that are neither learned nor refused yet',
		notMarkedItems: 'The items that are not marked as training material',
	},
	async run({ collectionId }, { vidiCore }) {
		const material = await trainingMaterial(await vidiCore(), collectionId);
		return {
			collectionId,
			...countsOf(material),
			refusedPictures: material.refused,
			newPictures: material.fresh,
			notMarkedItems: material.notMarked,
		};
	},
});
