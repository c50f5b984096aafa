import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { runItems } from '../kit/runItems';
import { vidiCore } from '../kit/vidiCore';
import { attachService } from './attachService.operation';
import { findService } from './findService.operation';

export class AttachVidiNetService implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'VidiCore Attach VidiNet Service',
		name: 'attachVidiNetService',
		icon: { light: 'file:../../icons/vidicore.svg', dark: 'file:../../icons/vidicore.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] === "find" ? "Find attached service" : "Attach from document" }}',
		description: 'Connect a service bought at VidiNet with VidiCore, or find one that is connected',
		defaults: { name: 'Attach VidiNet Service' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'vidiCoreApi', required: true }],
		properties: [
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				options: [
					{
						name: 'Attach From ResourceDocument',
						value: 'attach',
						action: 'Attach a service from its resource document',
						description: 'Use the document that the VidiNet dashboard shows for the service',
					},
					{
						name: 'Find Attached Service',
						value: 'find',
						action: 'Find an attached service',
						description: 'For a service that is attached already, by hand or by VidiNet itself',
					},
				],
				default: 'attach',
			},
			{
				displayName:
					'The document holds a key and is saved with the workflow. Once the service is attached, empty the field and change the operation to "Find Attached Service".',
				name: 'notice',
				type: 'notice',
				default: '',
				displayOptions: { show: { operation: ['attach'] } },
			},
			{
				displayName: 'ResourceDocument',
				name: 'resourceDocument',
				type: 'string',
				typeOptions: { rows: 8 },
				default: '',
				required: true,
				placeholder: '<ResourceDocument xmlns="http://xml.vidispine.com/schema/vidispine"> …',
				description: 'The XML from the page of the service in the VidiNet dashboard, as it is',
				displayOptions: { show: { operation: ['attach'] } },
			},
			{
				displayName: 'Name Contains',
				name: 'serviceName',
				type: 'string',
				default: '',
				placeholder: 'e.g. Face',
				description: 'A part of the name of the service. Leave empty when only one AI service is attached.',
				displayOptions: { show: { operation: ['find'] } },
			},
			{
				displayName: 'Wait Until Online (Seconds)',
				name: 'waitSeconds',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: 600 },
				default: 60,
				description: 'VidiCore checks a new service in the background. How long to wait for its state ONLINE at most.',
			},
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runItems(this, async (item) => {
			const operation = this.getNodeParameter('operation', item) === 'find' ? findService : attachService;
			return [await operation(this, await vidiCore(this), item)];
		});
	}
}
