import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { VidiCoreHttp } from '../../vidicore/http';
import { trainPath } from '../../vidicore/items/collections';
import { startJob } from '../../vidicore/jobs/startJob';
import { jobOutput } from '../shared/jobOutput';
import { locatedId } from '../shared/parameters';
import { startOptions } from '../shared/startOptions';

/** Starts the training of one item's collection: one POST, one job. */
export async function trainCollection(context: IExecuteFunctions, http: VidiCoreHttp, item: number): Promise<IDataObject> {
	const collectionId = locatedId(context, 'collectionId', 'Collection', item);
	const options = startOptions(context, item, { qualitySetting: 'QualitySetting' });
	const job = await startJob(http, trainPath(collectionId), options);
	return { ...jobOutput(job), collectionId, resourceId: options.resourceId, callbackId: options.callbackId };
}
