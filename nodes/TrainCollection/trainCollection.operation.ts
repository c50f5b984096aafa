import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { trainingMaterial, type TrainingMaterial } from '../../vidicore/faces/trainingMaterial';
import type { VidiCoreHttp } from '../../vidicore/http';
import { trainPath } from '../../vidicore/items/collections';
import { UserError } from '../kit/errors';
import { locatedId } from '../kit/parameters';
import { startOnce } from '../paidJobs/startOnce';
import { startOptions } from '../paidJobs/startOptions';

/** Starts the training of one item's collection, unless there is nothing in it to be learned: one POST, one job. */
export async function trainCollection(
	context: IExecuteFunctions,
	http: VidiCoreHttp,
	item: number,
): Promise<IDataObject> {
	const collectionId = locatedId(context, 'collectionId', 'Collection', item);
	const options = startOptions(context, item, { qualitySetting: 'QualitySetting' });
	const material = await trainingMaterial(http, collectionId);
	const counts = { collectionId, ...shown(material) };
	if (context.getNodeParameter('options.onlyNew', item, false) === true && material.fresh.length === 0) {
		return {
			...counts,
			started: false,
			reason:
				material.people === 0
					? 'The collection holds no training material'
					: 'The collection holds nothing new since the last training',
		};
	}
	// The service would take the job, bill it and find nothing: only marked items are trained (documented).
	if (material.people === 0)
		throw new UserError(
			`The collection ${collectionId} holds no training material`,
			`Nothing was started and nothing is billed. ${material.notMarked.length > 0 ? `Its ${material.notMarked.length} items are not marked: mark them with "Manage Faces", or pick another collection` : 'Add pictures with "Manage Faces", or pick another collection'}.`,
		);
	const about = material.fresh
		.map(({ shapeId }) => shapeId)
		.sort()
		.join();
	return {
		...(await startOnce(context, http, item, { path: trainPath(collectionId), options, about, useDone: false })),
		...counts,
		resourceId: options.resourceId,
		callbackId: options.callbackId,
	};
}

/** The counts, as both operations output them. */
export const shown = ({ people, pictures, trained, fresh, refused, notMarked }: TrainingMaterial): IDataObject => ({
	people,
	pictures,
	trained,
	new: fresh.length,
	refused: refused.length,
	notMarked: notMarked.length,
});
