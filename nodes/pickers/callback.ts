import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { listCallbacks } from '../../vidicore/resources/callback';
import { s3Uri } from '../../vidicore/resources/s3Uri';
import { vidiCore } from '../kit/vidiCore';
import { picker } from '../kit/fields/picker';
import { matching } from './page';

/** The callback resources by bucket and folder. */
export async function searchCallbacks(this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
	const callbacks = await listCallbacks(await vidiCore(this));
	return matching(
		callbacks.map(({ resourceId, location }) => ({
			name: `${location ? s3Uri(location) : 'Callback'} (${resourceId})`,
			value: resourceId,
		})),
		{ filter, none: 'There is no callback in this VidiCore yet. "VidiCore Create Callback Resource" makes one.' },
	);
}

export const callbackPicker = picker(
	{ searchCallbacks },
	{
		displayName: 'Callback',
		description: 'The callback resource: the S3 folder through which the service hands its results to VidiCore',
		whenEmpty:
			'Pick one from the list. "VidiCore Create Callback Resource" makes one where the list is empty. A service that ' +
			'works without takes the option "Service Needs No Callback" of Analyze Item.',
	},
);
