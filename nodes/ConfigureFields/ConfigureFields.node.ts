import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { searchServices, serviceLocator } from '../pickers/service';
import { runItems } from '../kit/runItems';
import { vidiCore } from '../kit/vidiCore';
import { configureFields } from './configureFields.operation';

export class ConfigureFields implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'VidiCore Configure Fields',
		name: 'configureFields',
		icon: { light: 'file:../../icons/vidicore.svg', dark: 'file:../../icons/vidicore.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle:
			'={{ ({ preCheck: "Pre-check only", apply: "Apply", applyIfNeeded: "Apply if needed" })[$parameter["mode"]] }}',
		description:
			'Create the metadata fields, the shape tag, the job types and the training collection that a service needs in VidiCore',
		defaults: { name: 'Configure Fields' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'vidiCoreApi', required: true }],
		properties: [
			serviceLocator,
			{
				displayName: 'Mode',
				name: 'mode',
				type: 'options',
				options: [
					{
						name: 'Apply if Needed',
						value: 'applyIfNeeded',
						description: 'Look first, and change VidiCore only when something is missing',
					},
					{
						name: 'Apply',
						value: 'apply',
						description: 'Apply the configuration of the service, also when all is there',
					},
					{ name: 'Pre-Check Only', value: 'preCheck', description: 'Only show what would be done' },
				],
				default: 'applyIfNeeded',
			},
			{
				displayName: 'Output',
				name: 'output',
				type: 'options',
				options: [
					{
						name: 'One Item With All Steps',
						value: 'summary',
						description: 'Right when another node follows: it runs once',
					},
					{ name: 'One Item per Step', value: 'steps', description: 'Right for a list or a sheet' },
				],
				default: 'summary',
				description: 'What comes out. Nodes that follow run once for each item.',
			},
		],
	};

	methods = { listSearch: { searchServices } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runItems(this, async (item) => await configureFields(this, await vidiCore(this), item));
	}
}
