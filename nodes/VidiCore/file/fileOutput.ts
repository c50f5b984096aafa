import { ownState } from '../../kit/stateWords';
import type { StorageFile } from '../../../vidicore/storages/files';

/** A file as our nodes hand it on; what VidiCore does not say is left out. */
export const fileOutput = ({ fileId, path, state, size, timestamp, hash, storageId, itemIds }: StorageFile) => ({
	fileId,
	path,
	fileName: path.split('/').at(-1) ?? path,
	state,
	...(size === undefined ? {} : { size }),
	...(timestamp === undefined ? {} : { timestamp }),
	...(hash === undefined ? {} : { hash }),
	...(storageId === undefined ? {} : { storageId }),
	imported: itemIds.length > 0,
	...(itemIds[0] === undefined ? {} : { itemId: itemIds[0] }),
	...(itemIds.length > 1 ? { itemIds } : {}),
});

/** What is output of a file. */
export const fileOutputs = {
	fileId: 'The file, for Item: Import',
	path: 'Where it lies on its storage',
	fileName: 'Its name',
	state: 'How it stands: whole, being written, being read, lost, archived …',
	vidiCoreState: ownState,
	size: 'Its size in bytes',
	timestamp: 'When it was last changed',
	hash: 'VidiCore’s hash of its content, where it has made one',
	storageId: 'The storage on which it lies',
	imported: 'Whether it is in an item',
	itemId: 'The item that it is in',
	itemIds: 'All items that it is in, where there are several',
};
