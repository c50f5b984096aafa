import { readFace } from '../../vidicore/faces/curate';
import { inSteps } from '../../vidicore/steps';
import { faceName } from './faceName';
import { faceOutput, faceOutputs } from './faceOutput';
import { isFace } from './isFace';
import { trainingCollection } from './trainingCollection';
import { collectedStep, markedStep, takenOutStep } from './trainingSteps';
import { reworded } from '../kit/field';
import { operation } from '../kit/operation';
import { pictureItemPicker } from '../pickers/item';
import { collectionOutputs, personName, trainingCollectionId } from './faceFields';

/**
 * Makes an item that is in VidiCore already training material, with a name if one is given, and puts it into the
 * collection.
 */
export const markItem = operation({
	value: 'mark',
	label: 'Mark an Item',
	action: 'Mark an item as training material',
	description: 'Use an item that is in VidiCore already for training',
	fields: {
		itemId: pictureItemPicker,
		name: reworded(personName, {
			description: 'The name of the person. When empty, the name that the item has is kept.',
		}),
		trainingCollectionId,
	},
	outputs: { ...faceOutputs, ...collectionOutputs },
	async run(fields, { vidiCore }) {
		const { itemId } = fields;
		const http = await vidiCore();
		const collection = await trainingCollection(http, fields.trainingCollectionId);
		const face = await readFace(http, itemId);
		const name = faceName(fields.name || face.name);
		await inSteps([markedStep(http, face, true, name), collectedStep(http, collection.collectionId, itemId)]);
		return { ...faceOutput({ ...face, name, trainingMaterial: true }), ...collection };
	},
});

/**
 * The other way round: the item stays, but no training looks at it any more. What was learned from it stays in the
 * model.
 */
export const unmarkItem = operation({
	value: 'unmark',
	label: 'Unmark an Item',
	action: 'Use an item for training no more',
	description: 'The item stays in VidiCore; what was learned from it stays learned',
	fields: { itemId: pictureItemPicker, trainingCollectionId },
	outputs: { ...faceOutputs, collectionId: 'The collection it was taken out of' },
	async run({ itemId, trainingCollectionId: collectionId }, { vidiCore }) {
		const http = await vidiCore();
		const face = isFace(await readFace(http, itemId));
		await inSteps([markedStep(http, face, false), takenOutStep(http, collectionId, itemId)]);
		return { ...faceOutput({ ...face, trainingMaterial: false }), collectionId };
	},
});
