import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { VidiCoreHttp } from '../../vidicore/http';
import { waitUntilOnline } from '../../vidicore/resources/vidinet';
import { UserError } from '../kit/errors';

/**
 * Waits for the service's state ONLINE as long as the node allows. Throws a UserError that names the state it stays
 * in.
 */
export async function onlineService(
	context: IExecuteFunctions,
	http: VidiCoreHttp,
	resourceId: string,
	item: number,
): Promise<IDataObject> {
	const seconds = Number(context.getNodeParameter('waitSeconds', item, 60));
	const { name, type, state } = await waitUntilOnline(
		http,
		resourceId,
		seconds * 1000,
		context.getExecutionCancelSignal(),
	);
	if (state !== 'ONLINE') {
		throw new UserError(
			`The service ${name || 'without a name'} is attached as ${resourceId}, but its state is ${state || 'not known yet'}${seconds > 0 ? ` after ${seconds} seconds` : ''}`,
			advice(state),
		);
	}
	return { resourceId, name, type, state };
}

function advice(state: string): string {
	return state === 'UNAUTHORIZED'
		? 'VidiNet does not accept the key in the ResourceDocument. Copy the document from the VidiNet dashboard again, or check there that the service is active.'
		: 'Run this node again later with "Find Attached Service", or look at the service in the VidiNet dashboard.';
}
