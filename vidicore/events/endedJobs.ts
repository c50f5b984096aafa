import type { VidiCoreHttp } from '../http';
import type { JobDocument } from '../jobs/documents';
import { listJobs } from '../jobs/readJob';
import { endedStates, isoTime } from '../jobs/state';
import { fresh, lookFrom, type Cursor, type Happened } from './cursor';

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
	for (let first = 1; ; first += pageSize) {
		const page = await listJobs(http, {
			states: endedStates,
			types,
			finishedFrom: lookFrom(cursor),
			withMetadata: true,
			sort: 'startTime asc',
			first,
			number: pageSize,
		});
		found.push(...page.map(happened));
		if (page.length < pageSize) return fresh(cursor, found);
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

const happened = (job: JobDocument): Happened<JobDocument> => ({
	key: job.jobId,
	time: isoTime(job.finished ?? job.started ?? ''),
	event: job,
});
