import type { VidiCoreHttp } from '../http';
import type { JobDocument } from './documents';
import { collectionKey, jobsWith, trainedService, type EarlierJob } from './earlierJob';
import { firstStarted } from './startedBefore';
import { endedWell, goesOn, isoTime } from './state';

/** The last training of a collection by us: one that runs, else one that ended well. Throws a VidiCoreError. */
export async function lastTraining(
	http: VidiCoreHttp,
	collectionId: string,
	signal?: AbortSignal,
): Promise<EarlierJob | undefined> {
	const jobs = await jobsWith(http, [collectionKey, collectionId], { signal });
	const running = firstStarted(jobs.filter((job) => goesOn(job.status)));
	if (running) return { job: running, why: 'running' };
	const finished = jobs.find(({ status }) => endedWell(status));
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
	const jobs = await jobsWith(http, [trainedService, resourceId], { signal }, { finishedFrom: began });
	return jobs.find((job) => endedWell(job.status) && isoTime(job.finished ?? '') > began);
}
