import { VidiCoreError } from '../../vidicore/errors';
import type { VidiCoreHttp } from '../../vidicore/http';
import { readService, type VidiNetService } from '../../vidicore/resources/vidinet';
import { UserError } from '../kit/errors';
import { lookedUp } from './lookedUp';

/**
 * Makes sure before a start that the service can work: a job handed to one that is off would fail, at a price. Says
 * nothing where our user may not read services, or where VidiCore does not know the id: the start itself tells that.
 * Throws a UserError that names the state, and a VidiCoreError.
 */
export async function refuseSleepingService(http: VidiCoreHttp, resourceId: string): Promise<void> {
	const service = await lookedUp('The service', readService(http, resourceId).catch(unseen));
	if (!service || service.state === '' || service.state === 'ONLINE') return;
	const { name, state } = service;
	throw new UserError(
		`The service ${name || 'without a name'} (${resourceId}) is ${state}`,
		`Nothing was started and nothing is billed. ${stateAdvice(state)}`,
	);
}

const unseen = async (error: unknown): Promise<VidiNetService | undefined> =>
	error instanceof VidiCoreError && ['forbidden', 'notFound'].includes(error.kind)
		? undefined
		: await Promise.reject(error);

/** What to do about a service that is not ONLINE. */
export const stateAdvice = (state: string): string =>
	state === 'UNAUTHORIZED'
		? 'VidiNet does not accept the key in the ResourceDocument. Copy the document from the VidiNet dashboard again, ' +
			'or check there that the service is active.'
		: 'Look at the service in the VidiNet dashboard, and run this node again when it is ONLINE there.';
