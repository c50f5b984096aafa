import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { listCognitiveServices } from '../../vidicore/resources/vidinet';
import { vidiCore } from '../kit/vidiCore';
import { picker } from '../kit/fields/picker';
import { matching } from './page';

/** The attached AI services with their states. */
export async function searchServices(this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
	const services = await listCognitiveServices(await vidiCore(this));
	return matching(
		services.map(({ resourceId, name, state }) => ({
			// The state first: the names are long, and n8n cuts off the end.
			name: `${state || 'not checked yet'} – ${name || 'Unnamed service'} (${resourceId})`,
			value: resourceId,
		})),
		{
			filter,
			none: 'No VidiNet service is attached to this VidiCore. "VidiCore Attach VidiNet Service" attaches one.',
		},
	);
}

export const servicePicker = picker(
	{ searchServices },
	{ displayName: 'Service', description: 'The VidiNet service that does the work, as it is attached to VidiCore' },
);
