import {
	NodeConnectionTypes,
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { bothVersions } from '../kit/laterVersion';
import { methodsOf } from '../kit/fields/grouped';
import { notice } from '../kit/fields/plain';
import { plainProperties } from '../kit/properties';
import { eventFields } from '../events/eventFields';
import { askedFor, askToCall, stopCalls } from './subscription';
import { called } from './called.webhook';

export class VidiCoreTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'VidiCore Trigger',
		name: 'vidiCoreTrigger',
		icon: { light: 'file:../../icons/vidiCoreTrigger.svg', dark: 'file:../../icons/vidiCoreTrigger.dark.svg' },
		group: ['trigger'],
		...bothVersions,
		subtitle:
			'={{ "Start when: " + { jobEnded: "a job ends", itemEntered: "an item comes into a collection", itemImported: ' +
			'"an item is imported", metadataChanged: ($parameter["fields"] || "a field") + " changes" ' +
			'}[$parameter["event"]] }}',
		description: 'Starts the workflow when something happens in VidiCore, at once: VidiCore calls n8n',
		defaults: { name: 'VidiCore Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'vidiCoreApi', required: true }],
		webhooks: [{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'vidicore' }],
		properties: plainProperties({
			notice: notice(
				'VidiCore must be able to reach n8n. If it cannot, or if not a single event may be missed while n8n is down, ' +
					'use "VidiCore Polling Trigger" instead: it asks VidiCore by the clock.',
			),
			...eventFields,
		}),
	};

	methods = methodsOf(eventFields);

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await askedFor(this);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await askToCall(this);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await stopCalls(this);
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await called(this);
	}
}
