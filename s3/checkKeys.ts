import type { S3Access } from './calls';
import { hiderOf } from './client';
import { connect } from './connect';
import { S3Problem } from './problem';
import { asProblem, errorName } from './refusals';

/**
 * Whether S3 knows this key pair. AccessDenied counts as yes: a key that may only touch one folder cannot list
 * buckets, but S3 has checked its signature by then. Resolves to undefined, or to what is wrong. Never throws.
 */
export async function keyProblem(access: S3Access): Promise<S3Problem | undefined> {
	try {
		const s3 = await connect(access);
		const isS3 = await s3.listBuckets().finally(() => s3.close());
		return isS3 ? undefined : new S3Problem({ kind: 'notS3' });
	} catch (error) {
		if (errorName(error) === 'AccessDenied') return undefined;
		const { region, endpoint } = access;
		return asProblem(error, { action: 's3:ListAllMyBuckets', region, endpoint, hide: hiderOf(access) });
	}
}
