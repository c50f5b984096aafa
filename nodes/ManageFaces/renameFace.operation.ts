import { randomUUID } from 'node:crypto';
import { readFace, relabelFace } from '../../vidicore/faces/curate';
import { writeItemFields } from '../../vidicore/items/metadata';
import { inSteps } from '../../vidicore/steps';
import { faceName } from './faceName';
import { isFace } from './isFace';
import { collectedStep, markedStep } from './trainingSteps';
import { trainingCollection } from './trainingCollection';
import { toggle } from '../kit/fields/plain';
import { operation } from '../kit/operation';
import { collectionOutputs, faceId, personName, trainingCollectionIfWanted } from './faceFields';
import { faceField } from '../../vidicore/fieldNames';

/** Long enough for a job of VidiCore's own; it is short work. */
export const curationLimitMs = 300_000;

/**
 * Gives a face its name, and makes it training material if wanted. The name it had is in the output, so that it can
 * be given back. The job comes first: it can be refused and cannot be taken back, and an unnamed face must not become
 * training material.
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
		const curation = {
			nameNow: face.name,
			correlation: randomUUID(),
			limitMs: curationLimitMs,
			signal,
		};
		let jobId = '';
		await inSteps([
			{
				done: `all detections of ${itemId} have the name "${name}"`,
				run: async () => (jobId = await relabelFace(http, itemId, name, curation)),
			},
			{
				done: `the item ${itemId} has the name "${name}"`,
				run: async () => await writeItemFields(http, itemId, { [faceField.name]: name }),
			},
			...(collection ? [markedStep(http, face, true), collectedStep(http, collection.collectionId, itemId)] : []),
		]);
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
