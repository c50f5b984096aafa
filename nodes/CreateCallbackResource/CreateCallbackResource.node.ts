import { NodeConnectionTypes, type IExecuteFunctions, type INodeExecutionData, type INodeType, type INodeTypeDescription } from 'n8n-workflow';
import { callbackStorageTest } from '../shared/callbackStorage';
import { runItems } from '../shared/runItems';
import { vidiCore } from '../shared/vidiCore';
import { createCallbackResource } from './createCallbackResource.operation';

export class CreateCallbackResource implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'VidiCore Create Callback Resource',
		name: 'createCallbackResource',
		icon: { light: 'file:../../icons/vidicore.svg', dark: 'file:../../icons/vidicore.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["bucket"] + ($parameter["folder"] ? "/" + $parameter["folder"] : "") }}',
		description: 'Tell VidiCore the S3 folder through which the face service hands over its results',
		defaults: { name: 'Create Callback Resource' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{ name: 'vidiCoreApi', required: true },
			{ name: 'vidiCoreCallbackStorageApi', required: true, testedBy: 'callbackStorageTest' },
		],
		properties: [
			{
				displayName:
					'The bucket must let the face service read and write in this folder (see the README). Run this node as often as you like: a callback that is there already is used again.',
				name: 'notice',
				type: 'notice',
				default: '',
			},
			{
				displayName: 'Bucket',
				name: 'bucket',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. my-station-callback',
				description: 'The S3 bucket for the results of the face service',
			},
			{
				displayName: 'Folder',
				name: 'folder',
				type: 'string',
				default: 'vidinet-callback',
				placeholder: 'e.g. vidinet-callback',
				description: 'A folder of that bucket which is used for nothing else and which no storage of VidiCore scans',
			},
		],
	};

	methods = { credentialTest: { callbackStorageTest } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runItems(this, async (item) => [await createCallbackResource(this, await vidiCore(this), item)]);
	}
}
