import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { VidiCoreHttp } from '../../vidicore/http';
import { jobErrorText, jobOutcome } from '../../vidicore/jobs/state';
import type { WaitResult } from '../../vidicore/jobs/waitForJobs';
import { UserError } from '../kit/errors';
import { failedItem } from '../kit/failedItem';
import { jobOutput } from '../paidJobs/jobOutput';
import { failureAdvice } from './failureAdvice';
import { jobIds, namedJobs } from './namedJobs';
import { watchedJobs } from './watchedJobs';
import type { JobValues, WaitSettings } from './waitSettings';

/**
 * How long the tool of an agent waits at most, in ms. The agent stands still meanwhile, and so does whoever talks to
 * it; many servers in between cut such a conversation after a minute.
 */
export const toolWaitMs = 30_000;

/**
 * What Wait For Job says when it is the tool of an agent, whichever way of waiting is chosen: how the job stands, after
 * a short wait for its end unless it is only to look. Never parks, because n8n would park the agent with it, and never
 * takes a failed job for a failure of its own, because the model is to know why. All in the first output: a model is
 * told of no other. Throws, or hands on as an item, what is wrong with the asking itself: no id, an unknown job.
 */
export async function tellModel(
	items: readonly JobValues[],
	settings: WaitSettings,
	context: IExecuteFunctions,
	http: VidiCoreHttp,
): Promise<INodeExecutionData[]> {
	const named = namedJobs(items, context.getInputData());
	const results = await watchedJobs(context, http, jobIds(named), {
		limitMs: settings.way === 'once' ? 0 : Math.min(settings.limitMinutes * 60_000, toolWaitMs),
		maxPauseMs: 5000,
	});
	return named.map((id, item) => {
		if (id instanceof UserError) return failedItem(context, id, item);
		if (id === '') return { json: context.getInputData()[item]?.json ?? {}, pairedItem: { item } };
		if ('error' in results) return failedItem(context, results.error, item);
		const result = results.get(id) as WaitResult;
		if (result.kind === 'unreadable') return failedItem(context, result.error, item);
		return { json: standing(id, result), pairedItem: { item } };
	});
}

/** The job in few words, and what the model should do next where that is not plain. */
function standing(jobId: string, result: Exclude<WaitResult, { kind: 'unreadable' }>): IDataObject {
	if (result.kind !== 'ended')
		return {
			jobId,
			...(result.lastStatus ? { status: result.lastStatus } : {}),
			outcome: 'running',
			next:
				'The job goes on in VidiCore. Ask again later with the same job id; do not start it again, that would be ' +
				'billed.',
		};
	const outcome = jobOutcome(result.job.status);
	const next = outcome === 'failed' || outcome === 'aborted' ? { next: failureAdvice(jobErrorText(result.job)) } : {};
	return { ...jobOutput(result.job), ...next };
}
