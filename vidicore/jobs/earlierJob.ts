import { VidiCoreError } from '../errors';
import type { VidiCoreHttp } from '../http';
import type { JobDocument } from './documents';
import { listJobs, readJob, type JobFilter } from './readJob';
import { correlationKey, serviceParameters, type StartOptions } from './startJob';
import { isoTime, jobData, jobOutcome } from './state';

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
 * item. A job that failed or was aborted never counts, except to the very start that made it. `lookAgainAfterMs` are
 * pauses after which it is looked once more, where a start before this one stayed unclear. Throws a VidiCoreError:
 * when VidiCore cannot be asked, nothing should be started.
 */
export async function findEarlierJob(
	http: VidiCoreHttp,
	sought: SoughtJob,
	options: StartOptions,
	signal?: AbortSignal,
	lookAgainAfterMs: readonly number[] = [],
): Promise<EarlierJob | undefined> {
	for (const pauses = [...lookAgainAfterMs]; ;) {
		const found = earlierOf(await jobsAbout(http, sought, signal), sought, options);
		const pause = pauses.shift();
		if (found || pause === undefined || signal?.aborted) return found;
		await http.clock.sleep(pause, signal);
	}
}

async function jobsAbout(
	http: VidiCoreHttp,
	{ itemId, training, request }: SoughtJob,
	signal?: AbortSignal,
): Promise<JobDocument[]> {
	// Other jobs of an item, such as transcodings, could fill the list.
	if (itemId !== undefined) return await jobsWith(http, ['itemId', itemId], signal, { types: ['ANALYZE'] });
	return await jobsWith(http, training ? [collectionKey, training.collectionId] : [requestKey, request], signal);
}

function earlierOf(jobs: JobDocument[], sought: SoughtJob, options: StartOptions): EarlierJob | undefined {
	const { request, correlation, lost, done } = sought;
	const retried = jobs.find((job) => [correlation, lost ?? correlation].includes(jobData(job, correlationKey) ?? ''));
	if (retried) return { job: retried, why: 'retry' };
	const same = jobs.filter((job) => jobData(job, requestKey) === request);
	const running = [...same, ...jobs.filter((job) => doesTheSame(job, sought, options))].find(isRunning);
	if (running) return { job: running, why: 'running' };
	const finished = done ? same.find(endedWell) : undefined;
	return finished && { job: finished, why: 'done' };
}

/**
 * Whether a job that has not our fingerprint does our work while it runs: an analysis that somebody else started, or a
 * training of the same collection that has begun to write what it learned, so that fewer of its pictures are new than
 * at its start.
 */
function doesTheSame(job: JobDocument, { itemId, training }: SoughtJob, options: StartOptions): boolean {
	if (!sameParameters(job, options)) return false;
	if (itemId !== undefined) return job.type === 'ANALYZE' && jobData(job, requestKey) === undefined;
	return (
		training !== undefined &&
		jobData(job, trainedService) === options.resourceId &&
		training.newPictures < Number(jobData(job, newPicturesKey) ?? 0)
	);
}

/** The last training of a collection by us: one that runs, else one that ended well. Throws a VidiCoreError. */
export async function lastTraining(
	http: VidiCoreHttp,
	collectionId: string,
	signal?: AbortSignal,
): Promise<EarlierJob | undefined> {
	const jobs = await jobsWith(http, [collectionKey, collectionId], signal);
	const running = jobs.find(isRunning);
	if (running) return { job: running, why: 'running' };
	const finished = jobs.find(endedWell);
	return finished && { job: finished, why: 'done' };
}

/**
 * The newest training by us that taught that service something after that job began; undefined when there is none.
 * Trainings that were started elsewhere leave no such mark and are not seen. Throws a VidiCoreError.
 */
export async function trainingSince(
	http: VidiCoreHttp,
	resourceId: string,
	{ started }: JobDocument,
	signal?: AbortSignal,
): Promise<JobDocument | undefined> {
	if (started === undefined) return undefined;
	const began = isoTime(started);
	const jobs = await jobsWith(http, [trainedService, resourceId], signal, { finishedFrom: began });
	return jobs.find((job) => endedWell(job) && isoTime(job.finished ?? '') > began);
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
	if (job && isRunning(job)) return { job, why: 'running' };
	return job && done && endedWell(job) ? { job, why: 'done' } : undefined;
}

const isRunning = ({ status }: JobDocument): boolean => jobOutcome(status) === 'running';
const endedWell = ({ status }: JobDocument): boolean => ['finished', 'warning'].includes(jobOutcome(status));

/** The newest hundred jobs that hold this in their metadata, newest first. Throws a VidiCoreError. */
export async function jobsWith(
	http: VidiCoreHttp,
	[key, value]: readonly [string, string],
	signal?: AbortSignal,
	more: JobFilter = {},
): Promise<JobDocument[]> {
	const filter = {
		...more,
		metadata: [[key, value]] as const,
		withMetadata: true,
		sort: 'startTime desc',
		number: 100,
	};
	// A server that ignores the filter would list strangers' jobs.
	return (await listJobs(http, filter, { signal })).filter((job) => jobData(job, key) === value);
}

function sameParameters(job: JobDocument, options: StartOptions): boolean {
	const has = (job.data ?? [])
		.filter(({ key }) => key.startsWith('cognitive_service_'))
		.map(({ key, value = '' }) => `${key}=${value}`);
	const sought = serviceParameters(options).map(([key, value]) => `${key}=${value}`);
	return JSON.stringify(has.sort()) === JSON.stringify(sought.sort());
}
