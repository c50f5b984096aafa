import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { VidiCoreHttp } from '../../vidicore/http';
import { waitForJobs, type WaitResult } from '../../vidicore/jobs/waitForJobs';
import { cancelSignal } from '../kit/n8nFunctions';
import { failedItem } from '../kit/failedItem';
import { failed, sortedJobs, type Looked } from './sortedJobs';
import { jobIds, namedJobs } from './namedJobs';
import { recognizedJobs } from './recognizedJobs';
import type { JobValues } from './waitSettings';

/** Looks at the jobs of all input items once and sorts them by how they stand. */
export async function checkOnce(
	items: readonly JobValues[],
	context: IExecuteFunctions,
	http: VidiCoreHttp,
): Promise<INodeExecutionData[][]> {
	const named = namedJobs(items, context.getInputData());
	const looked = await lookAt(http, jobIds(named), cancelSignal(context));
	const results = await recognizedJobs(context, looked);
	const outputs = sortedJobs(
		named.flatMap((jobId, item): Looked[] => {
			const result = typeof jobId === 'string' ? results.get(jobId) : undefined;
			return typeof jobId === 'string' && result?.kind !== 'unreadable'
				? [{ item, jobId, input: context.getInputData()[item]?.json ?? {}, result }]
				: [];
		}),
	);
	for (const [item, jobId] of named.entries()) {
		const result = typeof jobId === 'string' ? results.get(jobId) : undefined;
		const problem = typeof jobId === 'string' ? (result?.kind === 'unreadable' ? result.error : undefined) : jobId;
		if (problem) outputs[failed]?.push(failedItem(context, problem, item));
	}
	return outputs;
}

/** One round of looking. Throws a VidiCoreError when VidiCore cannot be asked at all. */
export const lookAt = (
	http: VidiCoreHttp,
	ids: readonly string[],
	signal?: AbortSignal,
): Promise<Map<string, WaitResult>> => waitForJobs(http, ids, { limitMs: 0, maxPauseMs: 1000, signal });
