import { afterReadyFiles, filesReadySince, readyFiles, type FilesSeen } from '../../vidicore/events/readyFiles';
import type { VidiCoreHttp } from '../../vidicore/http';
import { fileOutput } from '../VidiCore/file/fileOutput';
import type { PolledEvent } from './triggerEvent';

/** A file lies on a storage, whole, and is in no item. `path` may hold `*` and `?`; '' for all files. */
export const fileAppeared = (http: VidiCoreHttp, storageId: string, path: string): PolledEvent => ({
	stateKey: `fileAppeared ${storageId} ${path}`,
	check: async () => void (await readyFiles(http, storageId, path, 1)),
	begin: async () => ({ ...(await afterReadyFiles(http, storageId, path)) }),
	since: async (state) => {
		const { events, seen } = await filesReadySince(http, storageId, path, state as unknown as FilesSeen);
		return { events: events.map(fileOutput), state: { ...seen } };
	},
	samples: async () => (await readyFiles(http, storageId, path, 1)).map(fileOutput),
});
