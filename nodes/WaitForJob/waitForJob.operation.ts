import { showWhen } from '../kit/field';
import { options, optional } from '../kit/fields/grouped';
import { choice, notice, number } from '../kit/fields/plain';
import { isTool } from '../kit/n8nFunctions';
import { operationOnAll } from '../kit/operation';
import { vidiCore } from '../kit/vidiCore';
import { jobOutputs } from '../paidJobs/jobOutput';
import { jobPicker } from '../pickers/job';
import { parkUntilCalledBack } from './callBack';
import { checkOnce } from './checkOnce';
import { failed } from './sortedJobs';
import { tellModel } from './tellModel';
import { waitHere } from './waitHere';

const fields = {
	jobId: { ...jobPicker, property: { ...jobPicker.property, default: { mode: 'id', value: '={{ $json.jobId }}' } } },
	way: choice({
		displayName: 'How to Wait',
		options: [
			{
				name: 'Wait Here',
				value: 'here',
				description:
					'Stay in this node and ask VidiCore again and again. Simple, for short jobs: it holds a worker, and a ' +
					'restart of n8n ends it.',
			},
			{
				name: 'Let VidiCore Call Back',
				value: 'callBack',
				description:
					'Park the execution until VidiCore calls n8n. For long jobs: it holds no worker and survives restarts. ' +
					'VidiCore must be able to reach n8n.',
			},
			{
				name: 'Check Once',
				value: 'once',
				description: 'Look how the jobs stand and go on at once. For loops of your own.',
			},
		],
		default: 'here',
	}),
	loopNotice: showWhen(
		notice(
			'To be safe against a call that never comes, connect "Still Running" back to the input of this node and add ' +
				'the option "Check Again After". Otherwise it depends on that call alone.',
		),
		{ way: ['callBack'] },
	),
	limitMinutes: showWhen(
		number({
			displayName: 'Wait at Most (Minutes)',
			default: 60,
			minValue: 0,
			maxValue: 10080,
			precision: 2,
			description:
				'When this time is over, jobs that still run are reported as such and go on in VidiCore. It counts over all ' +
				'rounds when "Still Running" is led back. The tool of an AI agent waits half a minute at most and then says ' +
				'how the job stands, so that the agent can ask again.',
		}),
		{ way: ['here', 'callBack'] },
	),
	onFailedJob: showWhen(
		choice({
			displayName: 'When a Job Fails',
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
		}),
		{ way: ['here'] },
	),
	options: showWhen(
		options({
			checkAgainMinutes: showWhen(
				optional(
					number({
						displayName: 'Check Again After (Minutes)',
						default: 10,
						minValue: 1,
						maxValue: 1440,
						description:
							'Only together with "Still Running" connected back to this node: after how long it looks by itself, in ' +
							'case the call of VidiCore never came',
					}),
				),
				{ way: ['callBack'] },
			),
			maxPauseSeconds: showWhen(
				number({
					displayName: 'Longest Pause (Seconds)',
					default: 15,
					minValue: 1,
					maxValue: 300,
					description: 'VidiCore is asked again after one second, then after longer and longer pauses, up to this one',
				}),
				{ way: ['here'] },
			),
		}),
		{ way: ['here', 'callBack'] },
	),
};

/** Waits for the jobs of all input items together; how, is asked of the first. */
export const waitForJob = operationOnAll({
	value: 'wait',
	label: 'Wait',
	action: 'Wait until jobs have ended',
	description: 'Wait until jobs of VidiCore have ended; the jobs of all input items are watched together',
	fields,
	outputs: {
		...jobOutputs,
		next: 'As the tool of an agent: what to do next',
		'*': 'Called back or checked once: the fields of the input as well',
	},
	async runAll(items, context) {
		const http = await vidiCore(context);
		const [first] = items;
		if (!first) return [[]];
		if (isTool(context)) return [await tellModel(items, first, context, http)];
		if (first.way === 'here') return [await waitHere(items, first, context, http)];
		return first.way === 'once'
			? await checkOnce(items, context, http)
			: await parkUntilCalledBack(items, first, context, http);
	},
	failureOutput: (context) => (isTool(context) || context.getNodeParameter('way', 0, 'here') === 'here' ? 0 : failed),
});
