import { isFinal, VidiCoreError } from '../errors';
import type { VidiCoreHttp } from '../http';
import type { JobDocument } from '../jobs/documents';
import { listJobs, pageOfJobs, readJob } from '../jobs/readJob';
import { endedStates, isoTime, jobOutcome } from '../jobs/state';
import { isLastPage } from '../pages';
import { fresh, isReadable, lookFrom, type Cursor, type Happened } from './cursor';

const pageSize = 200;

/**
 * Jobs that ended since the cursor, in order of their end, with their metadata, page by page until there are no more.
 * A job that ends while pages are read may slip through; the next look, which goes back some minutes, finds it.
 * Throws a VidiCoreError.
 */
export async function jobsEndedSince(
	http: VidiCoreHttp,
	cursor: Cursor,
	types: readonly string[],
): Promise<{ events: JobDocument[]; cursor: Cursor }> {
	const found: Array<Happened<JobDocument>> = [];
	for (let first = 1; ;) {
		const page = await pageOfJobs(http, {
			states: endedStates,
			types,
			finishedFrom: lookFrom(cursor),
			withMetadata: true,
			sort: 'startTime asc',
			first,
			number: pageSize,
		});
		found.push(...page.entries.map(happened));
		if (isLastPage(page, first, pageSize)) return fresh(cursor, found);
		first += page.entries.length;
	}
}

/** The cursor behind all jobs that have ended by now. Throws a VidiCoreError. */
export async function afterEndedJobs(http: VidiCoreHttp, types: readonly string[]): Promise<Cursor> {
	const newest = await newestEndedJobs(http, types);
	const { cursor } = fresh({ seen: [] }, newest.map(happened));
	// Long jobs that were started before these may have ended near to the last of them.
	return cursor.newest === undefined ? cursor : (await jobsEndedSince(http, cursor, types)).cursor;
}

/** The last jobs that were started and have ended, newest first. Throws a VidiCoreError. */
export const newestEndedJobs = async (http: VidiCoreHttp, types: readonly string[]): Promise<JobDocument[]> =>
	await listJobs(http, { states: endedStates, types, withMetadata: true, sort: 'startTime desc', number: 100 });

/** A message of VidiCore is about one job (recorded); so many are read one by one. */
const fewJobs = 10;
/** So far the list of ended jobs is looked through for more: to the newest 2,500. */
const [mostPages, pageOfMany] = [5, 500];

/**
 * Those of the named jobs that have ended, with their metadata. Many are looked for in the list of ended jobs, so that
 * their number makes no requests; `leftOut` are those that it did not reach. A job that VidiCore does not have, or
 * does not show us, is none. Throws a VidiCoreError.
 */
export async function endedJobsNamed(
	http: VidiCoreHttp,
	ids: readonly string[],
): Promise<{ jobs: JobDocument[]; leftOut: number }> {
	const jobs: JobDocument[] = [];
	const wanted = new Set(ids);
	let listed = ids.length > fewJobs;
	for (let [pages, first] = [0, 1]; listed && pages < mostPages && wanted.size > 0; pages++) {
		const page = await pageOfJobs(http, {
			states: endedStates,
			withMetadata: true,
			sort: 'startTime desc',
			first,
			number: pageOfMany,
		}).catch(notShown);
		jobs.push(...(page?.entries ?? []).filter(({ jobId }) => wanted.delete(jobId)));
		// At the end of the list what is missing has not ended; who may not see the list is left with single jobs.
		if (page && isLastPage(page, first, pageOfMany)) return { jobs, leftOut: 0 };
		first += page?.entries.length ?? 0;
		listed = page !== undefined;
	}
	const rest = [...wanted];
	for (const id of rest.slice(0, fewJobs)) {
		const job = await readJob(http, id).catch(notShown);
		if (job && jobOutcome(job.status) !== 'running') jobs.push(job);
	}
	return { jobs, leftOut: Math.max(0, rest.length - fewJobs) };
}

const notShown = async (error: unknown): Promise<undefined> =>
	isFinal(error) ? undefined : await Promise.reject(error);

function happened(job: JobDocument): Happened<JobDocument> {
	const time = isoTime(job.finished ?? job.started ?? '');
	if (isReadable(time)) return { key: job.jobId, time, event: job };
	throw new VidiCoreError(
		`VidiCore's answer is not the list of jobs that was asked for: job ${job.jobId} has ended at no time that can ` +
			'be read',
		{ kind: 'badAnswer' },
		{ method: 'GET', path: '/API/job' },
	);
}
