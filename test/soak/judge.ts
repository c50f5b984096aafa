import type { JobDocument } from '../../vidicore/jobs/documents';
import { listJobs } from '../../vidicore/jobs/readJob';
import { isAborted, jobData, jobOutcome } from '../../vidicore/jobs/state';
import { pause } from './chaos';
import { leftBehind, type Left } from './leftBehind';
import type { Stage } from './stage';

/** How the executions of one workflow have ended. */
export interface Ended {
	success: number;
	/** With a sentence. */
	error: number;
	/** n8n says of them that their process died. */
	crashed: number;
	/** Those that have not come to an end, or to an error without a word. */
	unclear: number;
}

export interface Judged {
	executions: Record<string, Ended>;
	/** The sentences of those that failed, with how many said so. */
	errors: Map<string, number>;
	/** Paid jobs that were started and not aborted at once, and how many of them were a second one for the same word. */
	paid: { analyses: number; trainings: number; doubles: string[] };
	/** Jobs that ended, and how many of them each trigger told of: never, once, more often. */
	alerts: Record<'told' | 'asking', { jobs: number; missed: number; twice: number }>;
	left: Left;
}

/** What is not as it should be, a line each. What failed clearly is none: breaking things leads to it. */
export function troubles({ executions, paid, left, alerts }: Judged): string[] {
	const lost = (executions.asking?.crashed ?? 0) + (executions.asking?.error ?? 0) === 0;
	const counted: Array<[string, number]> = [
		['executions neither finished nor failed clearly', sumOf(Object.values(executions).map(({ unclear }) => unclear))],
		['paid jobs for the second time', paid.doubles.length],
		['notifications left in VidiCore', left.notifications],
		['jobs that still run', left.runningJobs],
		['files left in the callback folder', left.callbackFiles],
		['executions left in Redis', left.queue.waiting + left.queue.active],
		['jobs that the polling trigger has missed, although no execution failed', lost ? alerts.asking.missed : 0],
	];
	return counted.filter(([, number]) => number > 0).map(([what, number]) => `${what}: ${number}`);
}

const sumOf = (numbers: number[]): number => numbers.reduce((sum, number) => sum + number, 0);

const going = ['new', 'running', 'waiting', 'unknown'];

/** Waits until nothing goes on any more, some minutes at most, and looks at what came of it all. */
export async function judge(stage: Stage, since: number, log: (line: string) => void): Promise<Judged> {
	await rested(stage, log);
	const { lab, workflows } = stage;
	const { rest } = lab.n8n;
	const errors = new Map<string, number>();
	const executions: Judged['executions'] = {};
	for (const [name, workflow] of Object.entries(workflows)) {
		const ended: Ended = { success: 0, error: 0, crashed: 0, unclear: 0 };
		for (const { id, status } of await rest.executions(workflow)) {
			const state = status === 'success' || status === 'crashed' || status === 'error' ? status : 'unclear';
			const words = state === 'error' ? ((await rest.ended(id)).error?.message ?? '') : '';
			ended[state === 'error' && words === '' ? 'unclear' : state] += 1;
			if (state !== 'success') count(errors, state === 'error' ? `${name}: ${plain(words)}` : `${name}: (${status})`);
		}
		executions[name] = ended;
	}
	const jobs = (await allJobs(stage)).filter(
		({ started }) => Date.parse(started?.replace('+0000', 'Z') ?? '') >= since,
	);
	const paid = paidOf(jobs);
	const alerts = { told: alertsOf(stage, 'told', jobs), asking: alertsOf(stage, 'asking', jobs) };
	for (const name of ['told', 'asking'] as const) await rest.unpublish(workflows[name]);
	return { executions, errors, paid, alerts, left: await leftBehind(stage, jobs) };
}

const count = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);

/** A sentence without what differs from one to the other. */
const plain = (words: string): string =>
	words
		.replace(/\b(ingest|retrain|reel)-\d+/g, '…')
		.replace(/[A-Z]+-\d+|\d+/g, 'N')
		.slice(0, 160);

async function rested({ lab, workflows }: Stage, log: (line: string) => void): Promise<void> {
	for (const deadline = Date.now() + 6 * 60_000; Date.now() < deadline; await pause(5000)) {
		let left = 0;
		for (const workflow of Object.values(workflows))
			left += (await lab.n8n.rest.executions(workflow)).filter(({ status }) => going.includes(status)).length;
		if (left === 0) break;
		log(`  ${left} executions are under way`);
	}
	// The polling trigger looks every minute.
	await pause(75_000);
}

async function allJobs({ http }: Stage): Promise<JobDocument[]> {
	const all: JobDocument[] = [];
	for (;;) {
		const page = await listJobs(http, { sort: 'jobId asc', first: all.length + 1, number: 100, withMetadata: true });
		all.push(...page);
		if (page.length === 0) return all;
	}
}

/** What was paid for by the words of the workflows; jobs that were aborted do not count. */
export function paidOf(jobs: JobDocument[]): Judged['paid'] {
	const marked = jobs.filter((job) => jobData(job, 'cognitive_service_Mark') !== undefined);
	const stayed = marked.filter(({ status }) => !isAborted(status));
	const words = stayed.map((job) => jobData(job, 'cognitive_service_Mark') ?? '');
	return {
		analyses: stayed.filter(({ type }) => type === 'ANALYZE').length,
		trainings: stayed.filter(({ type }) => type !== 'ANALYZE').length,
		doubles: words.filter((word, at) => words.indexOf(word) !== at),
	};
}

function alertsOf({ recorder, workflows }: Stage, name: 'told' | 'asking', jobs: JobDocument[]) {
	const ended = jobs.filter(({ status }) => jobOutcome(status) !== 'running');
	const told = recorder.records.filter(({ workflow }) => workflow === workflows[name]).map(({ job }) => job);
	const times = ended.map(({ jobId }) => told.filter((job) => job === jobId).length);
	return {
		jobs: ended.length,
		missed: times.filter((time) => time === 0).length,
		twice: times.filter((time) => time > 1).length,
	};
}
