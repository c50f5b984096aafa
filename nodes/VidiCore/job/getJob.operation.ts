import { readJob } from '../../../vidicore/jobs/readJob';
import { operation } from '../../kit/operation';
import { jobOutput, jobOutputs } from '../../paidJobs/jobOutput';
import { anyJobPicker } from '../../pickers/job';

/** How a job stands now; Wait For Job waits for its end. */
export const getJob = operation({
	value: 'get',
	label: 'Get',
	action: 'Get a job',
	description: 'How a job stands now',
	pace: 'together',
	fields: { jobId: anyJobPicker },
	outputs: jobOutputs,
	async run({ jobId }, { vidiCore, signal }) {
		return jobOutput(await readJob(await vidiCore(), jobId, { signal }));
	},
});
