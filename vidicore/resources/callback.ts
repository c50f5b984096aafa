import { VidiCoreError } from '../errors';
import { segment, type VidiCoreHttp } from '../http';
import { s3Location, sameLocation, s3Uri, type S3Location } from './s3Uri';
import type { ResourceDocument, ResourceListDocument } from './documents';

export interface CallbackResource {
	resourceId: string;
	/** Where it points, without the key pair; undefined when its address is not one of S3. */
	location?: S3Location;
	/** The access key id that VidiCore uses there; not the secret one. */
	accessKeyId?: string;
}

/** All callback resources, without their secrets. Throws a VidiCoreError. */
export async function listCallbacks(http: VidiCoreHttp): Promise<CallbackResource[]> {
	const list = await http.json<ResourceListDocument>('GET', '/API/resource/callback');
	return (list.resource ?? []).map(callbackResource);
}

/** One callback resource, without its secrets. Throws a VidiCoreError (`notFound`). */
export async function readCallback(http: VidiCoreHttp, resourceId: string): Promise<CallbackResource> {
	return callbackResource(await http.json<ResourceDocument>('GET', `/API/resource/callback/${segment(resourceId)}`));
}

/** The callback resource that already points to that folder of that bucket, if any. Throws a VidiCoreError. */
export async function findCallback(http: VidiCoreHttp, wanted: S3Location): Promise<CallbackResource | undefined> {
	return (await listCallbacks(http)).find(({ location }) => location !== undefined && sameLocation(location, wanted));
}

/**
 * Creates the callback resource for a folder of a bucket. The key pair goes into the address's user-info part,
 * percent-encoded, because AWS secrets often hold `/` and `+`. Resolves to the new resource's id. Throws a
 * VidiCoreError.
 */
export async function createCallback(
	http: VidiCoreHttp,
	location: S3Location,
	keys: { accessKeyId: string; secretAccessKey: string },
): Promise<string> {
	const body = JSON.stringify({ callback: { uri: s3Uri(location, keys) } });
	const created = await http.json<ResourceDocument>('POST', '/API/resource', { body });
	if (typeof created.id === 'string') return created.id;
	throw new VidiCoreError(
		"VidiCore's answer names no id for the new callback resource",
		{ kind: 'badAnswer' },
		{ method: 'POST', path: '/API/resource' },
	);
}

function callbackResource(document: ResourceDocument): CallbackResource {
	const found = s3Location(document.callback?.uri ?? '');
	return { resourceId: document.id ?? '', location: found?.location, accessKeyId: found?.accessKeyId };
}
