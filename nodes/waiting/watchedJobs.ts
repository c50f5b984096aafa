import type { IExecuteFunctions } from 'n8n-workflow';
import type { VidiCoreHttp } from '../../vidicore/http';
import { waitForJobs, type WaitResult } from '../../vidicore/jobs/waitForJobs';
import { cancelSignal } from '../kit/n8nFunctions';
import { recognizedJobs } from './recognizedJobs';

/**
 * How the jobs stand at their end, or when the time is over (`limitMs`, with pauses of `maxPauseMs` at most), by id.
 * What keeps all of them from being asked is handed back as it was thrown: it belongs to each input item.
 */
export const watchedJobs = async (
	context: IExecuteFunctions,
	http: VidiCoreHttp,
	ids: string[],
	limits: { limitMs: number; maxPauseMs: number },
): Promise<ReadonlyMap<string, WaitResult> | { error: unknown }> =>
	await waitForJobs(http, ids, { ...limits, signal: cancelSignal(context) })
		.then(async (found) => await recognizedJobs(context, found))
		.catch((error: unknown) => ({ error }));
