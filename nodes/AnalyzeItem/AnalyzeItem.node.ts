import { NodeConnectionTypes, type IExecuteFunctions, type INodeExecutionData, type INodeType, type INodeTypeDescription } from 'n8n-workflow';
import { callbackLocator, searchCallbacks } from '../shared/locators/callback';
import { itemLocator, searchItems } from '../shared/locators/item';
import { searchServices, serviceLocator } from '../shared/locators/service';
import { runItems } from '../shared/runItems';
import { moreParametersOption, priorityOption } from '../shared/startOptions';
import { vidiCore } from '../shared/vidiCore';
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
				displayName: 'Each input item starts one analysis, and VidiNet bills each by the minute of video. "Wait For Job" tells when it has ended.',
				name: 'notice',
				type: 'notice',
				default: '',
			},
			itemLocator,
			serviceLocator,
			callbackLocator,
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
						default: 'FoundByFaceAnalysis',
						description: 'The name of the collection that takes faces nobody knows yet. It is made when it is missing.',
					},
					{
						displayName: 'Confidence Threshold',
						name: 'confidenceThreshold',
						type: 'number',
						typeOptions: { minValue: 0, maxValue: 1, numberPrecision: 3 },
						default: 0.75,
						description: 'How sure the service must be that a face is a certain person, from 0 to 1',
					},
					{
						displayName: 'Keyframe Interval (Seconds)',
						name: 'keyframeInterval',
						type: 'number',
						typeOptions: { minValue: 0, numberPrecision: 3 },
						default: 1,
						description: 'How far apart the frames are that are looked at. Smaller is more exact and costs more.',
					},
					moreParametersOption,
					priorityOption,
					{
						displayName: 'Shape Tag',
						name: 'tag',
						type: 'string',
						default: 'original',
						description: 'Which version of the video to look at. VidiCore takes "original" when this is not set.',
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
