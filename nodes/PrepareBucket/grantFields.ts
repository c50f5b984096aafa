import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { S3Access } from '../../s3/client';
import type { Grant } from '../../s3/policy/grant';
import { storageAccess, wantedGrant } from '../buckets/bucketAccess';
import { wantedLocation } from '../buckets/locationFields';

/** What the fields of the node say for one item. Throws a UserError. */
export async function wanted(
	context: IExecuteFunctions,
	item: number,
): Promise<{ access: S3Access; grant: Grant; options: IDataObject; about: IDataObject }> {
	const location = wantedLocation(context, item);
	const access = await storageAccess(context, item);
	const options = context.getNodeParameter('options', item, {}) as IDataObject;
	const purpose = context.getNodeParameter('purpose', item) === 'callback' ? 'callback' : 'source';
	return {
		access,
		grant: wantedGrant(options, purpose, location, access),
		options,
		about: { bucket: location.bucket, folder: location.folder, purpose },
	};
}
