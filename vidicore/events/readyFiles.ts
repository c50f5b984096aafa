import type { VidiCoreHttp } from '../http';
import { filesOnStorage, type StorageFile } from '../storages/files';

/** Which files were there at the last look. Plain JSON, so that n8n can keep it. */
export interface FilesSeen {
	/** Ids of files that were ready. */
	ready: string[];
	/** Ids of files that were ready once and are not in the list now, such as one that is written again. */
	gone: string[];
}

/** So many that have left the list are remembered, the last ones. */
const mostGone = 2000;

/**
 * The files of a storage that nobody writes any more and that are in no item. The list has no order by time that is
 * known, so all of them are read; it holds what waits for import and nothing else. Throws a VidiCoreError.
 */
export async function readyFiles(
	http: VidiCoreHttp,
	storageId: string,
	path: string,
	most = Infinity,
): Promise<StorageFile[]> {
	const search = { path, states: ['CLOSED', 'BEING_READ'], imported: false };
	const files: StorageFile[] = [];
	for await (const page of filesOnStorage(http, storageId, search, most)) files.push(...page);
	// A server that ignores the filter would list files that are still being written.
	return files.filter(({ state, itemIds }) => state !== 'OPEN' && itemIds.length === 0);
}

/** The state behind all files that are ready by now. A file that a shifting list hides is in the second reading. */
export async function afterReadyFiles(http: VidiCoreHttp, storageId: string, path: string): Promise<FilesSeen> {
	const twice = [...(await readyFiles(http, storageId, path)), ...(await readyFiles(http, storageId, path))];
	return { ready: [...new Set(twice.map(({ fileId }) => fileId))], gone: [] };
}

/** The files that have become ready since then, each once, by their time. Throws a VidiCoreError. */
export async function filesReadySince(
	http: VidiCoreHttp,
	storageId: string,
	path: string,
	seen: FilesSeen,
): Promise<{ events: StorageFile[]; seen: FilesSeen }> {
	const files = await readyFiles(http, storageId, path);
	const known = new Set([...seen.ready, ...seen.gone]);
	const ready = files.map(({ fileId }) => fileId);
	const there = new Set(ready);
	const gone = [...seen.gone, ...seen.ready].filter((id) => !there.has(id)).slice(-mostGone);
	const events = files.filter(({ fileId }) => !known.has(fileId));
	events.sort((a, b) => ((a.timestamp ?? '') < (b.timestamp ?? '') ? -1 : 1));
	return { events, seen: { ready, gone } };
}
