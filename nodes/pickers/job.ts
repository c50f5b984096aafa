import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { listJobs } from '../../vidicore/jobs/readJob';
import { vidiCore } from '../kit/vidiCore';
import { picker } from '../kit/fields/picker';
import { matching } from './page';

/** The newest jobs of any state. */
export async function searchJobs(this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
	const jobs = await listJobs(await vidiCore(this), { sort: 'startTime desc', number: 100 });
	return matching(
		jobs.map(({ jobId, type, status }) => ({
			name: `${jobId} ${[type, status].filter(Boolean).join(', ')}`,
			value: jobId,
		})),
		filter,
	);
}

export const jobPicker = picker(
	{ searchJobs },
	{
		displayName: 'Job',
		description:
			'The job to wait for. Train Collection and Analyze Item put its ID into the field jobId of their output.',
	},
);

/** Any job, where nothing is waited for. */
export const anyJobPicker = picker(
	{ searchJobs },
	{ displayName: 'Job', description: 'The job, by its ID or from the newest' },
);
