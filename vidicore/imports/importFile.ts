import { VidiCoreError } from '../errors';
import { segment, type VidiCoreHttp } from '../http';
import type { JobDocument } from '../jobs/documents';
import { readJob } from '../jobs/readJob';
import { lookAfterMs, startJob } from '../jobs/startJob';
import { putIntoCollection } from '../items/metadata';
import { readStorageFile } from '../storages/files';
import { earlierImport, titleIfAny } from './earlierImport';
import { itemOf } from './earlierImports';
import { started } from './placeholder';
import { startPlaceholder } from './startPlaceholder';
import { wishesOf, type Import, type Imported } from './importRequest';

/**
 * Imports a file that lies on a storage, once. It stays where it is. VidiCore itself refuses one that is in an item
 * already (documented: `allowReimport`), so that here no item waits for its file. `again` makes a new item all the
 * same. Throws a VidiCoreError.
 */
export async function importFile(
	http: VidiCoreHttp,
	fileId: string,
	wanted: Omit<Import, 'source'>,
	again: boolean,
	signal?: AbortSignal,
): Promise<Imported> {
	const earlier = await earlierImport(http, wanted.request, signal);
	if (earlier) return await inCollection(http, { ...earlier, imported: false }, wanted);
	const there = await itemWith(http, fileId, again, signal);
	if (there) return await inCollection(http, there, wanted);
	const wishes = wishesOf(wanted);
	const path = `/API/file/${segment(fileId)}/import`;
	const query = [...wishes.query, ['allowReimport', again]] as const;
	const options = { ...wishes, query, document: wanted.document(wanted.title) };
	// What may be imported twice must not be sent twice.
	const start = again ? startJob : startPlaceholder;
	const job = await start(http, path, options, signal);
	const itemId = await itemNamedBy(http, job, fileId, signal);
	return await inCollection(http, { itemId, title: wanted.title, job, imported: true }, wanted);
}

/** The item that the file is in, unless it is to be `again`. Throws a VidiCoreError for a file that cannot be read. */
async function itemWith(
	http: VidiCoreHttp,
	fileId: string,
	again: boolean,
	signal?: AbortSignal,
): Promise<Imported | undefined> {
	const { itemIds, state, path } = await readStorageFile(http, fileId, signal);
	for (const itemId of again ? [] : itemIds) {
		const title = await titleIfAny(http, itemId);
		if (title !== undefined) return { itemId, title, imported: false };
	}
	const about = `The file ${path} (${fileId})`;
	if (state === 'OPEN') throw notNow(`${about} is still being written`, fileId);
	if (['LOST', 'TO_APPEAR', 'TO_BE_DELETED', 'ARCHIVED'].includes(state))
		throw notNow(`${about} cannot be read: its state is ${state}`, fileId);
	return undefined;
}

const notNow = (message: string, id: string) =>
	new VidiCoreError(message, { kind: 'conflict', subject: 'file', id }, { method: 'GET', path: `/API/file/${id}` });

/** The job's metadata name its item (recorded), perhaps not at once; the file names it when it is in it. */
async function itemNamedBy(
	http: VidiCoreHttp,
	{ jobId }: JobDocument,
	fileId: string,
	signal?: AbortSignal,
): Promise<string> {
	for (const wait of [0, ...lookAfterMs]) {
		await http.clock.sleep(wait, signal);
		const itemId = itemOf(await readJob(http, jobId, { signal }));
		if (itemId !== undefined) return itemId;
	}
	const [itemId] = (await readStorageFile(http, fileId, signal)).itemIds;
	if (itemId !== undefined) return itemId;
	throw new VidiCoreError(
		`The file ${fileId} is being imported by the job ${jobId}, which does not say into which item`,
		{ kind: 'badAnswer' },
		{ method: 'GET', path: `/API/job/${jobId}` },
	);
}

async function inCollection(
	http: VidiCoreHttp,
	made: Imported,
	{ collectionId }: Omit<Import, 'source'>,
): Promise<Imported> {
	if (collectionId === undefined) return made;
	await putIntoCollection(http, collectionId, made.itemId).catch((error: unknown) =>
		Promise.reject(started(made.itemId, error)),
	);
	return made;
}
