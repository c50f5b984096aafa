import type { VidiCoreHttp } from '../../vidicore/http';
import { jobEnded } from './jobEnded';
import type { TriggerEvent } from './triggerEvent';

/** The types of jobs that bring a file into a new item (the vendor's own list of job types). */
const importTypes = ['IMPORT', 'PLACEHOLDER_IMPORT', 'RAW_IMPORT', 'AUTO_IMPORT'];

/** An item is there with its file: the job that imported it has ended well. */
export const itemImported = (http: VidiCoreHttp): TriggerEvent => ({
	...jobEnded(http, {
		types: importTypes,
		outcomes: ['finished', 'warning'],
		...{ itemId: '', collectionId: '', user: '' },
	}),
	stateKey: 'itemImported',
});
