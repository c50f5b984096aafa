import { randomUUID } from 'node:crypto';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { readFace, relabelFace } from '../../vidicore/faces/curate';
import type { VidiCoreHttp } from '../../vidicore/http';
import { writeItemFields } from '../../vidicore/items/metadata';
import { inSteps } from '../../vidicore/steps';
import { locatedId } from '../kit/parameters';
import { faceName } from './faceName';
import { isFace } from './isFace';
import { collectedStep, markedStep } from './trainingSteps';
import { trainingCollection } from './trainingCollection';

/** Long enough for a job of VidiCore's own; it is short work. */
export const curationLimitMs = 300_000;

/**
 * Gives a face its name, and makes it training material if wanted. The name it had is in the output, so that it can
 * be given back. The job comes first: it can be refused and cannot be taken back, and an unnamed face must not become
 * training material.
 */
export async function nameFace(context: IExecuteFunctions, http: VidiCoreHttp, item: number): Promise<IDataObject> {
	const itemId = locatedId(context, 'faceId', 'Face', item);
	const name = faceName(context.getNodeParameter('name', item, ''));
	const train = context.getNodeParameter('addToTraining', item, false) === true;
	const collection = train ? await trainingCollection(context, http, item) : undefined;
	const face = isFace(await readFace(http, itemId));
	const curation = {
		nameNow: face.name,
		correlation: randomUUID(),
		limitMs: curationLimitMs,
		signal: context.getExecutionCancelSignal(),
	};
	let jobId = '';
	await inSteps([
		{
			done: `all detections of ${itemId} have the name "${name}"`,
			run: async () => (jobId = await relabelFace(http, itemId, name, curation)),
		},
		{
			done: `the item ${itemId} has the name "${name}"`,
			run: async () => await writeItemFields(http, itemId, { vcs_face_value: name }),
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
}
