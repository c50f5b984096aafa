import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { VidiCoreHttp } from '../../vidicore/http';
import { listCognitiveServices } from '../../vidicore/resources/vidinet';
import { UserError } from '../kit/errors';
import { onlineService } from './onlineService';

/**
 * Finds the one attached AI service whose name holds the words. Throws a UserError when there is none or more than
 * one.
 */
export async function findService(context: IExecuteFunctions, http: VidiCoreHttp, item: number): Promise<IDataObject> {
	const words = String(context.getNodeParameter('serviceName', item, '')).trim();
	const services = await listCognitiveServices(http);
	const found = services.filter(({ name }) => name.toLowerCase().includes(words.toLowerCase()));
	const list = (some: typeof services) =>
		some.map(({ name, resourceId }) => `${name || 'without a name'} (${resourceId})`).join(', ');
	if (services.length === 0) {
		throw new UserError(
			'No AI service of VidiNet is attached to this VidiCore',
			'Use "Attach From ResourceDocument" with the document from the VidiNet dashboard.',
		);
	}
	const [only] = found;
	if (only === undefined)
		throw new UserError(`No attached service has "${words}" in its name`, `Attached are: ${list(services)}.`);
	if (found.length > 1)
		throw new UserError(
			`${found.length} attached services ${words ? `have "${words}" in their names` : 'come into question'}: ${list(found)}`,
			'Enter more of the name in "Name Contains".',
		);
	return { ...(await onlineService(context, http, only.resourceId, item)), action: 'found' };
}
