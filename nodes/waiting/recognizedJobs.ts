import type { IExecuteFunctions } from 'n8n-workflow';
import { VidiCoreError } from '../../vidicore/errors';
import type { WaitResult } from '../../vidicore/jobs/waitForJobs';
import { recognized } from '../kit/recognized';

/** The same results; where there is no such job, the error says what the id is instead. */
export async function recognizedJobs(
	context: IExecuteFunctions,
	results: ReadonlyMap<string, WaitResult>,
): Promise<Map<string, WaitResult>> {
	const told = new Map(results);
	for (const [id, result] of results) {
		if (result.kind !== 'unreadable') continue;
		const error = await recognized(context, result.error);
		if (error instanceof VidiCoreError) told.set(id, { kind: 'unreadable', error });
	}
	return told;
}
