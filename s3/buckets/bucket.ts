import { S3Problem } from '../problem';
import type { BucketClient } from '../client';

/**
 * Whether the bucket is there. Throws an S3Problem: somebody else's, another region, keys that are not known.
 * The answer to HEAD has no body and so no reason: when it is a refusal, a GET asks for one.
 */
export async function bucketExists(lent: BucketClient): Promise<boolean> {
	const { bucket, ask, region } = lent;
	const { given, refused } = await ask('s3:ListBucket', async (s3) => ({ actual: await s3.headBucket(bucket) }), [
		'NotFound',
		'NoSuchBucket',
		'AccessDenied',
		'Unknown',
		'BadRequest',
	]);
	if (refused === 'NotFound' || refused === 'NoSuchBucket') return false;
	if (refused !== undefined) await ask('s3:ListBucket', async (s3) => await s3.listObjects(bucket, { most: 1 }));
	if (given?.actual && given.actual !== region)
		throw new S3Problem({ kind: 'wrongRegion', bucket, region, actual: given.actual });
	return true;
}

/**
 * Makes the bucket in the region of the key pair. us-east-1 is the region one may not name (AWS: CreateBucket). One
 * of our own that was made at the same moment is fine. Throws an S3Problem.
 */
export async function createBucket({ bucket, ask, region }: BucketClient): Promise<void> {
	const where = region === 'us-east-1' ? undefined : region;
	await ask('s3:CreateBucket', async (s3) => await s3.createBucket(bucket, where), ['BucketAlreadyOwnedByYou']);
}

/**
 * The region S3 says the bucket is in; undefined when this key pair may not know. Old names of regions are translated
 * (AWS: GetBucketLocation).
 */
export async function bucketRegion({ bucket, ask }: BucketClient): Promise<string | undefined> {
	const { refused, given: named } = await ask(
		's3:GetBucketLocation',
		async (s3) => (await s3.getBucketLocation(bucket)) ?? '',
		['AccessDenied', 'NotImplemented', 'MethodNotAllowed'],
	);
	if (refused !== undefined) return undefined;
	return named === '' ? 'us-east-1' : named === 'EU' ? 'eu-west-1' : named;
}
