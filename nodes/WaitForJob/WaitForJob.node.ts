import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { jobLocator, searchJobs } from '../pickers/job';
import { isTool } from '../kit/n8nFunctions';
import { failedItem } from '../kit/runItems';
import { vidiCore } from '../kit/vidiCore';
import { parkUntilCalledBack } from './callBack.operation';
import { calledBack } from './callBack.webhook';
import { checkOnce } from './checkOnce.operation';
import { outputNames } from './sortedJobs';
import { tellModel } from './tellModel.operation';
import { waitHere } from './waitHere.operation';

const sortedOutputs = JSON.stringify(
	outputNames.map((displayName) => ({ type: NodeConnectionTypes.Main, displayName })),
);
const onlyWhen = (...way: string[]) => ({ displayOptions: { show: { way } } });

export class WaitForJob implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'VidiCore Wait For Job',
		name: 'waitForJob',
		icon: { light: 'file:../../icons/vidicore.svg', dark: 'file:../../icons/vidicore.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle:
			'={{ $parameter["way"] === "once" ? "check once" : ($parameter["way"] === "callBack" ? "called back, " : "") + "at most " + $parameter["limitMinutes"] + " minutes" }}',
		description: 'Wait until jobs of VidiCore have ended; the jobs of all input items are watched together',
		defaults: { name: 'Wait For Job' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: `={{ ["callBack", "once"].includes($parameter["way"]) ? ${sortedOutputs} : ["main"] }}`,
		webhooks: [{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: '', restartWebhook: true }],
		waitingNodeTooltip: '=Parked until VidiCore calls: it holds no worker and survives restarts',
		credentials: [{ name: 'vidiCoreApi', required: true }],
		properties: [
			{ ...jobLocator, default: { mode: 'id', value: '={{ $json.jobId }}' } },
			{
				displayName: 'How to Wait',
				name: 'way',
				type: 'options',
				options: [
					{
						name: 'Wait Here',
						value: 'here',
						description:
							'Stay in this node and ask VidiCore again and again. Simple, for short jobs: it holds a worker, and a restart of n8n ends it.',
					},
					{
						name: 'Let VidiCore Call Back',
						value: 'callBack',
						description:
							'Park the execution until VidiCore calls n8n. For long jobs: it holds no worker and survives restarts. VidiCore must be able to reach n8n.',
					},
					{
						name: 'Check Once',
						value: 'once',
						description: 'Look how the jobs stand and go on at once. For loops of your own.',
					},
				],
				default: 'here',
			},
			{
				displayName:
					'To be safe against a call that never comes, connect "Still Running" back to the input of this node and add the option "Check Again After". Otherwise it depends on that call alone.',
				name: 'loopNotice',
				type: 'notice',
				default: '',
				...onlyWhen('callBack'),
			},
			{
				displayName: 'Wait at Most (Minutes)',
				name: 'limitMinutes',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: 10080, numberPrecision: 2 },
				default: 60,
				description:
					'When this time is over, jobs that still run are reported as such and go on in VidiCore. It counts over all rounds when "Still Running" is led back. The tool of an AI agent waits half a minute at most and then says how the job stands, so that the agent can ask again.',
				...onlyWhen('here', 'callBack'),
			},
			{
				displayName: 'When a Job Fails',
				name: 'onFailedJob',
				type: 'options',
				options: [
					{
						name: 'Stop With Its Reason',
						value: 'error',
						description:
							'The item fails with the error text of the job; the settings of the node decide what happens then',
					},
					{
						name: 'Pass the Job On',
						value: 'output',
						description: 'The job comes out like a finished one, with outcome "failed" or "aborted"',
					},
				],
				default: 'error',
				...onlyWhen('here'),
			},
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add option',
				default: {},
				...onlyWhen('here', 'callBack'),
				options: [
					{
						displayName: 'Check Again After (Minutes)',
						name: 'checkAgainMinutes',
						type: 'number',
						typeOptions: { minValue: 1, maxValue: 1440 },
						default: 10,
						description:
							'Only together with "Still Running" connected back to this node: after how long it looks by itself, in case the call of VidiCore never came',
						displayOptions: { show: { '/way': ['callBack'] } },
					},
					{
						displayName: 'Longest Pause (Seconds)',
						name: 'maxPauseSeconds',
						type: 'number',
						typeOptions: { minValue: 1, maxValue: 300 },
						default: 15,
						description:
							'VidiCore is asked again after one second, then after longer and longer pauses, up to this one',
						displayOptions: { show: { '/way': ['here'] } },
					},
				],
			},
		],
	};

	methods = { listSearch: { searchJobs } };

	/**
	 * Nothing to register when a workflow is published: each parked execution makes its own notifications, with its own
	 * address.
	 */
	webhookMethods = {
		default: {
			checkExists: () => Promise.resolve(true),
			create: () => Promise.resolve(true),
			delete: () => Promise.resolve(true),
		},
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const http = await vidiCore(this);
		if (isTool(this)) return [await tellModel(this, http)];
		const way = this.getNodeParameter('way', 0, 'here');
		if (way === 'here') return [await waitHere(this, http)];
		try {
			return way === 'once' ? await checkOnce(this, http) : await parkUntilCalledBack(this, http);
		} catch (error) {
			const failures = this.getInputData().map((_, item) => failedItem(this, error, item));
			return outputNames.map((name) => (name === 'Failed' ? failures : []));
		}
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await calledBack(this);
	}
}
