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
import { checkBucket } from './check.operation';
import { giveBucketAccess } from './giveAccess.operation';
import { showWhatToDo } from './showWhatToDo.operation';
import { takeBucketAccessAway } from './takeAccessAway.operation';

const operations = {
	giveAccess: giveBucketAccess,
	check: checkBucket,
	showWhatToDo,
	takeAccessAway: takeBucketAccessAway,
};

/**
 * Beside Create Callback Resource and not in it: the buckets of the source media have nothing to do with a callback,
 * there are often several, and they often belong to somebody with other keys.
 */
export class PrepareBucket implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'VidiCore Prepare Bucket',
		name: 'prepareBucket',
		icon: { light: 'file:../../icons/vidicore.svg', dark: 'file:../../icons/vidicore.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle:
			'={{ ({ giveAccess: "Give access", check: "Check", showWhatToDo: "Show what to do", takeAccessAway: "Take access away" })[$parameter["operation"]] + ": " + $parameter["bucket"] }}',
		description: 'Let the face service read your media and write its results in S3, or check whether it may',
		defaults: { name: 'Prepare Bucket' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{ name: 'vidiCoreCallbackStorageApi', required: true, testedBy: 'callbackStorageTest' },
			{
				name: 'vidiCoreApi',
				required: false,
				displayOptions: { show: { operation: ['check'], purpose: ['callback'] } },
			},
		],
		properties: [
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				options: [
					{
						name: 'Check',
						value: 'check',
						action: 'Check a bucket',
						description: 'Look whether all is as the face service needs it, and say what to do. Changes nothing.',
					},
					{
						name: 'Give Access',
						value: 'giveAccess',
						action: 'Give the face service access to a bucket',
						description:
							'Add one statement to the policy of the bucket. What others have written there stays as it is.',
					},
					{
						name: 'Show What to Do',
						value: 'showWhatToDo',
						action: 'Show what to do for a bucket',
						description: 'Change nothing; the output holds the exact statements to paste',
					},
					{
						name: 'Take Access Away',
						value: 'takeAccessAway',
						action: 'Take the access to a bucket away',
						description: 'Take the statement for this bucket and folder out again, and nothing else',
					},
				],
				default: 'giveAccess',
			},
			{
				displayName: 'What For',
				name: 'purpose',
				type: 'options',
				options: [
					{
						name: 'Read Source Media',
						value: 'source',
						description: 'The bucket, or a folder of it, where VidiCore’s videos and portraits lie',
					},
					{
						name: 'Write Results',
						value: 'callback',
						description: 'The callback folder. "VidiCore Create Callback Resource" can prepare it too.',
					},
				],
				default: 'source',
				description: 'What the face service does in this bucket',
			},
			{ ...bucketField, placeholder: 'e.g. my-station-media' },
			{
				displayName: 'Folder',
				name: 'folder',
				type: 'string',
				default: '',
				placeholder: 'e.g. videos/2026',
				description: 'Only this folder of the bucket; leave it empty for all of it',
			},
			{
				displayName: 'Output',
				name: 'output',
				type: 'options',
				options: [
					{
						name: 'One Item With All Requirements',
						value: 'summary',
						description: 'Right when another node follows, such as an IF on "ready"',
					},
					{ name: 'One Item per Requirement', value: 'requirements', description: 'Right for a list or a message' },
				],
				default: 'summary',
				displayOptions: { show: { operation: ['check'] } },
			},
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add option',
				default: {},
				options: [
					{
						displayName: 'Create Bucket if Missing',
						name: 'createIfMissing',
						type: 'boolean',
						default: false,
						displayOptions: { show: { '/operation': ['giveAccess'] } },
						description:
							'Whether to create the bucket, in the region of the storage credential, when there is none of that name',
					},
					{ ...despiteConditionsOption, displayOptions: { show: { '/operation': ['giveAccess'] } } },
					principalOption,
				],
			},
		],
	};

	methods = { credentialTest: { callbackStorageTest } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runItems(this, async (item) => {
			const operation = this.getNodeParameter('operation', item) as keyof typeof operations;
			return await operations[operation](this, item);
		});
	}
}
