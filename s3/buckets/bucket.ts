import { S3Problem } from '../problem';
import type { BucketClient } from '../client';

/**
 * Whether the bucket is there. Throws an S3Problem: somebody else's, another region, keys that are not known.
 * The answer to HEAD has no body and so no reason: when it is a refusal, a GET asks for one.
 */
export async function bucketExists(lent: BucketClient): Promise<boolean> {
	const { bucket, ask, client, region } = lent;
	const { given, refused } = await ask(
		's3:ListBucket',
		async ({ HeadBucketCommand }) => await client.send(new HeadBucketCommand({ Bucket: bucket })),
		['NotFound', 'NoSuchBucket', 'AccessDenied', 'Unknown', 'BadRequest'],
	);
	if (refused === 'NotFound' || refused === 'NoSuchBucket') return false;
	if (refused !== undefined)
		await ask(
			's3:ListBucket',
			async ({ ListObjectsV2Command }) => await client.send(new ListObjectsV2Command({ Bucket: bucket, MaxKeys: 1 })),
		);
	if (given?.BucketRegion && given.BucketRegion !== region)
		throw new S3Problem({ kind: 'wrongRegion', bucket, region, actual: given.BucketRegion });
	return true;
}

/**
 * Makes the bucket in the region of the key pair. us-east-1 is the region one may not name (AWS: CreateBucket). One
 * of our own that was made at the same moment is fine. Throws an S3Problem.
 */
export async function createBucket({ bucket, ask, client, region }: BucketClient): Promise<void> {
	const where =
		region === 'us-east-1' ? {} : { CreateBucketConfiguration: { LocationConstraint: region as 'eu-west-1' } };
	await ask(
		's3:CreateBucket',
		async ({ CreateBucketCommand }) => await client.send(new CreateBucketCommand({ Bucket: bucket, ...where })),
		['BucketAlreadyOwnedByYou'],
	);
}

/**
 * The region S3 says the bucket is in; undefined when this key pair may not know. Old names of regions are translated
 * (AWS: GetBucketLocation).
 */
export async function bucketRegion({ bucket, ask, client }: BucketClient): Promise<string | undefined> {
	const { given } = await ask(
		's3:GetBucketLocation',
		async ({ GetBucketLocationCommand }) => await client.send(new GetBucketLocationCommand({ Bucket: bucket })),
		['AccessDenied', 'NotImplemented', 'MethodNotAllowed'],
	);
	if (given === undefined) return undefined;
	const named: string = given.LocationConstraint ?? '';
	return named === '' ? 'us-east-1' : named === 'EU' ? 'eu-west-1' : named;
}
