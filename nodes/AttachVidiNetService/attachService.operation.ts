import { readResourceDocument, type VidiNetAttachment } from '../../vidicore/resources/resourceDocument';
import { attachService as attach, listCognitiveServices } from '../../vidicore/resources/vidinet';
import { UserError } from '../kit/errors';
import { notice, text } from '../kit/fields/plain';
import { operation } from '../kit/operation';
import { onlineService, serviceOutputs, waitSeconds } from './onlineService';

/**
 * Attaches the service of one item's ResourceDocument, unless the same service is attached already, and waits until
 * it is ONLINE.
 */
export const attachService = operation({
	value: 'attach',
	label: 'Attach From ResourceDocument',
	action: 'Attach a service from its resource document',
	description: 'Use the document that the VidiNet dashboard shows for the service',
	fields: {
		notice: notice(
			'The document holds a key and is saved with the workflow. Once the service is attached, empty the field and ' +
				'change the operation to "Find Attached Service".',
		),
		resourceDocument: text({
			displayName: 'ResourceDocument',
			rows: 8,
			required: true,
			placeholder: '<ResourceDocument xmlns="http://xml.vidispine.com/schema/vidispine"> …',
			description: 'The XML from the page of the service in the VidiNet dashboard, as it is',
		}),
		waitSeconds,
	},
	outputs: serviceOutputs,
	async run(fields, { vidiCore, signal }) {
		const attachment = checkedDocument(fields.resourceDocument);
		const http = await vidiCore();
		const existing = (await listCognitiveServices(http)).find(({ serviceId }) => serviceId === attachment.serviceId);
		const resourceId = existing?.resourceId ?? (await attach(http, attachment));
		const service = await onlineService(http, resourceId, fields.waitSeconds, signal);
		return { ...service, action: existing ? 'reused' : 'attached' };
	},
});

function checkedDocument(text: string): VidiNetAttachment {
	let problem: string;
	try {
		return readResourceDocument(text);
	} catch (error) {
		problem = error instanceof Error ? error.message : String(error);
	}
	throw new UserError(
		`The ResourceDocument cannot be used: ${problem}`,
		'Copy the whole document from the page of the service in the VidiNet dashboard, from <ResourceDocument to ' +
			'</ResourceDocument>.',
	);
}
