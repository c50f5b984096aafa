import { NodeConnectionTypes, type IExecuteFunctions, type INodeExecutionData, type INodeType, type INodeTypeDescription } from 'n8n-workflow';
import { callbackLocator, searchCallbacks } from '../shared/locators/callback';
import { collectionLocator, searchCollections } from '../shared/locators/collection';
import { searchServices, serviceLocator } from '../shared/locators/service';
import { runItems } from '../shared/runItems';
import { moreParametersOption, priorityOption } from '../shared/startOptions';
import { vidiCore } from '../shared/vidiCore';
import { trainCollection } from './trainCollection.operation';

export class TrainCollection implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'VidiCore Train Collection',
		name: 'trainCollection',
		icon: { light: 'file:../../icons/vidicore.svg', dark: 'file:../../icons/vidicore.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["collectionId"] }}',
		description: 'Start a job in which the face service learns the faces of a collection of portraits',
		defaults: { name: 'Train Collection' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'vidiCoreApi', required: true }],
		properties: [
			{
				displayName: 'Each input item starts one training, and each training may be billed by VidiNet. "Wait For Job" tells when it has ended.',
				name: 'notice',
				type: 'notice',
				default: '',
			},
			collectionLocator,
			serviceLocator,
			callbackLocator,
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add option',
				default: {},
				options: [
					moreParametersOption,
					priorityOption,
					{
						displayName: 'Quality Setting',
						name: 'qualitySetting',
						type: 'string',
						default: 'Mid',
						placeholder: 'e.g. Mid',
						description: 'The least quality a portrait must have to be learned. "Mid" is known from the guide; other words go to the service as they are.',
					},
				],
			},
		],
	};

	methods = { listSearch: { searchCallbacks, searchCollections, searchServices } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runItems(this, async (item) => [await trainCollection(this, await vidiCore(this), item)]);
	}
}
