import type { IDataObject } from 'n8n-workflow';
import type { VidiCoreHttp } from '../../vidicore/http';
import { analyzePath } from '../../vidicore/items/items';
import { readMediaToAnalyze, type MediaToAnalyze } from '../../vidicore/items/mediaToAnalyze';
import type { JobDocument } from '../../vidicore/jobs/documents';
import { trainingSince } from '../../vidicore/jobs/trainings';
import { isoTime } from '../../vidicore/jobs/state';
import type { Values } from '../kit/field';
import type { Call } from '../kit/operation';
import { jobOutputs } from '../paidJobs/jobOutput';
import { lookedUp } from '../paidJobs/lookedUp';
import { startOnce } from '../paidJobs/startOnce';
import { startOptions } from '../paidJobs/startOptions';
import { startOutputs } from '../paidJobs/startOutputs';
import { confidenceThreshold, keyframeInterval, unknownCollection, type analysisFields } from './analysisFields';
import { refuseUnfitMedia } from './unfitMedia';

/** What is said of a start. */
export const analysisOutputs = {
	...jobOutputs,
	...startOutputs,
	resourceId: 'The service',
	callbackId: 'The callback resource, when one was sent',
};

/**
 * Starts the analysis of one item, unless the same is running or done: one POST, one job. Resolves to the job, and
 * whether it was started. Throws a UserError and VidiCoreErrors.
 */
export async function startAnalysis(fields: Values<typeof analysisFields>, call: Call): Promise<IDataObject> {
	const { itemId } = fields;
	const { tag } = fields.options;
	const http = await call.vidiCore();
	const start = {
		...startOptions(fields, [
			[confidenceThreshold, fields.options.confidenceThreshold],
			[keyframeInterval, fields.options.keyframeInterval],
			[unknownCollection, fields.options.unknownCollectionName],
		]),
		tag: tag || undefined,
	};
	const shape = tag || 'original';
	const media = await lookedUp(`The media of ${itemId}`, readMediaToAnalyze(http, itemId, shape));
	const about = media.version;
	const job = await startOnce(call, http, {
		path: analyzePath(itemId),
		options: start,
		of: { itemId },
		about,
		cost: fields.options,
		marks: [],
		givesWay: true,
		refuse: () => {
			const { noCallback, startUnfit } = fields.options;
			if (!startUnfit) refuseUnfitMedia(media, { itemId, tag: shape, faces: !noCallback });
		},
		useDone: fields.options.analyzedAlready === 'use',
		whenDone: async (done) => ({
			reason:
				about === ''
					? 'The same was done already, but whether the media have changed since could not be seen'
					: 'The same was done already, and the media have not changed since',
			...(await trainedSince(http, start.resourceId ?? '', done, call.signal)),
		}),
	});
	const { resourceId, callbackId } = start;
	return { ...job, ...notSeen(media, itemId, job), itemId, resourceId, ...(callbackId ? { callbackId } : {}) };
}

/**
 * A user without the right to see shapes may well have the one to analyze, so that he is not kept from it; but nobody
 * looked at what will be paid.
 */
function notSeen({ shapes }: MediaToAnalyze, itemId: string, { started, hint }: IDataObject): IDataObject {
	if (shapes !== undefined || started !== true) return {};
	const why = `VidiCore does not let this user see the shapes of ${itemId}: whether they are fit is not known`;
	return { hint: hint ? `${String(hint)}. ${why}` : why };
}

/**
 * A hint when the service has learned since, so that looking again could find more people. It costs, so the user
 * decides.
 */
async function trainedSince(
	http: VidiCoreHttp,
	resourceId: string,
	analysis: JobDocument,
	signal?: AbortSignal,
): Promise<IDataObject> {
	const training = await trainingSince(http, resourceId, analysis, signal).catch(
		() => undefined, // it is only a hint
	);
	if (!training) return {};
	const when = isoTime(training.finished ?? '');
	return {
		hint:
			`The service was trained after this analysis (job ${training.jobId}, ${when}), so people it has learned since ` +
			'are not in it. "If It Was Analyzed Already: Analyze Again" looks again, and is billed again.',
	};
}
