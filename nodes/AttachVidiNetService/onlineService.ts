import type { VidiCoreHttp } from '../../vidicore/http';
import { waitUntilOnline } from '../../vidicore/resources/vidinet';
import { UserError } from '../kit/errors';
import { number } from '../kit/fields/plain';
import { stateAdvice } from '../paidJobs/workingService';

export const waitSeconds = number({
	displayName: 'Wait Until Online (Seconds)',
	default: 60,
	minValue: 0,
	maxValue: 600,
	description: 'VidiCore checks a new service in the background. How long to wait for its state ONLINE at most.',
});

/** What both operations output. */
export const serviceOutputs = {
	resourceId: 'The service, as it is attached to VidiCore',
	name: 'Its name',
	type: 'What kind of service it is',
	state: 'Its state: ONLINE',
	action: 'attached, reused or found',
};

/**
 * Waits for the service's state ONLINE as long as the node allows. Throws a UserError that names the state it stays
 * in.
 */
export async function onlineService(
	http: VidiCoreHttp,
	resourceId: string,
	seconds: number,
	signal?: AbortSignal,
): Promise<{ resourceId: string; name: string; type: string; state: string }> {
	const { name, type, state } = await waitUntilOnline(http, resourceId, seconds * 1000, signal);
	if (state !== 'ONLINE') {
		throw new UserError(
			`The service ${name || 'without a name'} is attached as ${resourceId}, but its state is ` +
				`${state || 'not known yet'}${seconds > 0 ? ` after ${seconds} seconds` : ''}`,
			stateAdvice(state),
		);
	}
	return { resourceId, name, type, state };
}
