import type { VidiCoreHttp } from '../../vidicore/http';
import type { JobDocument } from '../../vidicore/jobs/documents';
import { findEarlierJob, notListedYet, type EarlierJob, type SoughtJob } from '../../vidicore/jobs/earlierJob';
import { lookAfterMs, startJob, UnknownStart, type StartOptions } from '../../vidicore/jobs/startJob';
import { isAborted } from '../../vidicore/jobs/state';
import { LastStarts } from './lastStarts';

const lastStarts = new LastStarts();
/** For so long a start that stayed unclear may still become visible: as long as a gateway may hold a request back. */
const unclearForMs = 120_000;

/** Keeps in mind that this job does what the key stands for. */
export const remember = (key: string, job: JobDocument): void => lastStarts.remember(key, job);

/**
 * The job that does or did it, as VidiCore lists it, or as this process knows it before VidiCore lists it. Throws a
 * VidiCoreError.
 */
export async function earlierJob(
	http: VidiCoreHttp,
	key: string,
	sought: SoughtJob,
	options: StartOptions,
	signal?: AbortSignal,
): Promise<EarlierJob | undefined> {
	const last = lastStarts.get(key);
	if (last === undefined) return await findEarlierJob(http, sought, options, signal);
	if ('jobId' in last) {
		const listed = await findEarlierJob(http, sought, options, signal);
		// An attempt before this one has given way to that job, which serves even when it is done.
		const gaveWayTo = listed !== undefined && isAborted(listed.job.status) && listed.job.jobId !== last.jobId;
		if (listed && !gaveWayTo) return listed;
		return (await notListedYet(http, last.jobId, sought.done || gaveWayTo, signal)) ?? listed;
	}
	const patience = http.clock.now() - last.at < unclearForMs ? lookAfterMs : [];
	const found = await findEarlierJob(http, { ...sought, lost: last.unclear }, options, signal, patience);
	if (found) lastStarts.remember(key, found.job);
	return found;
}

/** Starts it, and remembers how that went. Throws what `startJob` throws. */
export async function started(
	http: VidiCoreHttp,
	key: string,
	path: string,
	options: StartOptions,
	signal?: AbortSignal,
): Promise<JobDocument> {
	try {
		const job = await startJob(http, path, options, signal);
		lastStarts.remember(key, job);
		return job;
	} catch (error) {
		if (error instanceof UnknownStart) lastStarts.remember(key, { unclear: options.correlation, at: http.clock.now() });
		return await Promise.reject(error);
	}
}
