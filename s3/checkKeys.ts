import { hiderOf, loadSdk, s3Client, type S3Access } from './client';
import { asProblem, errorName } from './problem';

/**
 * Whether S3 knows this key pair. AccessDenied counts as yes: a key that may only touch one folder cannot list
 * buckets, but S3 has checked its signature by then. Resolves to undefined, or to what is wrong in the user's words.
 * Never throws.
 */
export async function keyProblem(access: S3Access): Promise<string | undefined> {
	try {
		const client = await s3Client(access);
		const { ListBucketsCommand } = await loadSdk();
		const { Buckets, Owner } = await client
			.send(new ListBucketsCommand({ MaxBuckets: 1 }))
			.finally(() => client.destroy());
		if (Buckets ?? Owner) return undefined;
		return 'Something answers there, but not as S3 does. Check the custom endpoint.';
	} catch (error) {
		if (errorName(error) === 'AccessDenied') return undefined;
		const { message, advice } = asProblem(error, {
			action: 's3:ListAllMyBuckets',
			region: access.region,
			endpoint: access.endpoint,
			hide: hiderOf(access),
		});
		return `${message}. ${advice}`;
	}
}
