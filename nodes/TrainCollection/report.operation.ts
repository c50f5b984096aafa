import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { trainingMaterial } from '../../vidicore/faces/trainingMaterial';
import type { VidiCoreHttp } from '../../vidicore/http';
import { locatedId } from '../kit/parameters';
import { shown } from './trainCollection.operation';

/** What of a collection the service has learned, what it refused and why, and what is new. */
export async function reportTraining(
	context: IExecuteFunctions,
	http: VidiCoreHttp,
	item: number,
): Promise<IDataObject> {
	const collectionId = locatedId(context, 'collectionId', 'Collection', item);
	const material = await trainingMaterial(http, collectionId);
	return {
		collectionId,
		...shown(material),
		refusedPictures: material.refused,
		newPictures: material.fresh,
		notMarkedItems: material.notMarked,
	};
}
