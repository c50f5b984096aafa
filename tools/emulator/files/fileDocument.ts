import type { StoredFile } from './files';

/** A FileDocument (recorded members). Its address holds VidiCore's keys, as VidiCore's own does. */
export const fileDocument = ({ id, path, state, size, hash, timestamp, storage }: StoredFile): object => ({
	id,
	path,
	uri: [`${storage.uri}${path}`],
	state,
	size,
	...(hash ? { hash } : {}),
	timestamp: timestamp.toISOString().replace('Z', '+0000'),
	refreshFlag: 1,
	storage: storage.id,
	metadata: {},
});
