import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { VidiCoreHttp } from '../../vidicore/http';
import { readResourceDocument, type VidiNetAttachment } from '../../vidicore/resources/resourceDocument';
import { attachService as attach, listCognitiveServices } from '../../vidicore/resources/vidinet';
import { UserError } from '../kit/errors';
import { onlineService } from './onlineService';

/**
 * Attaches the service of one item's ResourceDocument, unless the same service is attached already, and waits until
 * it is ONLINE.
 */
export async function attachService(
	context: IExecuteFunctions,
	http: VidiCoreHttp,
	item: number,
): Promise<IDataObject> {
	const attachment = checkedDocument(String(context.getNodeParameter('resourceDocument', item, '') ?? ''));
	const existing = (await listCognitiveServices(http)).find(({ serviceId }) => serviceId === attachment.serviceId);
	const resourceId = existing?.resourceId ?? (await attach(http, attachment));
	return { ...(await onlineService(context, http, resourceId, item)), action: existing ? 'reused' : 'attached' };
}

function checkedDocument(text: string): VidiNetAttachment {
	let problem: string;
	try {
		return readResourceDocument(text);
	} catch (error) {
		problem = error instanceof Error ? error.message : String(error);
	}
	throw new UserError(
		`The ResourceDocument cannot be used: ${problem}`,
		'Copy the whole document from the page of the service in the VidiNet dashboard, from <ResourceDocument to </ResourceDocument>.',
	);
}
