import { hiderOf, loadSdk, s3Client, type S3Access } from './client';
import { S3Problem } from './problem';
import { asProblem, errorName } from './sdkErrors';

/**
 * Whether S3 knows this key pair. AccessDenied counts as yes: a key that may only touch one folder cannot list
 * buckets, but S3 has checked its signature by then. Resolves to undefined, or to what is wrong. Never throws.
 */
export async function keyProblem(access: S3Access): Promise<S3Problem | undefined> {
	try {
		const client = await s3Client(access);
		const { ListBucketsCommand } = await loadSdk();
		const { Buckets, Owner } = await client
			.send(new ListBucketsCommand({ MaxBuckets: 1 }))
			.finally(() => client.destroy());
		return (Buckets ?? Owner) ? undefined : new S3Problem({ kind: 'notS3' });
	} catch (error) {
		if (errorName(error) === 'AccessDenied') return undefined;
		const { region, endpoint } = access;
		return asProblem(error, { action: 's3:ListAllMyBuckets', region, endpoint, hide: hiderOf(access) });
	}
}
