import type { OperationGroup } from '../../kit/properties';
import { abort } from './abort.operation';
import { getJob } from './getJob.operation';
import { getManyJobs } from './getManyJobs.operation';
import { runAgain } from './runAgain.operation';

export const jobOperations: OperationGroup = {
	resource: { value: 'job', label: 'Job', description: 'Work that VidiCore does: an import, a transcode, an analysis' },
	operations: [abort, getJob, getManyJobs, runAgain],
	default: 'get',
};
