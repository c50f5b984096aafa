import type { INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import type { VidiCoreHttp } from '../../vidicore/http';
import { runningJobs } from '../../vidicore/jobs/waitForJobs';
import { callAgain, done, doneWithNotice } from '../events/callAnswers';
import { comingOut } from '../kit/comingOut';
import { followsAllOutputs, isTool } from '../kit/n8nFunctions';
import { vidiCore } from '../kit/vidiCore';
import { takeBack } from './callBack';
import { lookAt } from './checkOnce';
import { jobIds } from './namedJobs';
import { recallInWebhook, type ParkedJob } from './parking';
import { sortedJobs } from './sortedJobs';

/** Makes what comes out of the ended jobs, which are sorted by output. */
export type Finish = (
	sorted: INodeExecutionData[][],
	jobs: readonly ParkedJob[],
	http: VidiCoreHttp,
) => Promise<INodeExecutionData[][]>;

/**
 * VidiCore calls: a job has ended, it says. That is looked up, never believed. While jobs of ours still run the
 * execution stays parked; when VidiCore cannot be asked it is told to call again, but not when that would be no better
 * next time. It must not throw: n8n would resume with an empty item.
 */
export async function calledBack(
	context: IWebhookFunctions,
	finish: Finish = (sorted) => Promise.resolve(sorted),
): Promise<IWebhookResponseData> {
	try {
		const parked = recallInWebhook(context);
		if (!parked) return doneWithNotice(context, 'It is not known any more which jobs this execution waits for');
		const { jobs, ...parking } = parked;
		const http = await vidiCore(context);
		const ids = jobIds(jobs.map(({ jobId }) => jobId));
		// The list of running jobs is one request however many jobs are ours; each message but the last ends here.
		if (ids.length > 1 && (await runningJobs(http, new Set(ids))).size > 0)
			return done('Other jobs of this execution still run');
		const results = await lookAt(http, ids);
		if ([...results.values()].some(({ kind }) => kind === 'timedOut' || kind === 'cancelled'))
			return done('The job still runs');
		// VidiCore is told to call again where this fails, so the notifications stay until then.
		const ended = sortedJobs(jobs.map((job) => ({ ...job, result: results.get(job.jobId) })));
		// An older n8n hands them back to the node, whose next round makes of them what is wanted.
		const sorted = followsAllOutputs(context) ? await finish(ended, jobs, http) : ended;
		await takeBack(http, { jobs, ...parking });
		const outputs = sorted.map((items) => comingOut(context, items));
		// A tool no longer parks, but one may have been parked before the package was updated; it has one output. An older
		// n8n drops what is not in the first; led back to this node, the next round sorts it.
		return { workflowData: isTool(context) || !followsAllOutputs(context) ? [outputs.flat()] : outputs };
	} catch (error) {
		return callAgain(context, error);
	}
}
