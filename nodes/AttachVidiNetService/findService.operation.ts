import { listCognitiveServices } from '../../vidicore/resources/vidinet';
import { UserError } from '../kit/errors';
import { text } from '../kit/fields/plain';
import { operation } from '../kit/operation';
import { onlineService, serviceOutputs, waitSeconds } from './onlineService';

/**
 * Finds the one attached AI service whose name holds the words. Throws a UserError when there is none or more than
 * one.
 */
export const findService = operation({
	value: 'find',
	label: 'Find Attached Service',
	action: 'Find an attached service',
	description: 'For a service that is attached already, by hand or by VidiNet itself',
	fields: {
		serviceName: text({
			displayName: 'Name Contains',
			placeholder: 'e.g. Face',
			description: 'A part of the name of the service. Leave empty when only one AI service is attached.',
		}),
		waitSeconds,
	},
	outputs: serviceOutputs,
	async run({ serviceName: words, waitSeconds: seconds }, { vidiCore, signal }) {
		const http = await vidiCore();
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
				`${found.length} attached services ${words ? `have "${words}" in their names` : 'come into question'}: ` +
					`${list(found)}`,
				'Enter more of the name in "Name Contains".',
			);
		return { ...(await onlineService(http, only.resourceId, seconds, signal)), action: 'found' };
	},
});
