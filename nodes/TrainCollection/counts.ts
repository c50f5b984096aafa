import type { IDataObject } from 'n8n-workflow';
import type { TrainingMaterial } from '../../vidicore/faces/trainingMaterial';

/** What both operations say of a collection. */
export const countOutputs = {
	collectionId: 'The collection',
	people: 'How many people have pictures in it',
	pictures: 'How many pictures a training looks at',
	trained: 'How many of them are learned',
	new: 'How many are neither learned nor refused yet',
	refused: 'How many were not taken into the model',
	notMarked: 'How many items are not marked as training material',
};

export const countsOf = ({ people, pictures, trained, fresh, refused, notMarked }: TrainingMaterial): IDataObject => ({
	people,
	pictures,
	trained,
	new: fresh.length,
	refused: refused.length,
	notMarked: notMarked.length,
});
