import type { IDataObject } from 'n8n-workflow';
import { isPersonsName } from '../../faces/appearance';
import { ownState } from '../kit/stateWords';
import type { FaceItem } from '../../vidicore/faces/faceItems';

/** What is said of a face. */
export const faceOutputs = {
	faceId: 'The item of the face',
	name: 'Its name; unknown faces have one such as unknown_0007',
	title: 'The title of the item, where it is another',
	personId: 'What the face service calls the person',
	known: 'Whether it has the name of a person',
	state: 'trained, recognized (by its fingerprint), needs training or not trained',
	vidiCoreState: ownState,
	trainingMaterial: 'Whether trainings look at it',
	pictures: 'How many pictures it has',
	trainedPictures: 'How many of them are learned',
	newPictures: 'How many are neither learned nor refused yet',
};

/** A face as the node outputs it. */
export function faceOutput(face: FaceItem): IDataObject {
	const { itemId, name, title, externalId, pictures, trainingMaterial } = face;
	const counted = (test: (picture: FaceItem['pictures'][number]) => boolean) => pictures.filter(test).length;
	return {
		faceId: itemId,
		name,
		...(title && title !== name ? { title } : {}),
		...(externalId ? { personId: externalId } : {}),
		known: isPersonsName(name),
		state: stateOf(face),
		trainingMaterial,
		pictures: pictures.length,
		trainedPictures: counted(({ method }) => method === 'TRAINED'),
		newPictures: counted(({ method }) => method === ''),
	};
}

/**
 * In the vendor's words where it has some: TRAINED, INDEXED (recognized by its fingerprint, named or not); a picture
 * that is neither needs training.
 */
export function stateOf({
	method,
	pictures,
	trainingMaterial,
}: FaceItem): 'TRAINED' | 'INDEXED' | 'NEEDS_TRAINING' | 'NOT_TRAINED' {
	if (trainingMaterial && pictures.some((picture) => picture.method === '' && picture.status === ''))
		return 'NEEDS_TRAINING';
	if (method === 'INDEXED' || method === 'TRAINED') return method;
	return 'NOT_TRAINED';
}
