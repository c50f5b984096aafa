import { VidiCoreError } from '../errors';
import type { VidiCoreHttp } from '../http';
import type { JobDocument } from './documents';
import { listJobs, readJob, type Bounds, type JobFilter } from './readJob';
import { correlationKey, serviceParameters, type StartOptions } from './startJob';
import { firstStarted } from './startedBefore';
import { endedWell, goesOn, isAborted, jobData } from './state';

/** The key under which a job keeps what it was asked to do, as a fingerprint. */
export const requestKey = 'n8nRequest';

/** The collection that a training learns. Keys of our own: those of VidiCore for a training are not documented. */
export const collectionKey = 'n8nCollection';
/** The service that a training teaches, and by which an analysis finds out that it has learned since. */
export const trainedService = 'n8nTrainedService';
/** How many pictures of the collection were new when its training was started. */
export const newPicturesKey = 'n8nNewPictures';

export interface EarlierJob {
	job: JobDocument;
	/**
	 * retry: the very start that is being made, or one before it, whose answer got lost; running or done: the same work by
	 * another start.
	 */
	why: 'retry' | 'running' | 'done';
}

export interface SoughtJob {
	/** Item of an analysis; VidiCore filters jobs by it (documented). */
	itemId?: string;
	/** Collection of a training, and how many of its pictures are new. */
	training?: { collectionId: string; newPictures: number };
	/** Says the same for the same work on the same media. */
	request: string;
	correlation: string;
	/** The word of a start before this one of which nobody knows whether it was taken. */
	lost?: string;
	/** Whether a job that has ended well counts. */
	done: boolean;
}

/**
 * The job that already does or did what is about to be started; undefined when there is none. Jobs that others
 * started, who left no fingerprint, count as the same while they run with the same service parameters on the same
 * item. A job that failed, was aborted or is being aborted never counts, except to the very start that made it; of
 * several that run it is the one that was started first. `lookAgainAfterMs` are pauses after which it is looked once
 * more, where a start before this one stayed unclear. Throws a VidiCoreError: when VidiCore cannot be asked, nothing
 * should be started.
 */
export async function findEarlierJob(
	http: VidiCoreHttp,
	sought: SoughtJob,
	options: StartOptions,
	signal?: AbortSignal,
	lookAgainAfterMs: readonly number[] = [],
): Promise<EarlierJob | undefined> {
	for (const pauses = [...lookAgainAfterMs]; ;) {
		const found = earlierOf(await jobsAbout(http, sought, { signal }), sought, options);
		const pause = pauses.shift();
		if (found || pause === undefined || signal?.aborted) return found;
		await http.clock.sleep(pause, signal);
	}
}

/** The jobs among which those are that do the same, anybody's. Throws a VidiCoreError. */
export async function jobsAbout(
	http: VidiCoreHttp,
	{ itemId, training, request }: SoughtJob,
	bounds: Bounds,
	more: JobFilter = {},
): Promise<JobDocument[]> {
	// Other jobs of an item, such as transcodings, could fill the list.
	if (itemId !== undefined) return await jobsWith(http, ['itemId', itemId], bounds, { ...more, types: ['ANALYZE'] });
	return await jobsWith(http, training ? [collectionKey, training.collectionId] : [requestKey, request], bounds, more);
}

function earlierOf(jobs: JobDocument[], sought: SoughtJob, options: StartOptions): EarlierJob | undefined {
	const { request, correlation, lost, done } = sought;
	const retried = jobs.find((job) => [correlation, lost ?? correlation].includes(jobData(job, correlationKey) ?? ''));
	// It may have given way to the same that somebody else started.
	if (retried && !isAborted(retried.status)) return { job: retried, why: 'retry' };
	const running = firstStarted(jobs.filter((job) => doesTheSame(job, sought, options)));
	if (running) return { job: running, why: 'running' };
	const finished = done ? jobs.find((job) => jobData(job, requestKey) === request && endedWell(job.status)) : undefined;
	if (finished) return { job: finished, why: 'done' };
	return retried && { job: retried, why: 'retry' };
}

/** Whether a job does our work, and goes on doing it: by our fingerprint, or by what it says of itself. */
export const doesTheSame = (job: JobDocument, sought: SoughtJob, options: StartOptions): boolean =>
	goesOn(job.status) && (jobData(job, requestKey) === sought.request || isAlike(job, sought, options));

/**
 * Whether a job that has not our fingerprint does our work: an analysis that somebody else started, or a training of
 * the same collection that has begun to write what it learned, so that fewer of its pictures are new than at its start.
 */
function isAlike(job: JobDocument, { itemId, training }: SoughtJob, options: StartOptions): boolean {
	if (!sameParameters(job, options)) return false;
	if (itemId !== undefined) return job.type === 'ANALYZE' && jobData(job, requestKey) === undefined;
	return (
		training !== undefined &&
		jobData(job, trainedService) === options.resourceId &&
		training.newPictures < Number(jobData(job, newPicturesKey) ?? 0)
	);
}

/**
 * A job by its id, if it still counts: for one that VidiCore does not list yet. undefined when it failed, is gone, or
 * is another login's. Throws a VidiCoreError when VidiCore cannot be asked.
 */
export async function notListedYet(
	http: VidiCoreHttp,
	jobId: string,
	done: boolean,
	signal?: AbortSignal,
): Promise<EarlierJob | undefined> {
	const job = await readJob(http, jobId, { signal }).catch((error: unknown) =>
		error instanceof VidiCoreError && ['notFound', 'forbidden'].includes(error.kind)
			? undefined
			: Promise.reject(error),
	);
	if (job && goesOn(job.status)) return { job, why: 'running' };
	return job && done && endedWell(job.status) ? { job, why: 'done' } : undefined;
}

/** A hundred jobs that hold this in their metadata, the newest first unless `more` sorts. Throws a VidiCoreError. */
export async function jobsWith(
	http: VidiCoreHttp,
	[key, value]: readonly [string, string],
	bounds: Bounds,
	more: JobFilter = {},
): Promise<JobDocument[]> {
	const metadata = [[key, value]] as const;
	const filter = { sort: 'startTime desc', ...more, metadata, withMetadata: true, number: 100 };
	// A server that ignores the filter would list strangers' jobs.
	return (await listJobs(http, filter, bounds)).filter((job) => jobData(job, key) === value);
}

function sameParameters(job: JobDocument, options: StartOptions): boolean {
	const has = (job.data ?? [])
		.filter(({ key }) => key.startsWith('cognitive_service_'))
		.map(({ key, value = '' }) => `${key}=${value}`);
	const sought = serviceParameters(options).map(([key, value]) => `${key}=${value}`);
	return JSON.stringify(has.sort()) === JSON.stringify(sought.sort());
}
