import type { VidiCoreHttp } from '../http';
import type { JobDocument } from './documents';
import { jobsWith } from './earlierJob';
import { jobOutcome, type JobOutcome } from './state';

/** What VidiCore's list of jobs says of an item's analyses, by whatever service. */
export interface Analyzed {
	/** undefined when it lists none. Jobs that were deleted are not listed. */
	outcome?: JobOutcome;
	/** The one that runs; else the last that ended well; else the last. */
	job?: JobDocument;
}

/** Whether an item was ever analyzed, in one request. Throws a VidiCoreError. */
export async function analysesOf(http: VidiCoreHttp, itemId: string, signal?: AbortSignal): Promise<Analyzed> {
	const jobs = await jobsWith(http, ['itemId', itemId], { signal }, { types: ['ANALYZE'] });
	const ended = (...outcomes: JobOutcome[]) => jobs.find(({ status }) => outcomes.includes(jobOutcome(status)));
	const job = ended('running') ?? ended('finished', 'warning') ?? jobs[0];
	return job ? { job, outcome: jobOutcome(job.status) } : {};
}
