import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { VidiCoreHttp } from '../../vidicore/http';
import { jobErrorText, jobOutcome, jobState } from '../../vidicore/jobs/state';
import type { WaitResult } from '../../vidicore/jobs/waitForJobs';
import { UserError } from '../kit/errors';
import { failedItem } from '../kit/failedItem';
import { jobOutput } from '../paidJobs/jobOutput';
import { failureAdvice } from './failureAdvice';
import { jobIds, namedJobs } from './namedJobs';
import { watchedJobs } from './watchedJobs';
import type { JobValues, WaitSettings } from './waitSettings';

/** Watches the jobs of all input items together; what comes out is in input order, one item each. */
export async function waitHere(
	items: readonly JobValues[],
	{ limitMinutes, options: { maxPauseSeconds } }: WaitSettings,
	context: IExecuteFunctions,
	http: VidiCoreHttp,
): Promise<INodeExecutionData[]> {
	const named = namedJobs(items, context.getInputData());
	const results = await watchedJobs(context, http, jobIds(named), {
		limitMs: limitMinutes * 60_000,
		maxPauseMs: maxPauseSeconds * 1000,
	});
	return named.map((id, item) => {
		if (id instanceof UserError) return failedItem(context, id, item);
		if (id === '') return { json: context.getInputData()[item]?.json ?? {}, pairedItem: { item } };
		if ('error' in results) return failedItem(context, results.error, item);
		try {
			return {
				json: endedJob(id, results.get(id) as WaitResult, limitMinutes, items[item]?.onFailedJob !== 'output'),
				pairedItem: { item },
			};
		} catch (error) {
			return failedItem(context, error, item);
		}
	});
}

/** The ended job. Throws for everything that must not be taken for one: still running, unknown, failed. */
function endedJob(id: string, result: WaitResult, limitMinutes: number, failureIsError: boolean): IDataObject {
	if (result.kind !== 'ended') throw notEnded(id, result, limitMinutes);
	const outcome = jobOutcome(result.job.status);
	if ((outcome === 'failed' || outcome === 'aborted') && failureIsError) {
		const why = jobErrorText(result.job);
		const what = outcome === 'failed' ? 'failed' : 'was aborted';
		throw new UserError(
			`Job ${id} ${what} (${result.job.status})${why ? `: ${why}` : ', and VidiCore gives no reason'}`,
			failureAdvice(why),
		);
	}
	return jobOutput(result.job);
}

function notEnded(id: string, result: Exclude<WaitResult, { kind: 'ended' }>, limitMinutes: number): Error {
	if (result.kind === 'unreadable') return result.error;
	if (result.kind === 'cancelled')
		return new UserError(`The wait for job ${id} was cancelled`, 'The job itself goes on in VidiCore.');
	const [state, own] = result.lastStatus ? [jobState(result.lastStatus), ` (${result.lastStatus})`] : ['running', ''];
	const after = limitMinutes > 0 ? ` after ${limitMinutes} minute${limitMinutes === 1 ? '' : 's'}` : '';
	return new UserError(
		`Job ${id} is still ${state}${own}${after}`,
		'It goes on in VidiCore and nothing is lost: raise "Wait at Most", or let a later execution wait for the same ' +
			'job id. Do not start the job again, that would be billed.',
	);
}
