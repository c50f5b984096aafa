import type { VidiCoreHttp } from '../http';
import { readJob } from '../jobs/readJob';
import { lookAfterMs } from '../jobs/startJob';
import { jobData, jobOutcome } from '../jobs/state';

/**
 * The item that a conform job makes. The job names it in its data when it has made it (recorded for imports, inferred
 * for this one), a moment after the start; after some looks undefined. Throws a VidiCoreError.
 */
export async function itemOfConform(
	http: VidiCoreHttp,
	jobId: string,
	signal?: AbortSignal,
): Promise<string | undefined> {
	for (const pauses = [...lookAfterMs]; ;) {
		const job = await readJob(http, jobId, { signal });
		const itemId = jobData(job, 'item') ?? jobData(job, 'itemId');
		const pause = pauses.shift();
		if (itemId !== undefined || jobOutcome(job.status) !== 'running' || pause === undefined || signal?.aborted)
			return itemId;
		await http.clock.sleep(pause, signal);
	}
}
