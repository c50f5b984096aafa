import { ask } from '../answers';
import { VidiCoreError } from '../errors';
import type { VidiCoreHttp } from '../http';
import { segment } from '../http';
import type { JobDocument } from '../jobs/documents';
import { listJobs } from '../jobs/readJob';
import { jobData, jobErrorText, jobOutcome } from '../jobs/state';
import { startJob, UnknownStart } from '../jobs/startJob';
import { waitForJobs } from '../jobs/waitForJobs';
import { NotKnown } from '../steps';
import { faceFields, faceItem, type FaceItem } from './faceItems';

export interface Curation {
	/** The name that the face's item has now. */
	nameNow: string;
	/** A word that marks this start, for finding its job again. */
	correlation: string;
	limitMs: number;
	signal?: AbortSignal;
}

/** One face by its item. Throws a VidiCoreError. */
export async function readFace(http: VidiCoreHttp, itemId: string): Promise<FaceItem> {
	const query = [
		['content', 'metadata,shape'],
		['field', faceFields],
		['interval', 'generic'],
	] as const;
	return faceItem(await ask(http, 'GET', `/API/item/${segment(itemId)}`, `the item ${itemId}`, { query }));
}

/**
 * Gives a face its name in the service's model and in every detection. The name on the item itself is for the caller
 * to write, as the vendor's user interface does it. Doing it again changes nothing. Resolves to the job's id. Throws a
 * VidiCoreError, and a NotKnown when the job was started and has not ended well.
 */
export const relabelFace = async (
	http: VidiCoreHttp,
	itemId: string,
	name: string,
	curation: Curation,
): Promise<string> => await runJob(http, relabel, itemId, ['newLabel', name], name, curation);

/**
 * Makes one face out of two: detections of the first count for the target from then on. Doing it again changes
 * nothing. Resolves to the job's id. Throws the same.
 */
export const mergeFaces = async (
	http: VidiCoreHttp,
	itemId: string,
	target: Pick<FaceItem, 'itemId' | 'name'>,
	curation: Curation,
): Promise<string> => await runJob(http, merge, itemId, ['targetItemId', target.itemId], target.name, curation);

/** The two job types that configuring the service creates (vendor's code); they are not billed. */
const relabel = 'VCS_TRAINING_RELABEL_ITEM';
const merge = 'VCS_TRAINING_MERGE_ITEMS';

/** The key under which a job keeps the name that the face had when the job was started. */
const nameBeforeKey = 'n8nNameBefore';

async function runJob(
	http: VidiCoreHttp,
	type: string,
	itemId: string,
	change: readonly [key: string, value: string],
	nameAfter: string,
	{ nameNow, correlation, limitMs, signal }: Curation,
): Promise<string> {
	const isSame = (job: JobDocument) => job.type === type && jobData(job, change[0]) === change[1];
	const isCurrent = (job: JobDocument) =>
		jobOutcome(job.status) === 'running' || [nameAfter, jobData(job, nameBeforeKey)].includes(nameNow);
	const last = await lastJob(http, itemId);
	const metadata = [['itemId', itemId], change, ['modelType', 'face'], [nameBeforeKey, nameNow]] as const;
	const { jobId } =
		last && isSame(last) && isCurrent(last)
			? last
			: await startJob(http, '/API/job', { type, metadata, correlation }, signal).catch(
					async (error: unknown) => await Promise.reject(error instanceof UnknownStart ? error.cause : error),
				);
	const results = await waitForJobs(http, [jobId], { limitMs, maxPauseMs: 3000, signal }).catch(
		async (error: unknown) => await Promise.reject(new NotKnown(error)),
	);
	const result = results.get(jobId);
	if (result?.kind === 'unreadable') throw new NotKnown(result.error);
	const state = result?.kind === 'ended' ? result.job.status : 'still running';
	if (result?.kind === 'ended' && ['finished', 'warning'].includes(jobOutcome(state))) return jobId;
	const why = result?.kind === 'ended' ? jobErrorText(result.job) : undefined;
	throw new NotKnown(
		new VidiCoreError(
			`The job ${jobId} (${type}) is ${state}${why ? `: ${why}` : ''}`,
			{ kind: 'internalServer' },
			{ method: 'POST', path: '/API/job' },
		),
	);
}

/**
 * The job that relabelled or merged this face last, whoever started it, unless it did not end well. Where it is the
 * very change that is wanted, and the item has the name it had then or is to have, an attempt before this one has come
 * as far as that. None where our user may not see everybody's jobs: doing it twice does no harm.
 */
async function lastJob(http: VidiCoreHttp, itemId: string): Promise<JobDocument | undefined> {
	const wanted = {
		types: [relabel, merge],
		metadata: [['itemId', itemId]],
		sort: 'startTime desc',
		number: 20,
	} as const;
	const jobs = await listJobs(http, { ...wanted, withMetadata: true }).catch(async (error: unknown) =>
		error instanceof VidiCoreError && error.kind === 'forbidden' ? [] : await Promise.reject(error),
	);
	const last = jobs.find((job) => jobData(job, 'itemId') === itemId);
	return last && !['failed', 'aborted'].includes(jobOutcome(last.status)) ? last : undefined;
}
