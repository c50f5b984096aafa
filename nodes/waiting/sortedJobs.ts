import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { jobOutcome } from '../../vidicore/jobs/state';
import type { WaitResult } from '../../vidicore/jobs/waitForJobs';
import { jobOutput } from '../paidJobs/jobOutput';

/**
 * The outputs of the ways that do not stay until the end, by what is known of a job. n8n hands a parked node's input
 * to the first when its time is over.
 */
export const outputNames = ['Still Running', 'Finished', 'Failed'] as const;
export const [stillRunning, finished, failed] = [0, 1, 2] as const;

/** One job on its way out: what came in with it, and what is known of it. */
export interface Looked {
	item: number;
	/** '' when there is nothing to wait for. */
	jobId: string;
	input: IDataObject;
	/** Absent when the job was not looked at. */
	result?: WaitResult;
}

/**
 * Each job at the output where it belongs, with the fields of its input: a running one can be led back, and after a
 * call n8n pairs items by their place in the output instead of as we say (measured), so that nothing behind should
 * have to look back.
 */
export function sortedJobs(looked: readonly Looked[]): INodeExecutionData[][] {
	const outputs: INodeExecutionData[][] = outputNames.map(() => []);
	for (const entry of looked) outputs[outputOf(entry)]?.push({ json: jsonOf(entry), pairedItem: { item: entry.item } });
	return outputs;
}

function outputOf({ jobId, input, result }: Looked): number {
	// Where one step starts and waits, an item whose start failed has no job.
	if (jobId === '') return 'error' in input ? failed : finished;
	if (result?.kind === 'unreadable') return failed;
	if (result?.kind !== 'ended') return stillRunning;
	const outcome = jobOutcome(result.job.status);
	return outcome === 'failed' || outcome === 'aborted' ? failed : finished;
}

function jsonOf({ jobId, input, result }: Looked): IDataObject {
	if (jobId === '') return input;
	if (result?.kind === 'ended') return { ...input, ...jobOutput(result.job) };
	if (result?.kind === 'unreadable') return { ...input, jobId, outcome: 'unknown', errorMessage: result.error.message };
	const status = result?.lastStatus;
	return { ...input, jobId, ...(status ? { status } : {}), outcome: 'running' };
}
