import { ask, type Part } from '../answers';
import { segment, type VidiCoreHttp } from '../http';
import { readParts } from '../plainLists';
import { vidinetServiceId, type VidiNetAttachment } from './resourceDocument';

/** A VidiNet service attached to VidiCore, without the key in its address. */
export interface VidiNetService {
	resourceId: string;
	name: string;
	type: string;
	/** ONLINE, UNAUTHORIZED …; '' while VidiCore has not checked it yet. */
	state: string;
	serviceId?: string;
}

/** All AI services (COGNITIVE_SERVICE) that are attached. Throws a VidiCoreError. */
export async function listCognitiveServices(http: VidiCoreHttp): Promise<VidiNetService[]> {
	const list = { what: 'the list of services', member: 'resource', root: 'ResourceListDocument' } as const;
	const services = await readParts(http, '/API/resource/vidinet', list);
	return services.map(service).filter(({ type }) => type === 'COGNITIVE_SERVICE');
}

/** One attached service. Throws a VidiCoreError (`notFound`). */
export async function readService(http: VidiCoreHttp, resourceId: string): Promise<VidiNetService> {
	return service(await ask(http, 'GET', `/API/resource/vidinet/${segment(resourceId)}`, `the service ${resourceId}`));
}

/** Attaches the service of a ResourceDocument. Resolves to the new resource's id. Throws a VidiCoreError. */
export async function attachService(http: VidiCoreHttp, attachment: VidiNetAttachment): Promise<string> {
	const { xml: body, secrets } = attachment;
	const options = { body, contentType: 'application/xml', secrets } as const;
	return (await ask(http, 'POST', '/API/resource/vidinet', 'the attached service', options)).text('id');
}

/**
 * Reads the service until it is ONLINE or the time is over; VidiCore checks a new service in the background, within
 * seconds. Resolves to the service as last seen. Throws a VidiCoreError.
 */
export async function waitUntilOnline(
	http: VidiCoreHttp,
	resourceId: string,
	limitMs: number,
	signal?: AbortSignal,
): Promise<VidiNetService> {
	const deadline = http.clock.now() + limitMs;
	for (;;) {
		const seen = await readService(http, resourceId);
		if (seen.state === 'ONLINE' || http.clock.now() >= deadline || signal?.aborted) return seen;
		await http.clock.sleep(Math.min(1000, Math.max(0, deadline - http.clock.now())), signal);
	}
}

/** What is read of a ResourceDocument. The address in it carries a key: it is never handed on. */
function service(resource: Part): VidiNetService {
	const vidinet = resource.part('vidinet');
	return {
		resourceId: resource.text('id'),
		name: vidinet.textIfAny('name') ?? '',
		type: vidinet.text('type'),
		state: vidinet.textIfAny('state') ?? resource.textIfAny('state') ?? '',
		serviceId: vidinetServiceId(vidinet.textIfAny('url') ?? ''),
	};
}
