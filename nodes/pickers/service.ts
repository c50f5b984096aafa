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
			name: `${name || 'Unnamed service'} (${resourceId}${state ? `, ${state}` : ''})`,
			value: resourceId,
		})),
		filter,
	);
}

export const servicePicker = picker(
	{ searchServices },
	{ displayName: 'Service', description: 'The VidiNet service that does the work, as it is attached to VidiCore' },
);
