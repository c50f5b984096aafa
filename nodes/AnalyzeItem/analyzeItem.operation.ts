import type { IDataObject } from 'n8n-workflow';
import type { VidiCoreHttp } from '../../vidicore/http';
import { analyzePath } from '../../vidicore/items/items';
import { readMediaToAnalyze } from '../../vidicore/items/mediaToAnalyze';
import type { JobDocument } from '../../vidicore/jobs/documents';
import { trainingSince } from '../../vidicore/jobs/earlierJob';
import { isoTime } from '../../vidicore/jobs/state';
import { options } from '../kit/fields/grouped';
import { unmarked } from '../kit/fields/picker';
import { choice, notice, text, toggle } from '../kit/fields/plain';
import { operation } from '../kit/operation';
import { costFields } from '../paidJobs/cost';
import { jobOutputs } from '../paidJobs/jobOutput';
import { lookedUp } from '../paidJobs/lookedUp';
import { startOnce, startOutputs } from '../paidJobs/startOnce';
import { startFields, startOptions, type ServiceParameter } from '../paidJobs/startOptions';
import { callbackPicker } from '../pickers/callback';
import { videoPicker } from '../pickers/item';
import { servicePicker } from '../pickers/service';
import { refuseUnfitMedia } from './unfitMedia';

const confidenceThreshold: ServiceParameter = {
	name: 'ConfidenceThreshold',
	label: 'Confidence Threshold',
	between: [0, 1],
};
const keyframeInterval: ServiceParameter = {
	name: 'KeyframeInterval',
	label: 'Keyframe Interval (Seconds)',
	between: [0, Infinity],
};
const unknownCollection: ServiceParameter = { name: 'UnknownCollectionName', label: 'Collection for Unknown Faces' };

/** Starts the analysis of one item, unless the same is running or done: one POST, one job. */
export const analyzeItem = operation({
	value: 'analyze',
	label: 'Analyze',
	action: 'Analyze an item',
	description: 'Let the face service look who is seen when in a video',
	fields: {
		notice: notice(
			'VidiNet bills each analysis by the minute of video. An item whose analysis is running, or done with the same ' +
				'media, starts none: that job comes out. "Wait For Job" tells when it has ended.',
		),
		itemId: videoPicker,
		resourceId: servicePicker,
		// Not marked as required, because some services need none; it is asked for unless the option says so.
		callbackId: unmarked(callbackPicker),
		options: options({
			unknownCollectionName: text({
				displayName: unknownCollection.label,
				placeholder: 'e.g. FoundByFaceAnalysis',
				description:
					'The name of the collection that takes faces nobody knows yet. It is made when it is missing. Empty: the ' +
					'service takes "FoundByFaceAnalysis".',
			}),
			confidenceThreshold: text({
				displayName: confidenceThreshold.label,
				placeholder: 'e.g. 0.75',
				description:
					'How sure the service must be that a face is a certain person, from 0 to 1. Empty: as the service has it.',
			}),
			...costFields,
			analyzedAlready: choice({
				displayName: 'If It Was Analyzed Already',
				options: [
					{
						name: 'Analyze Again',
						value: 'again',
						description: 'For example after a training: new people may be found. It is billed again.',
					},
					{
						name: 'Use What Is There',
						value: 'use',
						description:
							'Output the earlier job if it did the same with the same media; nothing is started and nothing is billed',
					},
				],
				default: 'use',
				description: 'An analysis that is still running is never started a second time, whatever is chosen here',
			}),
			keyframeInterval: text({
				displayName: keyframeInterval.label,
				placeholder: 'e.g. 1',
				description:
					'How far apart the frames are that are looked at. Smaller is more exact and costs more. Empty: as the ' +
					'service has it.',
			}),
			...startFields,
			noCallback: toggle({
				displayName: 'Service Needs No Callback',
				default: false,
				description:
					'Whether to send no callback, whatever "Callback" says: for services such as Cognitive Video and Image ' +
					'Analysis, which need none',
			}),
			startUnfit: toggle({
				displayName: 'Start Even if the Item Looks Unfit',
				default: false,
				description:
					'Whether to start although VidiCore says that the item is no video, that its file is not there, or that it ' +
					'does not lie on S3. Such a job most likely fails, and may be billed all the same.',
			}),
			tag: text({
				displayName: 'Shape Tag',
				placeholder: 'e.g. lowres',
				description: 'Which version of the video to look at. Empty: VidiCore takes "original".',
			}),
		}),
	},
	outputs: {
		...jobOutputs,
		...startOutputs,
		resourceId: 'The service',
		callbackId: 'The callback resource, when one was sent',
	},
	async run(fields, call) {
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
		return { ...job, itemId, resourceId, ...(callbackId ? { callbackId } : {}) };
	},
});

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
