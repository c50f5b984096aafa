import type { BucketClient } from '../client';

/** The settings of the bucket's public access block that concern policies; undefined when they may not be seen. */
export interface PublicAccessBlock {
	/** A policy that is public is refused. */
	blocksPublicPolicy: boolean;
	/** While the policy is public, nobody of another account gets in, whatever else it says. */
	restrictsPublicBuckets: boolean;
}

/** Throws an S3Problem. A bucket, or a server, without the settings blocks nothing. */
export async function publicAccessBlock({ bucket, ask }: BucketClient): Promise<PublicAccessBlock | undefined> {
	const { given, refused } = await ask(
		's3:GetBucketPublicAccessBlock',
		async (s3) => await s3.getPublicAccessBlock(bucket),
		['NoSuchPublicAccessBlockConfiguration', 'NotImplemented', 'AccessDenied', 'MethodNotAllowed'],
	);
	if (refused === 'AccessDenied' || refused === 'MethodNotAllowed') return undefined;
	return {
		blocksPublicPolicy: given?.blockPublicPolicy === true,
		restrictsPublicBuckets: given?.restrictPublicBuckets === true,
	};
}
