import type { IExecuteFunctions } from 'n8n-workflow';
import type { S3Access } from '../../s3/calls';
import type { Grant } from '../../s3/policy/grant';
import { grantOf, storageAccess } from '../buckets/bucketAccess';
import { bucketField } from '../buckets/bucketFields';
import { locationOf } from '../buckets/locationFields';
import { reworded } from '../kit/field';
import { choice, text } from '../kit/fields/plain';

/** The fields that every operation on a bucket has. */
export const grantFields = {
	purpose: choice({
		displayName: 'What For',
		options: [
			{
				name: 'Read Source Media',
				value: 'source',
				description: 'The bucket, or a folder of it, where VidiCore’s videos and portraits lie',
			},
			{
				name: 'Write Results',
				value: 'callback',
				description: 'The callback folder. "VidiCore Create Callback Resource" can prepare it too.',
			},
		],
		default: 'source',
		description: 'What the face service does in this bucket',
	}),
	bucket: reworded(bucketField, { placeholder: 'e.g. my-station-media' }),
	folder: text({
		displayName: 'Folder',
		placeholder: 'e.g. videos/2026',
		description: 'Only this folder of the bucket; leave it empty for all of it',
	}),
};

/** What every operation on a bucket outputs. */
export const aboutOutputs = {
	bucket: 'The bucket',
	folder: 'The folder, empty for all of the bucket',
	purpose: 'What the face service does there: source or callback',
};

interface GrantValues {
	purpose: Grant['purpose'];
	bucket: string;
	folder: string;
	options: { principal: string };
}

/** What the fields say for one item, with the key pair of the storage credential. Throws a UserError. */
export async function grantFor(
	{ purpose, bucket, folder, options }: GrantValues,
	context: IExecuteFunctions,
	item: number,
): Promise<{ access: S3Access; grant: Grant; about: Record<keyof typeof aboutOutputs, string> }> {
	const location = locationOf({ bucket, folder });
	const access = await storageAccess(context, item);
	return {
		access,
		grant: grantOf(options.principal, purpose, location, access),
		about: { ...location, purpose },
	};
}
