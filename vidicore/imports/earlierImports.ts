import { VidiCoreError } from '../errors';
import type { VidiCoreHttp } from '../http';
import type { JobDocument } from '../jobs/documents';
import { requestKey } from '../jobs/earlierJob';
import { listJobs } from '../jobs/readJob';
import { jobData, jobOutcome } from '../jobs/state';

export interface EarlierImport {
	job: JobDocument;
	itemId: string;
}

/**
 * The imports of the same by our own user that were started before, newest first, however they ended. Without the
 * right to list jobs there are none: an earlier attempt is only known as long as it is unfinished. Throws a
 * VidiCoreError.
 */
export async function earlierImports(
	http: VidiCoreHttp,
	request: string,
	signal?: AbortSignal,
): Promise<EarlierImport[]> {
	const filter = { metadata: [[requestKey, request]], own: true, sort: 'startTime desc', number: 20 } as const;
	const jobs = await listJobs(http, filter, { signal }).catch(refusedList);
	return jobs.flatMap((job) => {
		const itemId = itemOf(job);
		// A server that ignores the filter would list strangers' jobs.
		return itemId === undefined || jobData(job, requestKey) !== request ? [] : [{ job, itemId }];
	});
}

/** The item that a job works on. */
export const itemOf = (job: JobDocument): string | undefined => jobData(job, 'itemId') ?? jobData(job, 'item');

/** Whether a job has brought its file into VidiCore. */
export const isDone = ({ status }: JobDocument): boolean => ['finished', 'warning'].includes(jobOutcome(status));

const refusedList = async (error: unknown): Promise<JobDocument[]> =>
	error instanceof VidiCoreError && error.kind === 'forbidden' ? [] : await Promise.reject(error);
