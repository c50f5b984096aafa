import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { callbackLocatorOptional, searchCallbacks } from '../pickers/callback';
import { itemLocator, searchItems } from '../pickers/item';
import { searchServices, serviceLocator } from '../pickers/service';
import { runItems } from '../kit/runItems';
import { costOptions } from '../paidJobs/cost';
import { moreParametersOption, priorityOption } from '../paidJobs/startOptions';
import { vidiCore } from '../kit/vidiCore';
import { analyzeItem } from './analyzeItem.operation';

export class AnalyzeItem implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'VidiCore Analyze Item',
		name: 'analyzeItem',
		icon: { light: 'file:../../icons/vidicore.svg', dark: 'file:../../icons/vidicore.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["itemId"] }}',
		description: 'Start a job in which the face service looks who is seen when in a video',
		defaults: { name: 'Analyze Item' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'vidiCoreApi', required: true }],
		properties: [
			{
				displayName:
					'VidiNet bills each analysis by the minute of video. An item whose analysis is running, or done with the same media, starts none: that job comes out. "Wait For Job" tells when it has ended.',
				name: 'notice',
				type: 'notice',
				default: '',
			},
			itemLocator,
			serviceLocator,
			// Not required by n8n's editor, because some services need none; the node itself asks for it unless the option
			// says so.
			callbackLocatorOptional,
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add option',
				default: {},
				options: [
					{
						displayName: 'Collection for Unknown Faces',
						name: 'unknownCollectionName',
						type: 'string',
						default: '',
						placeholder: 'e.g. FoundByFaceAnalysis',
						description:
							'The name of the collection that takes faces nobody knows yet. It is made when it is missing. Empty: the service takes "FoundByFaceAnalysis".',
					},
					{
						displayName: 'Confidence Threshold',
						name: 'confidenceThreshold',
						type: 'string',
						default: '',
						placeholder: 'e.g. 0.75',
						description:
							'How sure the service must be that a face is a certain person, from 0 to 1. Empty: as the service has it.',
					},
					...costOptions,
					{
						displayName: 'If It Was Analysed Already',
						name: 'analyzedAlready',
						type: 'options',
						options: [
							{
								name: 'Analyse Again',
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
					},
					{
						displayName: 'Keyframe Interval (Seconds)',
						name: 'keyframeInterval',
						type: 'string',
						default: '',
						placeholder: 'e.g. 1',
						description:
							'How far apart the frames are that are looked at. Smaller is more exact and costs more. Empty: as the service has it.',
					},
					moreParametersOption,
					priorityOption,
					{
						displayName: 'Service Needs No Callback',
						name: 'noCallback',
						type: 'boolean',
						default: false,
						description:
							'Whether to send no callback, whatever "Callback" says: for services such as Cognitive Video and Image Analysis, which need none',
					},
					{
						displayName: 'Shape Tag',
						name: 'tag',
						type: 'string',
						default: '',
						placeholder: 'e.g. lowres',
						description: 'Which version of the video to look at. Empty: VidiCore takes "original".',
					},
				],
			},
		],
	};

	methods = { listSearch: { searchCallbacks, searchItems, searchServices } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runItems(this, async (item) => [await analyzeItem(this, await vidiCore(this), item)]);
	}
}
