import { ask } from '../answers';
import { VidiCoreError } from '../errors';
import type { VidiCoreHttp } from '../http';
import { segment } from '../http';
import { jobErrorText, jobOutcome } from '../jobs/state';
import { startJob } from '../jobs/startJob';
import { waitForJobs } from '../jobs/waitForJobs';
import { writeItemFields } from '../items/metadata';
import { faceFields, faceItem, type FaceItem } from './faceItems';

export interface Curation {
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
 * Gives a face its name: the relabel job changes the service's model and every detection of the face, then the name is
 * written on the item itself, as the vendor's user interface does. Resolves to the job's id. Throws a VidiCoreError.
 */
export async function nameFace(http: VidiCoreHttp, itemId: string, name: string, curation: Curation): Promise<string> {
	const jobId = await runJob(
		http,
		'VCS_TRAINING_RELABEL_ITEM',
		[
			['itemId', itemId],
			['newLabel', name],
			['modelType', 'face'],
		],
		curation,
	);
	await writeItemFields(http, itemId, { vcs_face_value: name });
	return jobId;
}

/**
 * Makes one face out of two: detections of the first count for the second from then on. Resolves to the job's id.
 * Throws a VidiCoreError.
 */
export const mergeFaces = async (
	http: VidiCoreHttp,
	itemId: string,
	targetItemId: string,
	curation: Curation,
): Promise<string> =>
	await runJob(
		http,
		'VCS_TRAINING_MERGE_ITEMS',
		[
			['itemId', itemId],
			['targetItemId', targetItemId],
			['modelType', 'face'],
		],
		curation,
	);

/** The two job types that configuring the service creates (vendor's code); they are not billed. */
async function runJob(
	http: VidiCoreHttp,
	type: string,
	metadata: ReadonlyArray<readonly [string, string]>,
	{ correlation, limitMs, signal }: Curation,
): Promise<string> {
	const { jobId } = await startJob(http, '/API/job', { type, metadata, correlation });
	const result = (await waitForJobs(http, [jobId], { limitMs, maxPauseMs: 3000, signal })).get(jobId);
	if (result?.kind === 'unreadable') throw result.error;
	const state = result?.kind === 'ended' ? result.job.status : 'still running';
	if (result?.kind === 'ended' && ['finished', 'warning'].includes(jobOutcome(state))) return jobId;
	const why = result?.kind === 'ended' ? jobErrorText(result.job) : undefined;
	throw new VidiCoreError(
		`The job ${jobId} (${type}) is ${state}${why ? `: ${why}` : ''}`,
		{ kind: 'badAnswer' },
		{ method: 'POST', path: '/API/job' },
	);
}
