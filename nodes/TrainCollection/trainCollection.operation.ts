import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { trainingMaterial, type TrainingMaterial } from '../../vidicore/faces/trainingMaterial';
import type { VidiCoreHttp } from '../../vidicore/http';
import { trainPath } from '../../vidicore/items/collections';
import { collectionKey, lastTraining, newPicturesKey, trainedService } from '../../vidicore/jobs/earlierJob';
import { UserError } from '../kit/errors';
import { locatedId } from '../kit/parameters';
import { jobOutput } from '../paidJobs/jobOutput';
import { startOnce } from '../paidJobs/startOnce';
import { startOptions } from '../paidJobs/startOptions';

const serviceParameters = { qualitySetting: { name: 'QualitySetting', label: 'Quality Setting' } };

const againAdvice = 'To train it again all the same, switch off "Only When There Is New Material"; that is billed.';

/** Starts the training of one item's collection, unless there is nothing in it to be learned: one POST, one job. */
export async function trainCollection(
	context: IExecuteFunctions,
	http: VidiCoreHttp,
	item: number,
): Promise<IDataObject> {
	const collectionId = locatedId(context, 'collectionId', 'Collection', item);
	const options = startOptions(context, item, serviceParameters);
	const onlyNew = context.getNodeParameter('options.onlyNew', item, true) !== false;
	const material = await trainingMaterial(http, collectionId);
	// The service would take the job, bill it and find nothing: only marked items are trained (documented).
	if (material.people === 0)
		throw new UserError(
			`The collection ${collectionId} holds no training material`,
			`Nothing was started and nothing is billed. ${material.notMarked.length > 0 ? `Its ${material.notMarked.length} items are not marked: mark them with "Manage Faces", or pick another collection` : 'Add pictures with "Manage Faces", or pick another collection'}.`,
		);
	const newPictures = material.fresh.length;
	const about = material.fresh
		.map(({ shapeId }) => shapeId)
		.sort()
		.join();
	const job =
		onlyNew && newPictures === 0
			? await nothingNew(context, http, collectionId)
			: await startOnce(context, http, item, {
					path: trainPath(collectionId),
					options,
					of: { training: { collectionId, newPictures } },
					about,
					marks: [
						[collectionKey, collectionId],
						[trainedService, options.resourceId ?? ''],
						[newPicturesKey, String(newPictures)],
					],
					useDone: onlyNew,
					whenDone: () => ({ reason: `The same pictures were trained already. ${againAdvice}` }),
				});
	return { ...job, ...shown(material), collectionId, resourceId: options.resourceId, callbackId: options.callbackId };
}

/** The last training, which is to be waited for or is all there is to know; no job when VidiCore has forgotten it. */
async function nothingNew(context: IExecuteFunctions, http: VidiCoreHttp, collectionId: string): Promise<IDataObject> {
	const last = await lastTraining(http, collectionId, context.getExecutionCancelSignal());
	return {
		...(last ? jobOutput(last.job) : {}),
		started: false,
		reason:
			last?.why === 'running'
				? 'A training of this collection is running already'
				: `The collection holds nothing new since the last training. ${againAdvice}`,
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
