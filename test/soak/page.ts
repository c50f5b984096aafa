import type { Driven } from './drive';
import type { Judged } from './judge';
import { calledWorkflows } from './workflows';

/** How a soak was run. */
export interface Soaked {
	minutes: number;
	seed: number;
	withFaults: boolean;
	driven: Driven;
	broken: ReadonlyMap<string, number>;
	judged: Judged;
	/** `30 November 2026`. */
	day: string;
}

type Cell = string | number;

const table = (head: string[], rows: Cell[][]): string =>
	[head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

const sentences = (...all: string[]): string => all.join(' ');

/** The page docs/soak.md. */
export function soakPage(soaked: Soaked): string {
	const { driven, broken, judged } = soaked;
	const { executions, errors, paid, alerts, left } = judged;
	return [
		'# Hours of trouble',
		howItIsRun,
		lastRun(soaked),
		'## Started = finished, or failed clearly',
		sentences(
			'"Crashed" is n8n’s word for an execution whose process was killed. "Unclear" are those that never came to an',
			'end, or to an error without a sentence.',
		),
		table(
			['workflow', 'calls taken', 'answer lost', 'executions', 'success', 'error', 'crashed', 'unclear'],
			Object.entries(executions).map(([name, { success, error, crashed, unclear }]) => {
				const all = success + error + crashed + unclear;
				return [name, ...callsOf(driven, name), all, success, error, crashed, unclear];
			}),
		),
		'Why those failed that did:',
		table(
			['how many', 'workflow: sentence'],
			byCount(errors).map(([words, times]) => [times, words.replaceAll('|', '/')]),
		),
		'## Each paid job once',
		sentences(
			`${paid.analyses} analyses and ${paid.trainings} trainings ran.`,
			`Second ones for the same order: ${[paid.doubles.length, ...paid.doubles].join(' ')}.`,
		),
		'## What the triggers told',
		howTriggersCount,
		table(
			['trigger', 'jobs that ended', 'missed', 'told twice'],
			Object.entries(alerts).map(([name, { jobs, missed, twice }]) => [
				name === 'told' ? 'VidiCore Trigger' : 'VidiCore Polling Trigger',
				...[jobs, missed, twice],
			]),
		),
		'## Memory',
		'Resident memory, medians of the first and the last quarter. A process that was killed begins anew.',
		table(
			['process', 'samples', 'first quarter, MB', 'last quarter, MB'],
			Object.entries(driven.memory).map(([name, values]) => [name, values.length, ...quarters(values)]),
		),
		'## What was left behind',
		table(
			['where', 'what', 'how many'],
			[
				['VidiCore', 'notifications (requests to call n8n)', left.notifications],
				['VidiCore', 'jobs that still run', left.runningJobs],
				['VidiCore', 'items without a file', left.itemsWithoutFile],
				['S3', 'files in the callback folder', left.callbackFiles],
				['Redis', 'executions that wait or are in work', left.queue.waiting + left.queue.active],
				['Redis', 'keys in all', left.queue.keys],
			],
		),
		'## What was broken',
		table(['what', 'how often'], byCount(broken)),
	].join('\n\n');
}

const howItIsRun = sentences(
	'Written by `npm run soak`. n8n runs in queue mode (one main, two workers, PostgreSQL, Redis) with workflows that',
	'import and analyze files, train, make reels, and are started by both triggers. Meanwhile one request in forty',
	'between n8n and VidiCore goes wrong, and every 20 to 60 seconds main, a worker, PostgreSQL, Redis or VidiCore is',
	'killed and started again. Our nodes are tried again by n8n ("Retry On Fail"), as people set it for what runs alone.',
);

const howTriggersCount = sentences(
	'*VidiCore Trigger* is called, and what VidiCore cannot deliver in time gets lost; *VidiCore Polling Trigger* asks.',
	'An execution that crashed behind a trigger counts as missed; one that n8n ran a second time after its worker had',
	'died, as told twice.',
);

const lastRun = ({ day, minutes, seed, withFaults }: Soaked): string =>
	sentences(
		`\`npm run soak -- --minutes 120\` is the whole of it. This is the run of ${day}:`,
		`\`npm run soak -- --minutes ${minutes} --seed ${seed}${withFaults ? '' : ' --no-faults'}\`,`,
		'on a machine with two cores that was busy otherwise.',
	);

function callsOf({ taken, unclear }: Driven, name: string): [taken: Cell, unclear: Cell] {
	const own = calledWorkflows.find((one) => one === name);
	return own ? [taken[own], unclear[own]] : ['', ''];
}

const byCount = (counts: ReadonlyMap<string, number>): Array<[string, number]> =>
	[...counts].sort(([, a], [, b]) => b - a);

const median = (values: number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Medians of the first and of the last quarter, in MB. */
function quarters(values: number[]): [first: number, last: number] {
	const size = Math.max(1, Math.floor(values.length / 4));
	return [median(values.slice(0, size)), median(values.slice(-size))];
}
