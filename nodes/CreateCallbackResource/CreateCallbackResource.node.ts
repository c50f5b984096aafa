import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { bucketField, despiteConditionsOption, principalOption } from '../buckets/bucketFields';
import { callbackStorageTest } from '../buckets/callbackStorage';
import { runItems } from '../kit/runItems';
import { vidiCore } from '../kit/vidiCore';
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
				displayName: 'Run this node as often as you like: a callback that is there already is used again.',
				name: 'notice',
				type: 'notice',
				default: '',
			},
			{ ...bucketField, description: 'The S3 bucket for the results of the face service' },
			{
				displayName: 'Folder',
				name: 'folder',
				type: 'string',
				default: 'vidinet-callback',
				placeholder: 'e.g. vidinet-callback',
				description: 'A folder of that bucket which is used for nothing else and which no storage of VidiCore scans',
			},
			{
				displayName: 'Access for the Face Service',
				name: 'bucketAccess',
				type: 'options',
				options: [
					{
						name: 'Prepare the Bucket',
						value: 'prepare',
						description:
							'Create the bucket if it is missing, and add one statement to its policy. What others have written there stays as it is.',
					},
					{
						name: 'Only Show What to Do',
						value: 'show',
						description: 'Change nothing in S3; the output holds the exact statements to paste',
					},
					{ name: 'Leave the Bucket Alone', value: 'leave', description: 'Neither look at the bucket nor change it' },
				],
				default: 'show',
				description:
					'The service writes its results into this folder as a user of its own, whom the bucket must let in',
			},
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add option',
				default: {},
				displayOptions: { hide: { bucketAccess: ['leave'] } },
				options: [despiteConditionsOption, principalOption],
			},
		],
	};

	methods = { credentialTest: { callbackStorageTest } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runItems(this, async (item) => [await createCallbackResource(this, await vidiCore(this), item)]);
	}
}
