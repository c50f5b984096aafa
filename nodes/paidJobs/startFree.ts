import type { IDataObject } from 'n8n-workflow';
import type { VidiCoreHttp } from '../../vidicore/http';
import type { Call } from '../kit/operation';
import { startOnce, type Start } from './startOnce';

/**
 * Starts a job of VidiCore's own, which nobody bills, unless the same runs already: by the same guard as the paid ones,
 * so that a retry finds what the attempt before it has started. Throws VidiCoreErrors.
 */
export const startFree = (
	call: Pick<Call, 'context' | 'item' | 'signal'>,
	http: VidiCoreHttp,
	start: Pick<Start, 'path' | 'options' | 'about'>,
): Promise<IDataObject> =>
	startOnce(call, http, {
		...start,
		of: {},
		marks: [],
		// An aborted job of these can leave half a file, shape or item behind, and it costs nothing but time.
		givesWay: false,
		cost: { costCeiling: -1, costCurrency: '', estimateCost: false, budget: -1 },
		useDone: false,
		whenDone: () => ({}),
	});
