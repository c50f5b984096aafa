import { showWhen, reworded } from '../kit/field';
import { text } from '../kit/fields/plain';
import { collectionPicker } from '../pickers/collection';
import { facePicker } from '../pickers/face';

export const faceId = facePicker;

export const personName = text({
	displayName: 'Name',
	placeholder: 'e.g. Ada Nordin',
	description: 'The name of the person',
});

export const trainingCollectionId = reworded(collectionPicker, { displayName: 'Training Collection' });

/** The same, where the face is put into it only if wanted. */
export const trainingCollectionIfWanted = showWhen(trainingCollectionId, { addToTraining: [true] });

/** What is said of the training collection that was picked. */
export const collectionOutputs = {
	collectionId: 'The training collection',
	warning: 'Set when VidiCore does not mark that collection as a training collection',
};
