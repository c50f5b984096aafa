import { isMissing, VidiCoreError } from '../errors';
import { readFace } from '../faces/curate';
import { trainingTag, type FaceItem } from '../faces/faceItems';
import { segment, type VidiCoreHttp } from '../http';
import type { JobDocument } from '../jobs/documents';
import { requestKey } from '../jobs/earlierJob';
import { deleteItem } from '../deletes';
import { earlierImports, isDone } from '../imports/earlierImports';
import {
	left,
	makePlaceholder,
	undone,
	unfinishedItem,
	unfinishedWord,
	type Placeholder,
} from '../imports/placeholder';
import { startJob, UnknownStart } from '../jobs/startJob';
import { jobErrorText, jobOutcome } from '../jobs/state';
import { waitForJobs } from '../jobs/waitForJobs';
import { metadataDocument, putIntoCollection, writeItemFields } from './metadata';
import { faceField } from '../fieldNames';

export interface ImageImport {
	bytes: Uint8Array;
	mimeType: string;
	fileName: string;
	/** An unguessable word for the transfer. */
	transferId: string;
	/** Says the same for the same picture of the same person in the same collection; hexadecimal. */
	request: string;
	collectionId: string;
	title: string;
	person: string;
	limitMs: number;
}

export interface ImportedImage {
	itemId: string;
	title: string;
	/** false when an attempt before this one had brought the picture into VidiCore already. */
	added: boolean;
}

/**
 * Imports a picture as training material, once: an item, then its bytes in the shape that the service looks at; when
 * VidiCore has them its title, and its place in the collection. (The vendor's user interface puts the item into the
 * collection while it is empty; a training would find half of it.)
 *
 * VidiCore has no idempotency key, and an external id needs a namespace that an administrator has made. So the item
 * carries a word in its title until it is whole, and the import job carries the same for ever; by them an earlier
 * attempt is found again, wherever it was cut off, and completed. When VidiCore refuses a step, the item that was made
 * for it is deleted again, and the error names it where that fails, too. Throws a VidiCoreError.
 */
export async function importTrainingImage(
	http: VidiCoreHttp,
	image: ImageImport,
	signal?: AbortSignal,
): Promise<ImportedImage> {
	const earlier = await earlierImport(http, image, signal);
	if (earlier) return await completed(http, image, earlier);
	const found = await unfinishedItem(http, image.request);
	const itemId = found ?? (await makePlaceholder(http, placeholderOf(image), signal));
	try {
		await upload(http, itemId, image, signal);
		await writeItemFields(http, itemId, fieldsOf(image));
		await putIntoCollection(http, image.collectionId, itemId);
	} catch (error) {
		return await Promise.reject(
			found === undefined ? await undone(http, itemId, error, 'Nothing was added.') : left(itemId, error),
		);
	}
	return { itemId, title: image.title, added: true };
}

const fieldsOf = ({ title, person, mimeType }: ImageImport) => ({
	title,
	[faceField.name]: person,
	[faceField.trainingMaterial]: 'true',
	mimeType,
	mediaType: 'image',
});

const placeholderOf = (image: ImageImport): Placeholder => ({
	title: image.title,
	request: image.request,
	document: (title) => metadataDocument({ ...fieldsOf(image), title }),
});

/** Sends the bytes, and waits until VidiCore has made them a part of the item. */
async function upload(
	http: VidiCoreHttp,
	itemId: string,
	{ bytes, fileName, transferId, request, limitMs }: ImageImport,
	signal?: AbortSignal,
): Promise<void> {
	const path = `/API/import/placeholder/${segment(itemId)}/container/raw`;
	const query = [
		['transferId', transferId],
		['tag', trainingTag],
		['original', trainingTag],
		['no-transcode', true],
		['filename', fileName],
	] as const;
	const options = { upload: { bytes }, query, correlation: transferId, metadata: [[requestKey, request]] } as const;
	const { jobId } = await startJob(http, path, options, signal).catch(
		async (error: unknown) => await Promise.reject(error instanceof UnknownStart ? error.cause : error),
	);
	const job = await ended(http, jobId, limitMs, signal);
	if (!isDone(job)) throw failed(`VidiCore could not import the picture (job ${jobId}, ${job.status})${because(job)}`);
}

async function ended(
	http: VidiCoreHttp,
	jobId: string,
	limitMs: number,
	signal: AbortSignal | undefined,
): Promise<JobDocument> {
	const result = (await waitForJobs(http, [jobId], { limitMs, maxPauseMs: 3000, signal })).get(jobId);
	if (result?.kind === 'unreadable') throw result.error;
	if (result?.kind !== 'ended') throw failed(`The import job ${jobId} has not ended in time`);
	return result.job;
}

const because = (job: JobDocument) => (jobErrorText(job) ? `: ${jobErrorText(job)}` : '');

const failed = (message: string) =>
	new VidiCoreError(message, { kind: 'badAnswer' }, { method: 'POST', path: '/API/import/placeholder' });

/**
 * The item with this very picture, if its import was started before: waits for an import that runs, and deletes what a
 * failed one has left. Not an item whose person was given another name since: that is another's now.
 */
async function earlierImport(
	http: VidiCoreHttp,
	image: ImageImport,
	signal?: AbortSignal,
): Promise<FaceItem | undefined> {
	for (const { job, itemId } of await earlierImports(http, image.request, signal)) {
		const done = isDone(
			jobOutcome(job.status) === 'running' ? await ended(http, job.jobId, image.limitMs, signal) : job,
		);
		const item = await itemIfAny(http, itemId);
		if (done && item?.name === image.person && item.pictures.length > 0) return item;
		if (!done && item?.title.includes(unfinishedWord(image.request))) await deleteItem(http, itemId);
	}
	return undefined;
}

const itemIfAny = async (http: VidiCoreHttp, itemId: string): Promise<FaceItem | undefined> =>
	await readFace(http, itemId).catch(async (error: unknown) =>
		isMissing(error) ? undefined : await Promise.reject(error),
	);

/** Does what is missing of an item whose picture is there. */
async function completed(http: VidiCoreHttp, image: ImageImport, item: FaceItem): Promise<ImportedImage> {
	const { itemId, trainingMaterial } = item;
	const unfinished = item.title.includes(unfinishedWord(image.request));
	const title = unfinished ? image.title : item.title;
	try {
		if (unfinished || !trainingMaterial) await writeItemFields(http, itemId, { ...fieldsOf(image), title });
		await putIntoCollection(http, image.collectionId, itemId);
	} catch (error) {
		return await Promise.reject(left(itemId, error));
	}
	return { itemId, title, added: false };
}
