import { segment, type VidiCoreHttp } from '../http';
import { putIntoCollection, writeItemFields } from '../items/metadata';
import type { JobDocument } from '../jobs/documents';
import { earlierImport, type Earlier } from './earlierImport';
import { left, makePlaceholder, started, undone, unfinishedItem, unfinishedWord } from './placeholder';
import { secretsIn, type Source } from './source';
import { startPlaceholder } from './startPlaceholder';
import { upload } from './upload';
import { wishesOf, type Import, type Imported } from './importRequest';

/** What an item is made for that waits for its file. */
type PlaceholderImport = Import & { source: Exclude<Source, { kind: 'file' }> };

/**
 * Imports a file, once: an item, then the job that takes its file in, then its title and its place in the collection.
 * The job is not waited for.
 *
 * VidiCore has no idempotency key, and an external id needs a namespace that an administrator has made. So the item
 * carries a word in its title until its job runs, and the job carries the same for ever; by them an earlier attempt is
 * found again, wherever it was cut off, and completed. When VidiCore refuses the file, the item that was made for it is
 * deleted again, and the error names it where that fails, too; so is one that an earlier import of the same file has
 * left empty. Throws a VidiCoreError.
 */
export async function importOnce(
	http: VidiCoreHttp,
	wanted: PlaceholderImport,
	signal?: AbortSignal,
): Promise<Imported> {
	const earlier = await earlierImport(http, wanted.request, signal);
	if (earlier) return await completed(http, wanted, earlier);
	const found = await unfinishedItem(http, wanted.request);
	const itemId = found ?? (await makePlaceholder(http, wanted, signal));
	let job: JobDocument | undefined;
	try {
		job = await fill(http, itemId, wanted, signal);
		await finish(http, itemId, wanted, true);
	} catch (error) {
		if (job) return await Promise.reject(started(itemId, error));
		const isOurs = found === undefined;
		return await Promise.reject(
			isOurs ? await undone(http, itemId, error, 'Nothing was imported.') : left(itemId, error),
		);
	}
	return { itemId, title: wanted.title, job, imported: true };
}

async function fill(
	http: VidiCoreHttp,
	itemId: string,
	wanted: PlaceholderImport,
	signal?: AbortSignal,
): Promise<JobDocument> {
	const { source, progress, partBytes } = wanted;
	const wishes = wishesOf(wanted);
	if (source.kind === 'bytes') return await upload(http, itemId, source, { ...wishes, partBytes, progress }, signal);
	const path = `/API/import/placeholder/${segment(itemId)}/container`;
	const query = [['uri', source.uri], ...wishes.query] as const;
	return await startPlaceholder(http, path, { ...wishes, query, secrets: secretsIn(source.uri) }, signal);
}

/** Does what is missing of an item whose import runs or has ended. */
async function completed(
	http: VidiCoreHttp,
	wanted: PlaceholderImport,
	{ itemId, title, job }: Earlier,
): Promise<Imported> {
	const unfinished = title.includes(unfinishedWord(wanted.request));
	try {
		await finish(http, itemId, wanted, unfinished);
	} catch (error) {
		return await Promise.reject(started(itemId, error));
	}
	return { itemId, title: unfinished ? wanted.title : title, job, imported: false };
}

async function finish(
	http: VidiCoreHttp,
	itemId: string,
	{ title, collectionId }: Import,
	unfinished: boolean,
): Promise<void> {
	if (unfinished) await writeItemFields(http, itemId, { title });
	if (collectionId !== undefined) await putIntoCollection(http, collectionId, itemId);
}
