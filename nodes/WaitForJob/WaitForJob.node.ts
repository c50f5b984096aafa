import { NodeConnectionTypes, type IExecuteFunctions, type INodeExecutionData, type INodeType, type INodeTypeDescription } from 'n8n-workflow';
import { jobLocator, searchJobs } from '../shared/locators/job';
import { vidiCore } from '../shared/vidiCore';
import { waitForJobsOfItems } from './waitForJob.operation';

export class WaitForJob implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'VidiCore Wait For Job',
		name: 'waitForJob',
		icon: { light: 'file:../../icons/vidicore.svg', dark: 'file:../../icons/vidicore.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ "At most " + $parameter["limitMinutes"] + " minutes" }}',
		description: 'Wait until jobs of VidiCore have ended; the jobs of all input items are watched together',
		defaults: { name: 'Wait For Job' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'vidiCoreApi', required: true }],
		properties: [
			{ ...jobLocator, default: { mode: 'id', value: '={{ $json.jobId }}' } },
			{
				displayName: 'Wait at Most (Minutes)',
				name: 'limitMinutes',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: 1440, numberPrecision: 2 },
				default: 60,
				description: 'When this time is over, jobs that still run are reported as such and go on in VidiCore. 0 looks once and does not wait.',
			},
			{
				displayName: 'When a Job Fails',
				name: 'onFailedJob',
				type: 'options',
				options: [
					{ name: 'Stop With Its Reason', value: 'error', description: 'The item fails with the error text of the job; the settings of the node decide what happens then' },
					{ name: 'Pass the Job On', value: 'output', description: 'The job comes out like a finished one, with outcome "failed" or "aborted"' },
				],
				default: 'error',
			},
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add option',
				default: {},
				options: [
					{
						displayName: 'Longest Pause (Seconds)',
						name: 'maxPauseSeconds',
						type: 'number',
						typeOptions: { minValue: 1, maxValue: 300 },
						default: 15,
						description: 'VidiCore is asked again after one second, then after longer and longer pauses, up to this one',
					},
				],
			},
		],
	};

	methods = { listSearch: { searchJobs } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [await waitForJobsOfItems(this, await vidiCore(this))];
	}
}
