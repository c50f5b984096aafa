import type { ILoadOptionsFunctions, INodeListSearchResult, INodeProperties } from 'n8n-workflow';
import { listCallbacks } from '../../vidicore/resources/callback';
import { s3Uri } from '../../vidicore/resources/s3Uri';
import { vidiCore } from '../kit/vidiCore';
import { picker, withoutRequired } from '../kit/fields/picker';
import { matching } from './page';

/** The callback resources by bucket and folder. */
export async function searchCallbacks(this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
	const callbacks = await listCallbacks(await vidiCore(this));
	return matching(
		callbacks.map(({ resourceId, location }) => ({
			name: `${location ? s3Uri(location) : 'Callback'} (${resourceId})`,
			value: resourceId,
		})),
		filter,
	);
}

export const callbackPicker = picker(
	{ searchCallbacks },
	{
		displayName: 'Callback',
		description: 'The callback resource: the S3 folder through which the service hands its results to VidiCore',
	},
);

/** As it stands in nodes that are declared by hand. */
export const callbackLocator: INodeProperties = { ...callbackPicker.property, name: 'callbackId' };

/** The same where it may stay empty. */
export const callbackLocatorOptional: INodeProperties = withoutRequired(callbackLocator);
