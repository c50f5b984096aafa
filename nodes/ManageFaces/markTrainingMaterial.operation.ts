import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { readFace } from '../../vidicore/faces/curate';
import type { VidiCoreHttp } from '../../vidicore/http';
import { inSteps } from '../../vidicore/steps';
import { locatedId } from '../kit/parameters';
import { faceName } from './faceName';
import { faceOutput } from './faceOutput';
import { isFace } from './isFace';
import { trainingCollection } from './trainingCollection';
import { collectedStep, markedStep, takenOutStep } from './trainingSteps';

/**
 * Makes an item that is in VidiCore already training material, with a name if one is given, and puts it into the
 * collection.
 */
export async function markTrainingMaterial(
	context: IExecuteFunctions,
	http: VidiCoreHttp,
	item: number,
): Promise<IDataObject> {
	const itemId = locatedId(context, 'itemId', 'Item', item);
	const collection = await trainingCollection(context, http, item);
	const face = await readFace(http, itemId);
	const name = faceName(context.getNodeParameter('name', item, '') || face.name);
	await inSteps([markedStep(http, face, true, name), collectedStep(http, collection.collectionId, itemId)]);
	return { ...faceOutput({ ...face, name, trainingMaterial: true }), ...collection };
}

/**
 * The other way round: the item stays, but no training looks at it any more. What was learned from it stays in the
 * model.
 */
export async function unmarkTrainingMaterial(
	context: IExecuteFunctions,
	http: VidiCoreHttp,
	item: number,
): Promise<IDataObject> {
	const itemId = locatedId(context, 'itemId', 'Item', item);
	const collectionId = locatedId(context, 'trainingCollectionId', 'Training Collection', item);
	const face = isFace(await readFace(http, itemId));
	await inSteps([markedStep(http, face, false), takenOutStep(http, collectionId, itemId)]);
	return { ...faceOutput({ ...face, trainingMaterial: false }), collectionId };
}
