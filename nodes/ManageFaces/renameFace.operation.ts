import { readFace, relabelFace, type Curation } from '../../vidicore/faces/curate';
import { writeItemFields } from '../../vidicore/items/metadata';
import { curated } from './curated';
import { faceName } from './faceName';
import { isFace } from './isFace';
import { collectedStep, markedStep } from './trainingSteps';
import { trainingCollection } from './trainingCollection';
import { toggle } from '../kit/fields/plain';
import { operation } from '../kit/operation';
import { collectionOutputs, faceId, personName, trainingCollectionIfWanted } from './faceFields';
import { faceField } from '../../vidicore/fieldNames';

/**
 * Gives a face its name, and makes it training material if wanted. The name it had is in the output, so that it can
 * be given back. An unnamed face must not become training material, so the job comes first.
 */
export const renameFace = operation({
	value: 'rename',
	label: 'Rename',
	action: 'Rename a face',
	description: 'Say who it is; all detections of the face take the name',
	fields: {
		faceId,
		name: personName,
		addToTraining: toggle({
			displayName: 'Add to Training',
			default: true,
			description:
				'Whether to put the face into the training collection as well, as VidiCore’s own user interface does. The ' +
				'service recognizes the person by this picture from now on; to learn the person better it needs further ' +
				'pictures (Add a Picture).',
		}),
		trainingCollectionId: trainingCollectionIfWanted,
	},
	outputs: {
		faceId: 'The item of the face',
		name: 'Its name now',
		nameBefore: 'The name it had; give it back to undo',
		personId: 'What the face service calls the person',
		...collectionOutputs,
		jobId: 'VidiCore’s job that has done it',
	},
	async run(fields, { vidiCore, signal }) {
		const itemId = fields.faceId;
		const name = faceName(fields.name);
		const http = await vidiCore();
		const collection = fields.addToTraining ? await trainingCollection(http, fields.trainingCollectionId) : undefined;
		const face = isFace(await readFace(http, itemId));
		const relabelled = {
			done: `all detections of ${itemId} have the name "${name}"`,
			run: async (curation: Curation) => await relabelFace(http, itemId, name, curation),
		};
		const named = {
			done: `the item ${itemId} has the name "${name}"`,
			run: async () => await writeItemFields(http, itemId, { [faceField.name]: name }),
		};
		const trained = collection
			? [markedStep(http, face, true), collectedStep(http, collection.collectionId, itemId)]
			: [];
		const jobId = await curated(face, relabelled, [named, ...trained], signal);
		return {
			faceId: itemId,
			name,
			nameBefore: face.name,
			...(face.externalId ? { personId: face.externalId } : {}),
			...collection,
			jobId,
		};
	},
});
