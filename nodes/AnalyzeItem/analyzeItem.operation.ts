import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { VidiCoreHttp } from '../../vidicore/http';
import { analyzePath } from '../../vidicore/items/items';
import { mediaVersion } from '../../vidicore/items/mediaVersion';
import { locatedId } from '../kit/parameters';
import { startOnce } from '../paidJobs/startOnce';
import { startOptions } from '../paidJobs/startOptions';

const serviceNames = {
	confidenceThreshold: 'ConfidenceThreshold',
	keyframeInterval: 'KeyframeInterval',
	unknownCollectionName: 'UnknownCollectionName',
};

/** Starts the analysis of one item, unless the same is running or done: one POST, one job. */
export async function analyzeItem(context: IExecuteFunctions, http: VidiCoreHttp, item: number): Promise<IDataObject> {
	const itemId = locatedId(context, 'itemId', 'Item', item);
	const tag = String(context.getNodeParameter('options.tag', item, '')).trim();
	const options = { ...startOptions(context, item, serviceNames), tag: tag || undefined };
	const useDone = context.getNodeParameter('options.analyzedAlready', item, 'again') === 'use';
	const about = await mediaVersion(http, itemId, tag || 'original');
	return {
		...(await startOnce(context, http, item, { path: analyzePath(itemId), options, itemId, about, useDone })),
		itemId,
		resourceId: options.resourceId,
		...(options.callbackId ? { callbackId: options.callbackId } : {}),
	};
}
