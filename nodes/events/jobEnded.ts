import type { IDataObject } from 'n8n-workflow';
import { collectionsOfItem, itemsInCollection } from '../../vidicore/events/collectionContent';
import type { Cursor } from '../../vidicore/events/cursor';
import { afterEndedJobs, endedJobsNamed, jobsEndedSince, newestEndedJobs } from '../../vidicore/events/endedJobs';
import { isFinal, isMissing } from '../../vidicore/errors';
import type { VidiCoreHttp } from '../../vidicore/http';
import type { JobDocument } from '../../vidicore/jobs/documents';
import { readJob } from '../../vidicore/jobs/readJob';
import { jobData, jobOutcome } from '../../vidicore/jobs/state';
import { idsIn } from '../../vidicore/notifications/message';
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

/** The log of so many failed jobs of one message is read for the reason; a message of VidiCore is about one job. */
const mostReasonsOfAMessage = 10;

/** A job has ended, however it ended. Each is the job as VidiCore has it, the same as "Wait For Job" gives. */
export function jobEnded(http: VidiCoreHttp, filter: JobFilter): TriggerEvent {
	const matching = async (jobs: readonly JobDocument[], mostReasons = Infinity) => {
		const events: IDataObject[] = [];
		const isInside = membership(http, filter.collectionId, jobs.length > 10);
		let reasons = 0;
		for (const job of jobs) {
			if (!(await matches(job, filter, isInside))) continue;
			events.push(jobOutput(lacksReason(job) && ++reasons <= mostReasons ? await withLog(http, job) : job));
		}
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
			return { events: await matching(events), state: { ...cursor } };
		},
		named: (message) => idsIn(message, 'jobId'),
		verified: async (ids) => {
			const { jobs, leftOut } = await endedJobsNamed(http, ids);
			return { events: await matching(jobs, mostReasonsOfAMessage), leftOut };
		},
		keyOf: ({ jobId }) => String(jobId),
		samples: async () => (await matching(await newestEndedJobs(http, filter.types))).slice(0, 1),
	};
}

async function matches(
	job: JobDocument,
	{ types, outcomes, itemId, collectionId, user }: JobFilter,
	isInside: (item: string) => Promise<boolean>,
): Promise<boolean> {
	const item = jobData(job, 'itemId') ?? jobData(job, 'item');
	if (types.length > 0 && !types.includes(job.type ?? '')) return false;
	if (outcomes.length > 0 && !outcomes.includes(jobOutcome(job.status))) return false;
	if (itemId !== '' && item !== itemId) return false;
	if (user !== '' && job.user !== user) return false;
	if (collectionId === '' || jobData(job, 'collection') === collectionId) return true;
	return item !== undefined && (await isInside(item));
}

/**
 * Whether an item is in the collection. For few items each is asked for the collections it is in; for many the
 * collection is read once, so that their number makes no requests.
 */
function membership(http: VidiCoreHttp, collectionId: string, many: boolean): (item: string) => Promise<boolean> {
	if (!many) return async (item) => (await collectionsOfItem(http, item).catch(nothing)).includes(collectionId);
	let items: Promise<Set<string>> | undefined;
	const read = async () => new Set(await itemsInCollection(http, collectionId).catch(nothing));
	return async (item) => (await (items ??= read())).has(item);
}

/** A list of jobs may hold them without their log, where the reason of a failure stands. */
const lacksReason = (job: JobDocument): boolean =>
	job.log === undefined && ['failed', 'aborted', 'warning'].includes(jobOutcome(job.status));

const withLog = async (http: VidiCoreHttp, job: JobDocument): Promise<JobDocument> =>
	await readJob(http, job.jobId).catch(async (error: unknown) => (isFinal(error) ? job : await Promise.reject(error)));

/** The item, or the collection, may be deleted by now. */
const nothing = async (error: unknown): Promise<string[]> => (isMissing(error) ? [] : await Promise.reject(error));
