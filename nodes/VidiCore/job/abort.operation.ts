import { abortJob } from '../../../vidicore/jobs/changeJob';
import type { JobDocument } from '../../../vidicore/jobs/documents';
import { readJob } from '../../../vidicore/jobs/readJob';
import { jobOutcome } from '../../../vidicore/jobs/state';
import { waitForJobs } from '../../../vidicore/jobs/waitForJobs';
import { reworded } from '../../kit/field';
import { number } from '../../kit/fields/plain';
import { operation } from '../../kit/operation';
import { jobOutput, jobOutputs } from '../../paidJobs/jobOutput';
import { anyJobPicker } from '../../pickers/job';

/** Ends a job before it has done its work. */
export const abort = operation({
	value: 'abort',
	label: 'Abort',
	action: 'Abort a job',
	description: 'End a job before it has done its work; what VidiNet has done of it may be billed all the same',
	fields: {
		jobId: reworded(anyJobPicker, { description: 'The job that is to be ended' }),
		limitSeconds: number({
			displayName: 'Wait at Most (Seconds)',
			default: 60,
			minValue: 1,
			description: 'How long to wait until VidiCore has ended it',
		}),
	},
	outputs: {
		...jobOutputs,
		aborted: 'Whether the job is aborted now',
		reason: 'Why it is not: it had ended before, VidiCore is still ending it, or it goes on',
	},
	async run({ jobId, limitSeconds }, { vidiCore, signal }) {
		const http = await vidiCore();
		const before = await readJob(http, jobId, { signal });
		if (jobOutcome(before.status) !== 'running') {
			const aborted = jobOutcome(before.status) === 'aborted';
			return { ...jobOutput(before), aborted, reason: `It had ended before: ${before.status}` };
		}
		await abortJob(http, jobId, { signal });
		const wait = { limitMs: limitSeconds * 1000, maxPauseMs: 5000, signal };
		const result = (await waitForJobs(http, [jobId], wait)).get(jobId);
		const job = result?.kind === 'ended' ? result.job : await readJob(http, jobId, { signal });
		const outcome = jobOutcome(job.status);
		if (outcome === 'aborted') return { ...jobOutput(job), aborted: true };
		return { ...jobOutput(job), aborted: false, reason: outcome === 'running' ? notYet(job) : 'It ended before that' };
	},
});

/** A job that is to be ended says so itself (documented); one that does not may never have been asked. */
const notYet = ({ status }: JobDocument): string =>
	status.endsWith('_PENDING')
		? `VidiCore is still ending it: ${status}`
		: `VidiCore answered and the job goes on all the same: ${status}. Run this again.`;
