import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { callbackLocator, searchCallbacks } from '../pickers/callback';
import { collectionLocator, searchCollections } from '../pickers/collection';
import { searchServices, serviceLocator } from '../pickers/service';
import { runItems } from '../kit/runItems';
import { costOptions } from '../paidJobs/cost';
import { moreParametersOption, priorityOption } from '../paidJobs/startOptions';
import { vidiCore } from '../kit/vidiCore';
import { reportTraining } from './report.operation';
import { trainCollection } from './trainCollection.operation';

const whenStarting = { displayOptions: { show: { operation: ['start'] } } };

export class TrainCollection implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'VidiCore Train Collection',
		name: 'trainCollection',
		icon: { light: 'file:../../icons/vidicore.svg', dark: 'file:../../icons/vidicore.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle:
			'={{ ($parameter["operation"] === "report" ? "what was learned of " : "") + $parameter["collectionId"] }}',
		description: 'Start a job in which the face service learns the faces of a collection of portraits',
		defaults: { name: 'Train Collection' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'vidiCoreApi', required: true }],
		properties: [
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				options: [
					{
						name: 'Start Training',
						value: 'start',
						action: 'Start the training of a collection',
						description: 'Let the service learn the portraits of the collection',
					},
					{
						name: 'Report What Was Learned',
						value: 'report',
						action: 'Report what of a collection was learned',
						description:
							'Which pictures are in the model, which were refused and why, and which are new. Starts nothing and costs nothing.',
					},
				],
				default: 'start',
			},
			{
				displayName:
					'Each training may be billed by VidiNet. A collection without new pictures, or whose training is running, starts none: the last training comes out. "Wait For Job" tells when it has ended.',
				name: 'notice',
				type: 'notice',
				default: '',
				...whenStarting,
			},
			collectionLocator,
			{ ...serviceLocator, ...whenStarting },
			{ ...callbackLocator, ...whenStarting },
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add option',
				default: {},
				...whenStarting,
				options: [
					...costOptions,
					moreParametersOption,
					{
						displayName: 'Only When There Is New Material',
						name: 'onlyNew',
						type: 'boolean',
						default: true,
						description:
							'Whether to start only if the collection holds a picture that was not learned yet. Otherwise the last training comes out, with "started: false" and the reason. Switch it off to train again all the same.',
					},
					priorityOption,
					{
						displayName: 'Quality Setting',
						name: 'qualitySetting',
						type: 'string',
						default: '',
						placeholder: 'e.g. Mid',
						description:
							'The least quality a portrait must have to be learned. "Mid" is known from the guide; other words go to the service as they are. Empty: as the service has it.',
					},
				],
			},
		],
	};

	methods = { listSearch: { searchCallbacks, searchCollections, searchServices } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const operation = this.getNodeParameter('operation', 0, 'start') === 'report' ? reportTraining : trainCollection;
		return await runItems(this, async (item) => [await operation(this, await vidiCore(this), item)]);
	}
}
