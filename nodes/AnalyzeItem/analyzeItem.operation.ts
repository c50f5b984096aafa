import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { VidiCoreHttp } from '../../vidicore/http';
import { analyzePath } from '../../vidicore/items/items';
import { startJob } from '../../vidicore/jobs/startJob';
import { jobOutput } from '../shared/jobOutput';
import { locatedId } from '../shared/parameters';
import { startOptions } from '../shared/startOptions';

const serviceNames = {
	confidenceThreshold: 'ConfidenceThreshold',
	keyframeInterval: 'KeyframeInterval',
	unknownCollectionName: 'UnknownCollectionName',
};

/** Starts the analysis of one item: one POST, one job. */
export async function analyzeItem(context: IExecuteFunctions, http: VidiCoreHttp, item: number): Promise<IDataObject> {
	const itemId = locatedId(context, 'itemId', 'Item', item);
	const options = startOptions(context, item, serviceNames);
	const tag = String(context.getNodeParameter('options.tag', item, '')).trim();
	const job = await startJob(http, analyzePath(itemId), { ...options, tag: tag || undefined });
	return { ...jobOutput(job), itemId, resourceId: options.resourceId, callbackId: options.callbackId };
}
