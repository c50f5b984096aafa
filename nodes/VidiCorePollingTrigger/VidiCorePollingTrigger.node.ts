import {
	NodeConnectionTypes,
	type IDataObject,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';
import { comingOut } from '../kit/comingOut';
import { nodeError } from '../kit/errors';
import { bothVersions } from '../kit/laterVersion';
import { methodsOf } from '../kit/fields/grouped';
import { notice } from '../kit/fields/plain';
import { plainProperties } from '../kit/properties';
import { polledEventFields, polledEventOf } from '../events/eventFields';
import { forgetOtherStates } from '../events/states';
import { vidiCore } from '../kit/vidiCore';

export class VidiCorePollingTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'VidiCore Polling Trigger',
		name: 'vidiCorePollingTrigger',
		icon: {
			light: 'file:../../icons/vidiCorePollingTrigger.svg',
			dark: 'file:../../icons/vidiCorePollingTrigger.dark.svg',
		},
		group: ['trigger'],
		...bothVersions,
		subtitle:
			'={{ "Start when: " + { jobEnded: "a job ends", itemEntered: "an item comes into a collection", itemImported: ' +
			'"an item is imported", itemCreated: "an item is created", fileAppeared: "a file appears", ' +
			'metadataChanged: ($parameter["fields"] || "a field") + " changes" }[$parameter["event"]] }}',
		description: 'Starts the workflow when something has happened in VidiCore; it asks VidiCore by the clock',
		defaults: { name: 'VidiCore Polling Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'vidiCoreApi', required: true }],
		properties: plainProperties({
			notice: notice(
				'All that happened since the last look comes out as one item each, in one execution, also what happened ' +
					'while n8n was down or the workflow was not published. "VidiCore Trigger" is faster where VidiCore can reach ' +
					'n8n.',
			),
			...polledEventFields,
		}),
	};

	methods = methodsOf(polledEventFields);

	/**
	 * The first look after publishing only remembers what is there. Run by hand it shows the last event of the past and
	 * remembers nothing.
	 */
	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		try {
			const http = await vidiCore(this);
			const event = polledEventOf(this, http);
			if (this.getMode() === 'manual') return output(this, await event.samples());
			const memory = this.getWorkflowStaticData('node');
			const before = memory[event.stateKey] as IDataObject | undefined;
			if (!before) {
				await event.check();
				const state = await event.begin();
				forgetOtherStates(memory, event.stateKey);
				memory[event.stateKey] = state;
				return null;
			}
			const { events, state } = await event.since(before);
			memory[event.stateKey] = state;
			return output(this, events);
		} catch (error) {
			throw nodeError(this, error);
		}
	}
}

const output = (context: IPollFunctions, events: readonly IDataObject[]): INodeExecutionData[][] | null =>
	events.length > 0
		? [
				comingOut(
					context,
					events.map((json) => ({ json })),
				),
			]
		: null;
