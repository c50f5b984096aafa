import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { VidiCoreHttp } from '../../vidicore/http';
import { analyzePath } from '../../vidicore/items/items';
import { mediaVersion } from '../../vidicore/items/mediaVersion';
import type { JobDocument } from '../../vidicore/jobs/documents';
import { trainingSince } from '../../vidicore/jobs/earlierJob';
import { isoTime } from '../../vidicore/jobs/state';
import { locatedId } from '../kit/parameters';
import { startOnce } from '../paidJobs/startOnce';
import { startOptions } from '../paidJobs/startOptions';

const serviceParameters = {
	confidenceThreshold: { name: 'ConfidenceThreshold', label: 'Confidence Threshold', between: [0, 1] },
	keyframeInterval: { name: 'KeyframeInterval', label: 'Keyframe Interval (Seconds)', between: [0, Infinity] },
	unknownCollectionName: { name: 'UnknownCollectionName', label: 'Collection for Unknown Faces' },
} as const;

/** Starts the analysis of one item, unless the same is running or done: one POST, one job. */
export async function analyzeItem(context: IExecuteFunctions, http: VidiCoreHttp, item: number): Promise<IDataObject> {
	const itemId = locatedId(context, 'itemId', 'Item', item);
	const tag = String(context.getNodeParameter('options.tag', item, '')).trim();
	const options = { ...startOptions(context, item, serviceParameters), tag: tag || undefined };
	const about = await mediaVersion(http, itemId, tag || 'original');
	const job = await startOnce(context, http, item, {
		path: analyzePath(itemId),
		options,
		of: { itemId },
		about,
		marks: [],
		useDone: context.getNodeParameter('options.analyzedAlready', item, 'use') !== 'again',
		whenDone: async (done) => ({
			reason: `The same was done already, ${about === '' ? 'but whether the media have changed since could not be seen' : 'and the media have not changed since'}`,
			...(await trainedSince(context, http, options.resourceId ?? '', done)),
		}),
	});
	return {
		...job,
		itemId,
		resourceId: options.resourceId,
		...(options.callbackId ? { callbackId: options.callbackId } : {}),
	};
}

/** A hint when the service has learned since, so that looking again could find more people. It costs, so the user decides. */
async function trainedSince(
	context: IExecuteFunctions,
	http: VidiCoreHttp,
	resourceId: string,
	analysis: JobDocument,
): Promise<IDataObject> {
	const training = await trainingSince(http, resourceId, analysis, context.getExecutionCancelSignal()).catch(
		() => undefined, // it is only a hint
	);
	if (!training) return {};
	const when = isoTime(training.finished ?? '');
	return {
		hint: `The service was trained after this analysis (job ${training.jobId}, ${when}), so people it has learned since are not in it. "If It Was Analysed Already: Analyse Again" looks again, and is billed again.`,
	};
}
