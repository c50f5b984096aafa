import { VidiCoreError } from '../errors';
import type { VidiCoreHttp } from '../http';
import type { JobDocument } from './documents';
import { isLastPage, type ListPage } from '../pages';
import { pageOfJobs, readJob, type Bounds } from './readJob';
import { jobOutcome, runningStates } from './state';

export interface WaitOptions {
	/** How long to wait at most, in milliseconds from the call. */
	limitMs: number;
	/** The longest pause between two rounds, in milliseconds; pauses begin at a second and grow by half each round. */
	maxPauseMs: number;
	signal?: AbortSignal;
}

/** How the wait for one job ended. `timedOut` and `cancelled` carry the job as last seen. */
export type WaitResult =
	| { kind: 'ended'; job: JobDocument }
	| { kind: 'timedOut'; lastStatus?: string }
	| { kind: 'cancelled'; lastStatus?: string }
	| { kind: 'unreadable'; error: VidiCoreError };

const pageSize = 500;
const atOnce = 8;

/**
 * Waits until all these jobs have ended. Each round asks once for VidiCore's list of running jobs; only a job of ours
 * that is not in it is read by itself, which is how it is known to have ended, and how its log is had. So 200 jobs
 * cost one request a round and one each at their end. Resolves to a result for every id, never throws for a single
 * job. A VidiCore that is out of reach for a while after the first round does not end the wait: its jobs go on
 * without us; and one that asks to be left alone until a certain time (Retry-After) is. Throws a VidiCoreError when
 * the first round cannot ask VidiCore at all, or later when it refuses us (a changed password).
 */
export async function waitForJobs(
	http: VidiCoreHttp,
	jobIds: readonly string[],
	options: WaitOptions,
): Promise<Map<string, WaitResult>> {
	const results = new Map<string, WaitResult>();
	const lastStatus = new Map<string, string>();
	const deadline = http.clock.now() + options.limitMs;
	let firstRound = true;
	for (let pause = 1000; ; pause = Math.min(pause * 1.5, options.maxPauseMs)) {
		const waiting = [...new Set(jobIds)].filter((id) => !results.has(id));
		// What is asked again within a round must not overrun the limit; the first round may, it is the only look there is.
		const bounds = { signal: options.signal, deadline: firstRound ? undefined : deadline };
		let leaveAloneUntil = 0;
		await round(http, waiting, results, lastStatus, bounds).catch(async (error: unknown) => {
			if (firstRound || !mayPass(error)) await Promise.reject(error);
			if (error instanceof VidiCoreError) leaveAloneUntil = error.retryAt ?? 0;
		});
		firstRound = false;
		const left = waiting.filter((id) => !results.has(id));
		if (left.length === 0) return results;
		const over = options.signal?.aborted ? 'cancelled' : http.clock.now() >= deadline ? 'timedOut' : undefined;
		if (over) {
			for (const id of left) results.set(id, { kind: over, lastStatus: lastStatus.get(id) });
			return results;
		}
		const now = http.clock.now();
		const rest = Math.max(pause, leaveAloneUntil - now);
		await http.clock.sleep(Math.max(0, Math.min(rest, deadline - now)), options.signal);
	}
}

async function round(
	http: VidiCoreHttp,
	waiting: string[],
	results: Map<string, WaitResult>,
	lastStatus: Map<string, string>,
	bounds: Bounds,
) {
	// For a single job, reading it costs no more than the list and says more.
	const running = waiting.length > 1 ? await runningJobs(http, new Set(waiting), bounds) : new Map<string, string>();
	for (const [id, status] of running) lastStatus.set(id, status);
	const others = waiting.filter((id) => !running.has(id));
	for (let start = 0; start < others.length; start += atOnce) {
		await Promise.all(others.slice(start, start + atOnce).map((id) => look(http, id, results, lastStatus, bounds)));
	}
}

async function look(
	http: VidiCoreHttp,
	id: string,
	results: Map<string, WaitResult>,
	lastStatus: Map<string, string>,
	bounds: Bounds,
) {
	try {
		const job = await readJob(http, id, bounds);
		lastStatus.set(id, job.status);
		if (jobOutcome(job.status) !== 'running') results.set(id, { kind: 'ended', job });
	} catch (error) {
		if (!(error instanceof VidiCoreError) || (!isOnlyThisJob(error) && error.kind !== 'cancelled'))
			await Promise.reject(error);
		else if (error.kind !== 'cancelled') results.set(id, { kind: 'unreadable', error });
	}
}

const mayPass = (error: unknown) =>
	error instanceof VidiCoreError &&
	(['unreachable', 'cancelled', 'badAnswer', 'notVidiCore', 'internalServer'].includes(error.kind) ||
		(error.status ?? 0) >= 500 ||
		error.status === 429);

const isOnlyThisJob = (error: VidiCoreError) =>
	error.status !== 429 && ['notFound', 'invalidInput', 'forbidden'].includes(error.kind);

/**
 * Those of the wanted jobs that VidiCore lists as running, with their states; stops paging once all are seen. Throws
 * a VidiCoreError.
 */
export async function runningJobs(
	http: VidiCoreHttp,
	wanted: ReadonlySet<string>,
	bounds: Bounds = {},
): Promise<Map<string, string>> {
	const found = new Map<string, string>();
	for (let first = 1; ;) {
		const filter = { states: runningStates, first, number: pageSize, sort: 'startTime desc' };
		const page = await pageOfJobs(http, filter, bounds).catch(refusedList);
		for (const job of page.entries) if (wanted.has(job.jobId)) found.set(job.jobId, job.status);
		if (isLastPage(page, first, pageSize) || found.size === wanted.size) return found;
		first += page.entries.length;
	}
}

/** Without the right to list everybody's jobs, each of ours is read by itself. */
const refusedList = async (error: unknown): Promise<ListPage<JobDocument>> =>
	error instanceof VidiCoreError && error.kind === 'forbidden' ? { entries: [] } : await Promise.reject(error);
