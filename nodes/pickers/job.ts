import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { listJobs } from '../../vidicore/jobs/readJob';
import { isoTime } from '../../vidicore/jobs/state';
import { vidiCore } from '../kit/vidiCore';
import { shownState } from '../kit/stateWords';
import { picker } from '../kit/fields/picker';
import { matching } from './page';

/** The newest jobs of any state. */
export async function searchJobs(this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
	const jobs = await listJobs(await vidiCore(this), { sort: 'startTime desc', number: 100 });
	return matching(
		jobs.map(({ jobId, type, status, started }) => ({
			name: `${shownState(status)} – ${[type, minute(started)].filter(Boolean).join(', ')} (${jobId})`,
			value: jobId,
		})),
		{ filter, none: 'There is no job in this VidiCore that your user may see.' },
	);
}

/** `2026-11-30 14:02`, in UTC; '' for a job that does not say when it began. */
const minute = (time: string | undefined): string =>
	isoTime(time ?? '')
		.slice(0, 16)
		.replace('T', ' ');

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
