import { showWhen } from '../kit/field';
import { optional } from '../kit/fields/grouped';
import { choice, notice, number } from '../kit/fields/plain';

const staying = [
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
] as const;

const name = { displayName: 'How to Wait', default: 'here' } as const;

/** How to wait until the end. */
export const wayToEnd = choice({ ...name, options: staying });

/** The same, or only to look. */
export const way = choice({
	...name,
	options: [
		...staying,
		{
			name: 'Check Once',
			value: 'once',
			description: 'Look how the jobs stand and go on at once. For loops of your own.',
		},
	],
});

/** What belongs to the ways of waiting, for nodes whose field `way` holds one. */
export const waitFields = {
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
					description: 'The job comes out like a finished one, with "failed" or "aborted" as its state',
				},
			],
			default: 'error',
		}),
		{ way: ['here'] },
	),
};

/** Options of the ways of waiting. */
export const waitOptions = {
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
};
