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
		...(job.started ? { started: isoTime(job.started) } : {}),
		...(job.finished ? { finished: isoTime(job.finished) } : {}),
		...(errorMessage ? { errorMessage } : {}),
	};
}
