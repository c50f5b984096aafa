import type { VidiCoreHttp } from '../http';
import type { JobDocument } from './documents';
import { listJobs, type JobFilter } from './readJob';
import { correlationKey, serviceParameters, type StartOptions } from './startJob';
import { jobData, jobOutcome } from './state';

/** The key under which a job keeps what it was asked to do, as a fingerprint. */
export const requestKey = 'n8nRequest';

export interface EarlierJob {
	job: JobDocument;
	/**
	 * retry: the very start that is being made, from an attempt whose answer got lost; running or done: the same work by
	 * another start.
	 */
	why: 'retry' | 'running' | 'done';
}

export interface Wanted {
	/** Item of an analysis; VidiCore filters jobs by it (documented). */
	itemId?: string;
	/** Says the same for the same work on the same media. */
	request: string;
	correlation: string;
	/** Whether a job that has ended well counts. */
	done: boolean;
}

/**
 * The job that already does or did what is about to be started; undefined when there is none. Jobs that others
 * started, who left no fingerprint, count as the same while they run with the same service parameters on the same
 * item. Throws a VidiCoreError: when VidiCore cannot be asked, nothing should be started.
 */
export async function findEarlierJob(
	http: VidiCoreHttp,
	{ itemId, request, correlation, done }: Wanted,
	options: StartOptions,
	signal?: AbortSignal,
): Promise<EarlierJob | undefined> {
	const filter: JobFilter = {
		metadata: [itemId === undefined ? [requestKey, request] : ['itemId', itemId]],
		withMetadata: true,
		sort: 'startTime desc',
		number: 100,
	};
	const jobs = (await listJobs(http, filter, { signal })).filter(
		(job) => itemId === undefined || jobData(job, 'itemId') === itemId,
	);
	const retried = jobs.find((job) => jobData(job, correlationKey) === correlation);
	if (retried) return { job: retried, why: 'retry' };
	const same = jobs.filter((job) => jobData(job, requestKey) === request);
	const running = [
		...same,
		...jobs.filter(
			(job) =>
				itemId !== undefined &&
				job.type === 'ANALYZE' &&
				jobData(job, requestKey) === undefined &&
				sameParameters(job, options),
		),
	].find((job) => jobOutcome(job.status) === 'running');
	if (running) return { job: running, why: 'running' };
	const finished = done ? same.find((job) => ['finished', 'warning'].includes(jobOutcome(job.status))) : undefined;
	return finished && { job: finished, why: 'done' };
}

function sameParameters(job: JobDocument, options: StartOptions): boolean {
	const has = (job.data ?? [])
		.filter(({ key }) => key.startsWith('cognitive_service_'))
		.map(({ key, value = '' }) => `${key}=${value}`);
	const wanted = serviceParameters(options).map(([key, value]) => `${key}=${value}`);
	return JSON.stringify(has.sort()) === JSON.stringify(wanted.sort());
}
