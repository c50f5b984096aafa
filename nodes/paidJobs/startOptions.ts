import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { JobPriority, StartOptions } from '../../vidicore/jobs/startJob';
import { UserError } from '../kit/errors';
import { locatedId } from '../kit/parameters';

/** What Train Collection and Analyze Item share: priority and the free list of service parameters. */
export const priorityOption: INodeProperties = {
	displayName: 'Priority',
	name: 'priority',
	type: 'options',
	options: ['LOWEST', 'LOW', 'MEDIUM', 'HIGH', 'HIGHEST', 'IMMEDIATE'].map((value) => ({
		name: value[0] + value.slice(1).toLowerCase(),
		value,
	})),
	default: 'MEDIUM',
	description: 'How the job stands in VidiCore’s queue. Immediate starts at once.',
};

export const moreParametersOption: INodeProperties = {
	displayName: 'More Service Parameters',
	name: 'serviceParameters',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Parameter',
	default: {},
	description: 'Any other parameter of the service. The prefix cognitive_service_ is added where it is missing.',
	options: [
		{
			displayName: 'Parameter',
			name: 'parameter',
			values: [
				{ displayName: 'Name', name: 'name', type: 'string', default: '', placeholder: 'e.g. KeyframeInterval' },
				{ displayName: 'Value', name: 'value', type: 'string', default: '', placeholder: 'e.g. 2' },
			],
		},
	],
};

interface OptionValues {
	priority?: JobPriority;
	noCallback?: boolean;
	serviceParameters?: { parameter?: Array<{ name?: string; value?: unknown }> };
	[name: string]: unknown;
}

/**
 * What the user set for starting a job, and nothing he did not: VidiCore's own defaults stay in force. `named` maps the
 * fields of the options to the service's names; an empty field counts as not set. Throws a UserError.
 */
export function startOptions(
	context: IExecuteFunctions,
	itemIndex: number,
	named: Readonly<Record<string, string>>,
): Omit<StartOptions, 'correlation'> {
	const values = context.getNodeParameter('options', itemIndex, {}) as OptionValues;
	const service: Array<readonly [string, string]> = [];
	for (const [field, name] of Object.entries(named)) {
		const value = values[field];
		if (value !== undefined && value !== null && value !== '') service.push([name, String(value)]);
	}
	for (const { name, value } of values.serviceParameters?.parameter ?? []) {
		const trimmed = (name ?? '').trim();
		if (trimmed === '')
			throw new UserError(
				'A service parameter has no name',
				'Give each entry of "More Service Parameters" a name, or remove it.',
			);
		service.push([trimmed, String(value ?? '')]);
	}
	return {
		resourceId: locatedId(context, 'resourceId', 'Service', itemIndex),
		callbackId: values.noCallback === true ? undefined : locatedId(context, 'callbackId', 'Callback', itemIndex),
		service,
		priority: values.priority,
	};
}
