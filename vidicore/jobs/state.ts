import { redact } from '../redact';
import type { JobDocument, JobTask } from './documents';

export type JobOutcome = 'running' | 'finished' | 'warning' | 'failed' | 'aborted';

/**
 * The states in which a job has not ended (documented; ABORT_PENDING is an older spelling). For the filter `state` of
 * the job list.
 */
export const runningStates = [
	'READY',
	'STARTED',
	'VIDINET_JOB',
	'WAITING',
	'HOLD',
	'ABORTED_PENDING',
	'ABORT_PENDING',
] as const;

/** Somebody has asked to end it, which takes VidiCore a while (documented). */
const isBeingAborted = (status: string): boolean => /^ABORT(ED)?_PENDING$/.test(status);

/** It has not ended, and nobody has asked to end it. */
export const goesOn = (status: string): boolean => jobOutcome(status) === 'running' && !isBeingAborted(status);

/** It has ended well, whatever its warnings. */
export const endedWell = (status: string): boolean => ['finished', 'warning'].includes(jobOutcome(status));

/** It was ended by somebody, or is being ended. */
export const isAborted = (status: string): boolean => jobOutcome(status) === 'aborted' || isBeingAborted(status);

/** The states in which a job has ended. */
export const endedStates = ['FINISHED', 'FINISHED_WARNING', 'FAILED_TOTAL', 'ABORTED'] as const;

/**
 * What a job's status word means. Results are complete only when the job has ended, not when it leaves VIDINET_JOB.
 * Words that VidiCore may add later are told by their beginning; anything else counts as still running.
 */
export function jobOutcome(status: string): JobOutcome {
	if (status.endsWith('_PENDING')) return 'running';
	if (status === 'FINISHED') return 'finished';
	if (status.startsWith('FINISHED')) return 'warning';
	if (status.startsWith('FAILED')) return 'failed';
	return status.startsWith('ABORTED') ? 'aborted' : 'running';
}

/** How a job stands in one word for people: READY is no end, it has not even begun. */
export type JobState = 'waiting' | JobOutcome;

/** HOLD and WAITING as well: nothing is done for the job until something else has happened (documented). */
export const jobState = (status: string): JobState =>
	['READY', 'HOLD', 'WAITING'].includes(status) ? 'waiting' : jobOutcome(status);

/** The value that a job keeps under that key of its metadata. */
export function jobData(job: JobDocument, key: string): string | undefined {
	return job.data?.find((entry) => entry.key === key)?.value;
}

/**
 * Why a job failed, in its own words, redacted; undefined when it says nothing. There is no error text at the top of
 * the document: it stands in the last failed task, in `errorMessage`, or in `errorMessage-STEP-SUBTASK-ATTEMPT`
 * (recorded).
 */
export function jobErrorText(job: JobDocument): string | undefined {
	const failed = tasks(job.log?.task ?? []).filter((task) => task.errorMessage);
	const text = failed.at(-1)?.errorMessage ?? jobData(job, 'errorMessage') ?? lastAttempt(job);
	return text ? redact(text.trim()) : undefined;
}

function tasks(list: JobTask[]): JobTask[] {
	return list.flatMap((task) => [task, ...tasks(task.subTask ?? [])]);
}

function lastAttempt(job: JobDocument): string | undefined {
	const numbered = (job.data ?? [])
		.map(({ key, value }) => ({ place: /^errorMessage-(\d+)-(\d+)-(\d+)$/.exec(key)?.slice(1).map(Number), value }))
		.filter((entry): entry is { place: number[]; value: string } => entry.place !== undefined && !!entry.value);
	numbered.sort((a, b) => a.place.map((n, i) => n - (b.place[i] ?? 0)).find((difference) => difference !== 0) ?? 0);
	return numbered.at(-1)?.value;
}

/** VidiCore's time stamp as ISO 8601 in UTC; the text itself when it is no time. */
export function isoTime(timestamp: string): string {
	if (!/^\d{4}-\d\d-\d\dT/.test(timestamp)) return timestamp;
	const withColon = timestamp.replace(/([+-]\d{2})(\d{2})$/, '$1:$2');
	const time = Date.parse(withColon);
	return Number.isNaN(time) ? timestamp : new Date(time).toISOString();
}
