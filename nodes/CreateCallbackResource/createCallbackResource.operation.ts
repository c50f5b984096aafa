import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { VidiCoreHttp } from '../../vidicore/http';
import { createCallback, findCallback } from '../../vidicore/resources/callback';
import { s3Uri } from '../../vidicore/resources/s3Uri';
import { prepareBucket, showStatements, storageAccess, wantedGrant } from '../buckets/bucketAccess';
import { scannedFolder } from '../buckets/scannedFolder';
import { wantedLocation } from '../buckets/locationFields';
import { UserError } from '../kit/errors';

/**
 * Prepares the bucket of one item if wanted, then finds or creates the callback resource of its folder: in this
 * order, so that VidiCore never learns of a bucket that could not be prepared. The output holds the address without
 * the key pair.
 */
export async function createCallbackResource(
	context: IExecuteFunctions,
	http: VidiCoreHttp,
	item: number,
): Promise<IDataObject> {
	const location = wantedLocation(context, item);
	const access = await storageAccess(context, item);
	if (access.sessionToken) {
		throw new UserError(
			'The storage credential holds temporary keys (a session token)',
			'VidiCore keeps the key pair of a callback for good, so it must be a lasting one. Temporary keys are fine for "VidiCore Prepare Bucket".',
		);
	}
	const { accessKeyId } = access;
	const warnings: string[] = [];
	const { warning } = await scannedFolder(http, location);
	if (warning) warnings.push(warning);
	const existing = await findCallback(http, location);
	const choice = String(context.getNodeParameter('bucketAccess', item, 'show'));
	const options = context.getNodeParameter('options', item, {}) as IDataObject;
	const grant = wantedGrant(options, 'callback', location, access);
	const bucketAccess =
		choice === 'prepare'
			? await prepareBucket(access, grant, options, true)
			: choice === 'show'
				? await showStatements(access, grant)
				: undefined;
	if (existing?.accessKeyId && existing.accessKeyId !== accessKeyId) {
		warnings.push(
			`The callback resource ${existing.resourceId} is used again, but it holds another access key than your credential. If that key is no longer valid, delete the resource in VidiCore and run this node again.`,
		);
	}
	if (bucketAccess && (bucketAccess.policy === 'missing' || bucketAccess.policy === 'unknown'))
		warnings.push(
			`${bucketAccess.policy === 'missing' ? 'The bucket does not let the face service in yet' : 'Whether the bucket lets the face service in could not be seen'}: see "bucketAccess" in the output.`,
		);
	const resourceId = existing?.resourceId ?? (await createCallback(http, location, access));
	if (warnings.length > 0)
		context.addExecutionHints({ message: warnings.join(' '), type: 'warning', location: 'outputPane' });
	return {
		resourceId,
		uri: s3Uri(location),
		bucket: location.bucket,
		folder: location.folder,
		action: existing ? 'reused' : 'created',
		...(bucketAccess ? { bucketAccess } : {}),
		...(warnings.length > 0 ? { warnings } : {}),
	};
}
