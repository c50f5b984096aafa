import type { IDataObject } from 'n8n-workflow';
import { collectionsOfItem } from '../../vidicore/events/collectionContent';
import type { Cursor } from '../../vidicore/events/cursor';
import { afterEndedJobs, jobsEndedSince, newestEndedJobs } from '../../vidicore/events/endedJobs';
import { VidiCoreError } from '../../vidicore/errors';
import type { VidiCoreHttp } from '../../vidicore/http';
import type { JobDocument } from '../../vidicore/jobs/documents';
import { readJob } from '../../vidicore/jobs/readJob';
import { jobData, jobOutcome } from '../../vidicore/jobs/state';
import { scopes, whenStopped } from '../../vidicore/notifications/notification';
import { jobOutput } from '../paidJobs/jobOutput';
import type { TriggerEvent } from './triggerEvent';

export interface JobFilter {
	/** Empty lists and texts do not filter. */
	types: string[];
	outcomes: string[];
	itemId: string;
	collectionId: string;
	user: string;
}

/** A job has ended, however it ended. Each is the job as VidiCore has it, the same as "Wait For Job" gives. */
export function jobEnded(http: VidiCoreHttp, filter: JobFilter): TriggerEvent {
	const wanted = async (jobs: readonly JobDocument[]) => {
		const events: IDataObject[] = [];
		for (const job of jobs) if (await matches(http, job, filter)) events.push(jobOutput(await withReason(http, job)));
		return events;
	};
	return {
		stateKey: 'jobEnded',
		scope: scopes.allJobs,
		trigger: whenStopped,
		check: () => Promise.resolve(),
		begin: async () => ({ ...(await afterEndedJobs(http, filter.types)) }),
		since: async (state) => {
			const { events, cursor } = await jobsEndedSince(http, state as unknown as Cursor, filter.types);
			return { events: await wanted(events), state: { ...cursor } };
		},
		named: (message) => [...new Set(message.get('jobId'))],
		verified: async (jobId) => {
			const job = await readJob(http, jobId).catch(unknownJob);
			return job && jobOutcome(job.status) !== 'running' ? (await wanted([job]))[0] : undefined;
		},
		samples: async () => (await wanted(await newestEndedJobs(http, filter.types))).slice(0, 1),
	};
}

async function matches(
	http: VidiCoreHttp,
	job: JobDocument,
	{ types, outcomes, itemId, collectionId, user }: JobFilter,
): Promise<boolean> {
	const item = jobData(job, 'itemId') ?? jobData(job, 'item');
	if (types.length > 0 && !types.includes(job.type ?? '')) return false;
	if (outcomes.length > 0 && !outcomes.includes(jobOutcome(job.status))) return false;
	if (itemId !== '' && item !== itemId) return false;
	if (user !== '' && job.user !== user) return false;
	if (collectionId === '' || jobData(job, 'collection') === collectionId) return true;
	return item !== undefined && (await collectionsOfItem(http, item).catch(nowhere)).includes(collectionId);
}

/** A list of jobs may hold them without their log, where the reason of a failure stands. */
const withReason = async (http: VidiCoreHttp, job: JobDocument): Promise<JobDocument> =>
	job.log === undefined && ['failed', 'aborted', 'warning'].includes(jobOutcome(job.status))
		? ((await readJob(http, job.jobId).catch(unknownJob)) ?? job)
		: job;

const unknownJob = async (error: unknown): Promise<undefined> =>
	isNotFound(error) ? undefined : await Promise.reject(error);

/** The item may be deleted by now. */
const nowhere = async (error: unknown): Promise<string[]> => (isNotFound(error) ? [] : await Promise.reject(error));

const isNotFound = (error: unknown) => error instanceof VidiCoreError && error.kind === 'notFound';
