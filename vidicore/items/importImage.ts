import { VidiCoreError } from '../errors';
import { ask } from '../answers';
import { segment, type VidiCoreHttp } from '../http';
import { trainingTag } from '../faces/faceItems';
import { jobOf, type JobDocument } from '../jobs/documents';
import { jobErrorText, jobOutcome } from '../jobs/state';
import { waitForJobs } from '../jobs/waitForJobs';
import { deleteItem, metadataDocument, putIntoCollection, type FieldValues } from './metadata';

export interface ImageImport {
	bytes: Uint8Array;
	mimeType: string;
	fileName: string;
	/** An unguessable word for the transfer. */
	transferId: string;
	collectionId: string;
	fields: FieldValues;
	limitMs: number;
}

/**
 * Imports a picture as training material: an item with its metadata, its place in the collection, then the bytes in
 * the shape that the service looks at (the vendor's own order of calls), and waits until VidiCore has it. When a step
 * fails the item is deleted again, since it is ours and half made; the error names it where that fails too. Resolves
 * to the item's id. Throws a VidiCoreError.
 */
export async function importTrainingImage(
	http: VidiCoreHttp,
	image: ImageImport,
	signal?: AbortSignal,
): Promise<string> {
	const fields = { ...image.fields, mimeType: image.mimeType, mediaType: 'image' };
	const made = await ask(http, 'POST', '/API/import/placeholder', 'the new item', {
		query: [['container', 1]],
		body: JSON.stringify(metadataDocument(fields)),
		signal,
	});
	const id = made.text('id');
	try {
		await putIntoCollection(http, image.collectionId, id);
		await upload(http, id, image, signal);
		return id;
	} catch (error) {
		return await Promise.reject(await undone(http, id, error));
	}
}

async function upload(
	http: VidiCoreHttp,
	itemId: string,
	{ bytes, fileName, transferId, limitMs }: ImageImport,
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
	const job = jobOf(
		await ask(http, 'POST', path, 'the import job', {
			query,
			body: bytes,
			contentType: 'application/octet-stream',
			signal,
		}),
	);
	const result = (await waitForJobs(http, [job.jobId], { limitMs, maxPauseMs: 3000, signal })).get(job.jobId);
	if (result?.kind === 'unreadable') throw result.error;
	if (result?.kind !== 'ended') throw failed(`The import job ${job.jobId} has not ended in time`, path);
	if (!['finished', 'warning'].includes(jobOutcome(result.job.status)))
		throw failed(
			`VidiCore could not import the picture (job ${job.jobId}, ${result.job.status})${because(result.job)}`,
			path,
		);
}

const because = (job: JobDocument) => (jobErrorText(job) ? `: ${jobErrorText(job)}` : '');

const failed = (message: string, path: string) =>
	new VidiCoreError(message, { kind: 'badAnswer' }, { method: 'POST', path });

/** The error, after the half-made item is gone; or with its id in the message where it could not be deleted. */
async function undone(http: VidiCoreHttp, itemId: string, error: unknown): Promise<unknown> {
	const left = await deleteItem(http, itemId).then(
		() => '',
		() => ` The item ${itemId}, made for it, could not be deleted: delete it in VidiCore.`,
	);
	if (left === '' || !(error instanceof VidiCoreError)) return error;
	return new VidiCoreError(`${error.message}.${left}`, error.fault, error.request, error.status, error.code);
}
