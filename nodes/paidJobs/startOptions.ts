import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { JobPriority, StartOptions } from '../../vidicore/jobs/startJob';
import { UserError } from '../kit/errors';
import { locatedId } from '../kit/parameters';

/** VidiCore takes this one when none is given (documented). */
const usualPriority = 'MEDIUM';

/** What Train Collection and Analyze Item share: priority and the free list of service parameters. */
export const priorityOption: INodeProperties = {
	displayName: 'Priority',
	name: 'priority',
	type: 'options',
	options: ['LOWEST', 'LOW', 'MEDIUM', 'HIGH', 'HIGHEST', 'IMMEDIATE'].map((value) => ({
		name: value[0] + value.slice(1).toLowerCase(),
		value,
	})),
	default: usualPriority,
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

/** A parameter of the service with a field of its own: its name there, on our screen, and what it may be. */
export interface ServiceParameter {
	name: string;
	label: string;
	/** For a number: its least and its greatest value. */
	between?: readonly [number, number];
}

/**
 * What the user set for starting a job, and nothing he did not: the service's own defaults stay in force. `named` says
 * by the fields of the options which parameters of the service they are; an empty field counts as not set. Throws a
 * UserError.
 */
export function startOptions(
	context: IExecuteFunctions,
	itemIndex: number,
	named: Readonly<Record<string, ServiceParameter>>,
): Omit<StartOptions, 'correlation'> {
	const values = context.getNodeParameter('options', itemIndex, {}) as OptionValues;
	const service: Array<readonly [string, string]> = [];
	for (const [field, parameter] of Object.entries(named)) {
		const value = String(values[field] ?? '').trim();
		if (value === '') continue;
		refuseOutside(parameter, value);
		service.push([parameter.name, value]);
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
		priority: values.priority === usualPriority ? undefined : values.priority,
	};
}

function refuseOutside({ label, between }: ServiceParameter, value: string): void {
	if (!between || (Number(value) >= between[0] && Number(value) <= between[1])) return;
	const [least, greatest] = between;
	throw new UserError(
		`"${label}" is "${value}", and that is no number ${greatest === Infinity ? `from ${least} on` : `from ${least} to ${greatest}`}`,
		'Nothing was started. Write it with a point, for example 0.75, or leave it empty for what the service takes by itself.',
	);
}
