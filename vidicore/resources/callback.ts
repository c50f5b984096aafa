import { ask, type Part } from '../answers';
import { segment, type VidiCoreHttp } from '../http';
import { readParts } from '../plainLists';
import { s3Location, sameLocation, s3Uri, type S3Location } from './s3Uri';

export interface CallbackResource {
	resourceId: string;
	/** Where it points, without the key pair; undefined when its address is not one of S3. */
	location?: S3Location;
	/** The access key id that VidiCore uses there; not the secret one. */
	accessKeyId?: string;
}

/** All callback resources, without their secrets. Throws a VidiCoreError. */
export async function listCallbacks(http: VidiCoreHttp): Promise<CallbackResource[]> {
	const list = { what: 'the list of callbacks', member: 'resource', root: 'ResourceListDocument' } as const;
	return (await readParts(http, '/API/resource/callback', list)).map(callbackResource);
}

/** One callback resource, without its secrets. Throws a VidiCoreError (`notFound`). */
export async function readCallback(http: VidiCoreHttp, resourceId: string): Promise<CallbackResource> {
	const path = `/API/resource/callback/${segment(resourceId)}`;
	return callbackResource(await ask(http, 'GET', path, `the callback ${resourceId}`));
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
	const secrets = [keys.accessKeyId, keys.secretAccessKey];
	return (await ask(http, 'POST', '/API/resource', 'the new callback', { body, secrets })).text('id');
}

/** What is read of a ResourceDocument. The address in it carries a key pair: it is never handed on. */
function callbackResource(resource: Part): CallbackResource {
	const found = s3Location(resource.part('callback').textIfAny('uri') ?? '');
	return { resourceId: resource.text('id'), location: found?.location, accessKeyId: found?.accessKeyId };
}
