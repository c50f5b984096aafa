import { VidiCoreError } from '../errors';
import { segment, type VidiCoreHttp } from '../http';
import type { ResourceDocument, ResourceListDocument } from './documents';
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
	const list = await http.json<ResourceListDocument>('GET', '/API/resource/vidinet');
	return (list.resource ?? []).map(service).filter(({ type }) => type === 'COGNITIVE_SERVICE');
}

/** One attached service. Throws a VidiCoreError (`notFound`). */
export async function readService(http: VidiCoreHttp, resourceId: string): Promise<VidiNetService> {
	return service(await http.json<ResourceDocument>('GET', `/API/resource/vidinet/${segment(resourceId)}`));
}

/** Attaches the service of a ResourceDocument. Resolves to the new resource's id. Throws a VidiCoreError. */
export async function attachService(http: VidiCoreHttp, attachment: VidiNetAttachment): Promise<string> {
	const path = '/API/resource/vidinet';
	const created = await http.json<ResourceDocument>('POST', path, {
		body: attachment.xml,
		contentType: 'application/xml',
	});
	if (typeof created.id === 'string') return created.id;
	throw new VidiCoreError(
		"VidiCore's answer names no id for the attached service",
		{ kind: 'badAnswer' },
		{ method: 'POST', path },
	);
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

function service({ id, state, vidinet }: ResourceDocument): VidiNetService {
	return {
		resourceId: id ?? '',
		name: vidinet?.name ?? '',
		type: vidinet?.type ?? '',
		state: vidinet?.state ?? state ?? '',
		serviceId: vidinetServiceId(vidinet?.url ?? ''),
	};
}
