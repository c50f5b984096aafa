import type { OperationGroup } from '../../kit/properties';
import { getJob } from './getJob.operation';

export const jobOperations: OperationGroup = {
	resource: { value: 'job', label: 'Job', description: 'Work that VidiCore does: an import, a transcode, an analysis' },
	operations: [getJob],
	default: 'get',
};
