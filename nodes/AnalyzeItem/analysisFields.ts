import { defaultFaceGroup } from '../../vidicore/items/faceMetadata';
import { mergeGapSeconds, rowOptions, timeOptions } from '../appearances/timeOptions';
import { showWhenToo } from '../kit/field';
import { options } from '../kit/fields/grouped';
import { unmarked } from '../kit/fields/picker';
import { choice, notice, text, toggle } from '../kit/fields/plain';
import { costFields } from '../paidJobs/cost';
import { startFields, type ServiceParameter } from '../paidJobs/startOptions';
import { callbackPicker } from '../pickers/callback';
import { fromInput } from '../pickers/fromInput';
import { videoPicker } from '../pickers/item';
import { servicePicker } from '../pickers/service';
import { waitOptions } from '../waiting/waitFields';

/** How far one step goes; saved in users' workflows. */
export const steps = { start: 'analyze', wait: 'analyzeAndWait', faces: 'analyzeAndGetFaces' } as const;

export const confidenceThreshold: ServiceParameter = {
	name: 'ConfidenceThreshold',
	label: 'Confidence Threshold',
	between: [0, 1],
};
export const keyframeInterval: ServiceParameter = {
	name: 'KeyframeInterval',
	label: 'Keyframe Interval',
	between: [0, Infinity],
};
export const unknownCollection: ServiceParameter = {
	name: 'UnknownCollectionName',
	label: 'Unknown Faces Collection',
};

const { limit } = rowOptions;

const faceOptions = {
	...timeOptions,
	limit,
	group: text({
		displayName: 'Metadata Group',
		default: defaultFaceGroup,
		description: 'Where the service writes what it finds. Only other face services need another group.',
	}),
	mergeGapSeconds: mergeGapSeconds('Join appearances of the same person that are at most this far apart'),
};

/** What is asked of each analysis, however far the step goes. */
export const analysisFields = {
	notice: notice(
		'VidiNet bills each analysis by the minute of video. An item whose analysis is running, or done with the same ' +
			'media, starts none: that job is used.',
	),
	itemId: fromInput(videoPicker, 'itemId'),
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
				'How many seconds apart the frames are that are looked at. Fewer are more exact and cost more. Empty: as ' +
				'the service has it.',
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
			displayName: 'Start Even if Unfit',
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
		...showWhenToo(waitOptions, { operation: [steps.wait, steps.faces] }),
		...showWhenToo(faceOptions, { operation: [steps.faces] }),
	}),
};
