import { ask, type Part } from '../answers';
import { segment, type VidiCoreHttp } from '../http';
import { isoTime } from '../jobs/state';
import { isLastPage, type ListPage } from '../pages';

/** A file on a storage, as VidiCore has last seen it. */
export interface StorageFile {
	fileId: string;
	/** Relative to the storage. */
	path: string;
	/** OPEN while it is written, CLOSED when it can be read, LOST … (the words of the vendor's own tools). */
	state: string;
	/** In bytes. */
	size?: number;
	/** When it was last changed, ISO 8601 in UTC. */
	timestamp?: string;
	hash?: string;
	storageId?: string;
	/** The items that it is in. */
	itemIds: string[];
}

/** One file, with the items that it is in (parameter documented). Throws a VidiCoreError. */
export async function readStorageFile(http: VidiCoreHttp, fileId: string, signal?: AbortSignal): Promise<StorageFile> {
	const query = [['includeItem', true]] as const;
	return fileOf(await ask(http, 'GET', `/API/file/${segment(fileId)}`, `the file ${fileId}`, { query, signal }));
}

/** Which files of a storage are wanted. */
export interface FileSearch {
	/** A path; `*` and `?` in it stand for anything. */
	path?: string;
	states?: readonly string[];
	/** Only what is in no item, or only what is in one. */
	imported?: boolean;
}

const pageSize = 500;

/**
 * The files on a storage, page by page, with the items that they are in. `first` counts from 0 here, and without
 * `number` ten would come (documented). A list that changes meanwhile may shift, so that each file is given once.
 * Throws a VidiCoreError.
 */
export async function* filesOnStorage(
	http: VidiCoreHttp,
	storageId: string,
	search: FileSearch,
	limit = Infinity,
	signal?: AbortSignal,
): AsyncGenerator<StorageFile[]> {
	const path = `/API/storage/${segment(storageId)}/file`;
	const seen = new Set<string>();
	for (let first = 0; seen.size < limit;) {
		const number = Math.min(pageSize, limit - seen.size);
		const query = [...searchQuery(search), ['includeItem', true], ['first', first], ['number', number]] as const;
		const list = await ask(http, 'GET', path, 'the list of files', { query, signal });
		const page = list.page('file', first + 1);
		const files = page.entries.map(fileOf).filter(({ fileId }) => !seen.has(fileId));
		for (const { fileId } of files) seen.add(fileId);
		yield files;
		if (isLastPage(page, first + 1, number)) return;
		first += page.entries.length;
	}
}

function searchQuery({ path, states = [], imported }: FileSearch): Array<readonly [string, string | boolean]> {
	return [
		...(path
			? ([
					['path', path],
					['wildcard', /[*?]/.test(path)],
				] as const)
			: []),
		...(states.length > 0 ? ([['state', states.join(',')]] as const) : []),
		...(imported === undefined ? [] : ([['filter', imported ? 'item' : 'noitem']] as const)),
	];
}

/**
 * One page of the files on all storages that are in no item yet and whose path holds the words. `first` is 1-based, as
 * everywhere else in this client; this list counts from 0 (documented). The name of the list's member is not certain,
 * so two are taken. Throws a VidiCoreError.
 */
export async function importableFiles(
	http: VidiCoreHttp,
	words: string | undefined,
	first: number,
	number: number,
): Promise<ListPage<StorageFile>> {
	const path = words
		? ([
				['path', `*${words}*`],
				['wildcard', true],
			] as const)
		: [];
	const query = [...path, ['first', first - 1], ['number', number]] as const;
	const list = await ask(http, 'GET', '/API/storage/importable', 'the list of importable files', { query });
	const entries = list.partsIfAny('element') ?? list.partsIfAny('file') ?? [];
	return {
		hits: list.numberIfAny('hits'),
		entries: entries.map((entry) => fileOf(entry.partIfAny('file') ?? entry)),
	};
}

/** The file in an answer: it has an id and a path at least. Its addresses are not read: they hold keys. */
export function fileOf(file: Part): StorageFile {
	const timestamp = file.textIfAny('timestamp');
	return {
		fileId: file.text('id'),
		path: file.text('path'),
		state: file.textIfAny('state') ?? '',
		size: file.numberIfAny('size'),
		...(timestamp === undefined ? {} : { timestamp: isoTime(timestamp) }),
		hash: file.textIfAny('hash'),
		storageId: file.textIfAny('storage'),
		itemIds: (file.partsIfAny('item') ?? []).map((item) => item.text('id')),
	};
}
