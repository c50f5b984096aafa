import type { VidiCoreHttp } from '../http';
import { readParts } from '../plainLists';

export interface Storage {
	id: string;
	/** Where it is, in all ways in which VidiCore reaches it; they hold keys. */
	uris: string[];
}

/** The storages of VidiCore (recorded list). Throws a VidiCoreError. */
export async function readStorages(http: VidiCoreHttp): Promise<Storage[]> {
	const list = { what: 'the list of storages', member: 'storage', root: 'StorageListDocument' } as const;
	const storages = await readParts(http, '/API/storage', list); // whole: no pages are documented
	return storages.map((storage) => ({
		id: storage.text('id'),
		uris: (storage.partsIfAny('method') ?? []).map((method) => method.textIfAny('uri') ?? ''),
	}));
}
