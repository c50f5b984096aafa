import { randomUUID } from 'node:crypto';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { nameFace as rename, readFace } from '../../vidicore/faces/curate';
import type { VidiCoreHttp } from '../../vidicore/http';
import { putIntoCollection, writeItemFields } from '../../vidicore/items/metadata';
import { locatedId } from '../kit/parameters';
import { faceName } from './faceName';
import { isFace } from './isFace';
import { trainingCollection } from './trainingCollection';

/** Long enough for a job of VidiCore's own; it is short work. */
export const curationLimitMs = 300_000;

/**
 * Gives a face its name, and makes it training material if wanted. The name it had is in the output, so that it can
 * be given back.
 */
export async function nameFace(context: IExecuteFunctions, http: VidiCoreHttp, item: number): Promise<IDataObject> {
	const itemId = locatedId(context, 'faceId', 'Face', item);
	const name = faceName(context.getNodeParameter('name', item, ''));
	const train = context.getNodeParameter('addToTraining', item, false) === true;
	const collection = train ? await trainingCollection(context, http, item) : undefined;
	const face = isFace(await readFace(http, itemId));
	// What can be refused without harm comes first.
	if (collection) {
		await putIntoCollection(http, collection.collectionId, itemId);
		await writeItemFields(http, itemId, { vcs_face_isTrainingMaterial: 'true' });
	}
	const jobId = await rename(http, itemId, name, {
		correlation: randomUUID(),
		limitMs: curationLimitMs,
		signal: context.getExecutionCancelSignal(),
	});
	return {
		faceId: itemId,
		name,
		nameBefore: face.name,
		...(face.externalId ? { personId: face.externalId } : {}),
		...collection,
		jobId,
	};
}
