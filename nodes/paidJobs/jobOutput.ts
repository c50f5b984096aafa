import type { IDataObject } from 'n8n-workflow';
import type { JobDocument } from '../../vidicore/jobs/documents';
import { isoTime, jobData, jobErrorText, jobOutcome } from '../../vidicore/jobs/state';

/** A job as our nodes hand it on: small, flat, without anything that could hold a key. Absent members are left out. */
export function jobOutput(job: JobDocument): IDataObject {
	const outcome = jobOutcome(job.status);
	const itemId = jobData(job, 'itemId') ?? jobData(job, 'item');
	const errorMessage =
		outcome === 'failed' || outcome === 'aborted' || outcome === 'warning' ? jobErrorText(job) : undefined;
	return {
		jobId: job.jobId,
		status: job.status,
		outcome,
		...(job.type ? { type: job.type } : {}),
		...(itemId ? { itemId } : {}),
		...(job.user ? { user: job.user } : {}),
		...(job.priority ? { priority: job.priority } : {}),
		...(job.started ? { startedAt: isoTime(job.started) } : {}),
		...(job.finished ? { finishedAt: isoTime(job.finished) } : {}),
		...(errorMessage ? { errorMessage } : {}),
	};
}

/** What is output of any job. */
export const jobOutputs = {
	jobId: 'The job',
	state: 'How it stands, in one word: waiting, running, finished, warning, failed, aborted',
	status: 'The same in VidiCore’s words: READY, STARTED, FINISHED, FAILED_TOTAL …',
	outcome: 'In place of state, from nodes of version 1: running, finished, warning, failed, aborted',
	type: 'What kind of job it is: ANALYZE …',
	itemId: 'The item it works on',
	user: 'Who started it',
	priority: 'How it stands in VidiCore’s queue',
	startedAt: 'When it was started',
	finishedAt: 'When it ended',
	errorMessage: 'Why it failed, in the job’s own words',
};
