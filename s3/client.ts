import type { S3Client } from '@aws-sdk/client-s3';

/** The key pair for the callback bucket, as the credential keeps it. */
export interface S3Access {
	accessKeyId: string;
	secretAccessKey: string;
	region: string;
	/** Only for servers that are not AWS; buckets are then addressed by path. */
	endpoint?: string;
}

/** The AWS SDK, loaded when somebody needs it and not before: it takes longer to load than all the rest of the package. */
export const loadSdk = () => import('@aws-sdk/client-s3');

/** A client for these keys. Throws what the SDK throws for a region or endpoint that is none. */
export async function s3Client({ accessKeyId, secretAccessKey, region, endpoint }: S3Access): Promise<S3Client> {
	const sdk = await loadSdk();
	return new sdk.S3Client({
		region,
		credentials: { accessKeyId, secretAccessKey },
		...(endpoint ? { endpoint, forcePathStyle: true } : {}),
		maxAttempts: 2,
	});
}
