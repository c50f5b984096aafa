import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { S3Access } from '../../s3/client';
import type { VidiCoreHttp } from '../../vidicore/http';
import { createCallback, findCallback } from '../../vidicore/resources/callback';
import { s3Uri, tidyFolder, type S3Location } from '../../vidicore/resources/s3Uri';
import { storagesOver } from '../../vidicore/resources/storages';
import { VidiCoreError } from '../../vidicore/errors';
import { UserError } from '../shared/errors';

/** Finds or creates the callback resource of one item's bucket and folder. Output holds the address without the key pair. */
export async function createCallbackResource(context: IExecuteFunctions, http: VidiCoreHttp, item: number): Promise<IDataObject> {
	const location = wantedLocation(context, item);
	const { accessKeyId, secretAccessKey } = await context.getCredentials<S3Access & IDataObject>('vidiCoreCallbackStorageApi', item);
	const warnings = await scannedFolder(http, location);
	const existing = await findCallback(http, location);
	if (existing?.accessKeyId && existing.accessKeyId !== accessKeyId) {
		warnings.push(`The callback resource ${existing.resourceId} is used again, but it holds another access key than your credential. If that key is no longer valid, delete the resource in VidiCore and run this node again.`);
	}
	const resourceId = existing?.resourceId ?? (await createCallback(http, location, { accessKeyId: accessKeyId.trim(), secretAccessKey: secretAccessKey.trim() }));
	if (warnings.length > 0) context.addExecutionHints({ message: warnings.join(' '), type: 'warning', location: 'outputPane' });
	return { resourceId, uri: s3Uri(location), bucket: location.bucket, folder: location.folder, action: existing ? 'reused' : 'created', ...(warnings.length > 0 ? { warnings } : {}) };
}

function wantedLocation(context: IExecuteFunctions, item: number): S3Location {
	const bucket = String(context.getNodeParameter('bucket', item, '')).trim();
	const folder = String(context.getNodeParameter('folder', item, '')).trim();
	// AWS's rule for bucket names; a pasted s3:// address or URL fails here rather than in VidiCore.
	if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket)) {
		throw new UserError(`"${bucket}" is not the name of an S3 bucket`, 'Enter the bare name, such as my-station-callback: 3 to 63 lower-case letters, digits, dots and hyphens.');
	}
	const tidy = tidyFolder(folder);
	if (tidy.split('/').some((part) => part === '..' || part === '.' || (part === '' && tidy !== '')) || /[\p{Cc}\\?#]/u.test(tidy)) {
		throw new UserError(`"${folder}" cannot be used as a folder`, 'Enter a plain path such as vidinet-callback or results/faces, without "..", "//", "?", "#" or a backslash.');
	}
	return { bucket, folder: tidy };
}

/** A folder that a storage scans is a trap, not a reason to stop: the list may be closed to this user, and AWS paths can be shared on purpose. */
async function scannedFolder(http: VidiCoreHttp, location: S3Location): Promise<string[]> {
	try {
		const storages = await storagesOver(http, location);
		if (storages.length === 0) return [];
		const plural = storages.length > 1 ? `storages ${storages.join(', ')}, which VidiCore scans` : `storage ${storages[0]}, which VidiCore scans`;
		return [`The folder ${s3Uri(location)} overlaps with ${plural}: it may take the results of the face service for new media. Choose a folder outside.`];
	} catch (error) {
		if (error instanceof VidiCoreError && ['forbidden', 'notFound', 'notVidiCore', 'notYetImplemented'].includes(error.kind)) {
			return ['VidiCore does not let this user see its storages, so it could not be checked whether one of them scans this folder.'];
		}
		return await Promise.reject(error);
	}
}
