import type { Store } from '../store';
import { methodsOf, type Storage } from './files';

/** A StorageDocument (recorded members), with what is kept of it. */
export function storageDocument(storage: Storage, { files, kept }: Store): object {
	const { id, capacity = 10 ** 15, type = 'LOCAL', state = 'NONE', described } = storage;
	const used = files.on(storage).reduce((sum, { size }) => sum + size, 0);
	const field = [...kept.at(`/API/storage/${id}/metadata`)].map(([key, one]) => ({ key, value: String(one.text) }));
	return {
		...described,
		id,
		state,
		type,
		capacity,
		freeCapacity: Math.max(0, capacity - used),
		method: methodsOf(storage),
		...(field.length > 0 ? { metadata: { field } } : {}),
	};
}
