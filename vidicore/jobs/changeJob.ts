import { ask } from '../answers';
import { VidiCoreError } from '../errors';
import { segment, type VidiCoreHttp } from '../http';
import { jobOf, type JobDocument } from './documents';
import { listJobs } from './readJob';
import { leavesOpen, lookAfterMs, UnknownStart, type JobPriority } from './startJob';
import { isoTime, jobData, jobOutcome } from './state';

/**
 * Asks VidiCore to end a job, which takes it a while (documented: ABORTED_PENDING). `reason` is for those who look at
 * the job in VidiCore. Throws a VidiCoreError.
 */
export async function abortJob(
	http: VidiCoreHttp,
	jobId: string,
	{ reason, signal }: { reason?: string; signal?: AbortSignal } = {},
): Promise<void> {
	const query = reason === undefined ? [] : [['reason', reason] as const];
	await http.send('DELETE', `/API/job/${segment(jobId)}`, { query, signal });
}

/** A job that was started again, or the one that does the same already. */
export interface RunAgain {
	job: JobDocument;
	started: boolean;
}

/**
 * Starts a job again with all its parameters (documented), unless the same runs already: one POST, never repeated. The
 * new job bears the words of the old one, so that after a lost answer it is told by what was not listed before. Throws
 * a VidiCoreError, and an UnknownStart when nobody can tell.
 */
export async function runJobAgain(
	http: VidiCoreHttp,
	job: JobDocument,
	priority: JobPriority | undefined,
	signal?: AbortSignal,
): Promise<RunAgain> {
	const before = await likeIt(http, job, signal);
	const running = before.find(({ status }) => jobOutcome(status) === 'running');
	if (running) return { job: running, started: false };
	const known = new Set([job.jobId, ...before.map(({ jobId }) => jobId)]);
	const query = priority === undefined ? [] : [['priority', priority] as const];
	try {
		const path = `/API/job/${segment(job.jobId)}/re-run`;
		return { job: jobOf(await ask(http, 'POST', path, 'the job', { query, body: '{}', signal })), started: true };
	} catch (error) {
		if (!(error instanceof VidiCoreError) || !leavesOpen(error)) return await Promise.reject(error);
		return { job: await newOne(http, job, known, error, signal), started: true };
	}
}

async function newOne(
	http: VidiCoreHttp,
	job: JobDocument,
	known: ReadonlySet<string>,
	cause: VidiCoreError,
	signal?: AbortSignal,
): Promise<JobDocument> {
	for (const pause of lookAfterMs) {
		await http.clock.sleep(pause, signal);
		const now = await likeIt(http, job).catch(() => []); // the look-up may meet the same trouble
		const made = now.find(({ jobId }) => !known.has(jobId));
		if (made) return made;
	}
	throw new UnknownStart(
		`${cause.message}; no job like ${job.jobId} is listed since. Look at VidiCore’s jobs before you run it again.`,
		cause,
	);
}

/** The newest jobs of the same type on the same item, in no order that counts; without those before it. */
async function likeIt(http: VidiCoreHttp, job: JobDocument, signal?: AbortSignal): Promise<JobDocument[]> {
	const itemId = jobData(job, 'itemId') ?? jobData(job, 'item');
	const filter = { types: job.type ? [job.type] : [], withMetadata: true, sort: 'startTime desc', number: 100 };
	const found = await listJobs(http, filter, { signal });
	const began = isoTime(job.started ?? '');
	return found.filter(
		(one) =>
			one.jobId !== job.jobId &&
			(jobData(one, 'itemId') ?? jobData(one, 'item')) === itemId &&
			isoTime(one.started ?? '') >= began,
	);
}
