import type { JobPriority, StartOptions } from '../../vidicore/jobs/startJob';
import { UserError } from '../kit/errors';
import type { Values } from '../kit/field';
import { rows } from '../kit/fields/grouped';
import { choice, text } from '../kit/fields/plain';

/** VidiCore takes this one when none is given (documented). */
const usualPriority: JobPriority = 'MEDIUM';

const priorities: readonly JobPriority[] = ['LOWEST', 'LOW', 'MEDIUM', 'HIGH', 'HIGHEST', 'IMMEDIATE'];

/** The options that starting a job with a service has in any case. */
export const startFields = {
	priority: choice<JobPriority>({
		displayName: 'Priority',
		options: priorities.map((value) => ({ name: value.slice(0, 1) + value.slice(1).toLowerCase(), value })),
		keepOrder: true,
		default: usualPriority,
		description: 'How the job stands in VidiCore’s queue. Immediate starts at once.',
	}),
	serviceParameters: rows({
		displayName: 'More Service Parameters',
		placeholder: 'Add Parameter',
		description: 'Any other parameter of the service. The prefix cognitive_service_ is added where it is missing.',
		row: { name: 'parameter', displayName: 'Parameter' },
		fields: {
			name: text({ displayName: 'Name', placeholder: 'e.g. KeyframeInterval' }),
			value: text({ displayName: 'Value', placeholder: 'e.g. 2' }),
		},
	}),
};

/** A parameter of the service with a field of its own: its name there, on our screen, and what it may be. */
export interface ServiceParameter {
	name: string;
	label: string;
	/** For a number: its least and its greatest value. */
	between?: readonly [number, number];
}

interface StartValues {
	resourceId: string;
	callbackId: string;
	options: Values<typeof startFields> & { noCallback?: boolean };
}

/**
 * What the user set for starting a job, and nothing he did not: the service's own defaults stay in force. `own` are the
 * parameters of the service that have a field of their own, with their values; an empty one counts as not set. Throws a
 * UserError.
 */
export function startOptions(
	values: StartValues,
	own: ReadonlyArray<readonly [ServiceParameter, string]>,
): Omit<StartOptions, 'correlation'> {
	const { priority, serviceParameters, noCallback } = values.options;
	const service: Array<readonly [string, string]> = [];
	for (const [parameter, value] of own) {
		if (value === '') continue;
		refuseOutside(parameter, value);
		service.push([parameter.name, value]);
	}
	for (const { name, value } of serviceParameters) {
		if (name === '')
			throw new UserError(
				'A service parameter has no name',
				'Give each entry of "More Service Parameters" a name, or remove it.',
			);
		service.push([name, value]);
	}
	return {
		resourceId: values.resourceId,
		callbackId: noCallback === true ? undefined : values.callbackId,
		service,
		priority: priority === usualPriority ? undefined : priority,
	};
}

function refuseOutside({ label, between }: ServiceParameter, value: string): void {
	if (!between || (Number(value) >= between[0] && Number(value) <= between[1])) return;
	const [least, greatest] = between;
	throw new UserError(
		`"${label}" is "${value}", and that is no number ` +
			`${greatest === Infinity ? `from ${least} on` : `from ${least} to ${greatest}`}`,
		'Nothing was started. Write it with a point, for example 0.75, or leave it empty for what the service takes by ' +
			'itself.',
	);
}
