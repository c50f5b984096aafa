import type { Bucket, ListObjectsV2CommandOutput, Owner } from '@aws-sdk/client-s3';
import { answerMs, type Connect, type S3Access } from './calls';

/**
 * S3 by the AWS SDK, loaded when somebody needs it and not before: it takes longer to load than all the rest of the
 * package. Rejects with what the SDK throws for a region or endpoint that is none.
 */
export const connect: Connect = async (access, limitMs = answerMs) => {
	const sdk = await import('@aws-sdk/client-s3');
	const client = limited(new sdk.S3Client(settings(access)), limitMs);
	return {
		async listBuckets() {
			const { Buckets, Owner } = await client.send(new sdk.ListBucketsCommand({ MaxBuckets: 1 }));
			return isList(Buckets, Owner);
		},
		async headBucket(Bucket) {
			return (await client.send(new sdk.HeadBucketCommand({ Bucket }))).BucketRegion;
		},
		async listObjects(Bucket, { prefix, token, most }) {
			const asked = { Bucket, Prefix: prefix, ContinuationToken: token, MaxKeys: most };
			return listed(await client.send(new sdk.ListObjectsV2Command(asked)));
		},
		async createBucket(Bucket, region) {
			const where = region && { CreateBucketConfiguration: { LocationConstraint: region as 'eu-west-1' } };
			await client.send(new sdk.CreateBucketCommand({ Bucket, ...(where || {}) }));
		},
		async getBucketLocation(Bucket) {
			return (await client.send(new sdk.GetBucketLocationCommand({ Bucket }))).LocationConstraint;
		},
		async getBucketPolicy(Bucket) {
			return (await client.send(new sdk.GetBucketPolicyCommand({ Bucket }))).Policy;
		},
		async putBucketPolicy(Bucket, Policy) {
			await client.send(new sdk.PutBucketPolicyCommand({ Bucket, Policy }));
		},
		async deleteBucketPolicy(Bucket) {
			await client.send(new sdk.DeleteBucketPolicyCommand({ Bucket }));
		},
		async getBucketEncryption(Bucket) {
			const given = await client.send(new sdk.GetBucketEncryptionCommand({ Bucket }));
			const standard = given.ServerSideEncryptionConfiguration?.Rules?.[0]?.ApplyServerSideEncryptionByDefault;
			return { algorithm: standard?.SSEAlgorithm, key: standard?.KMSMasterKeyID };
		},
		async getPublicAccessBlock(Bucket) {
			const given = await client.send(new sdk.GetPublicAccessBlockCommand({ Bucket }));
			const { BlockPublicPolicy, RestrictPublicBuckets } = given.PublicAccessBlockConfiguration ?? {};
			return {
				blockPublicPolicy: BlockPublicPolicy === true,
				restrictPublicBuckets: RestrictPublicBuckets === true,
			};
		},
		close: () => client.destroy(),
	};
};

const settings = ({ accessKeyId, secretAccessKey, sessionToken, region, endpoint, forcePathStyle }: S3Access) => ({
	region: region.trim(),
	credentials: {
		accessKeyId: accessKeyId.trim(),
		secretAccessKey: secretAccessKey.trim(),
		...(sessionToken ? { sessionToken: sessionToken.trim() } : {}),
	},
	...(endpoint ? { endpoint: endpoint.trim(), forcePathStyle: forcePathStyle ?? true } : {}),
	maxAttempts: 2,
});

interface Handled {
	config: { requestHandler: { handle: (request: never, options?: object) => Promise<unknown> } };
}

/** The SDK itself would wait for ever. */
function limited<C extends Handled>(client: C, limitMs: number): C {
	const { requestHandler } = client.config;
	const handle = requestHandler.handle.bind(requestHandler);
	requestHandler.handle = async (request, options) =>
		await handle(request, { ...options, abortSignal: AbortSignal.timeout(limitMs) });
	return client;
}

const isList = (buckets: Bucket[] | undefined, owner: Owner | undefined) => (buckets ?? owner) !== undefined;

const listed = ({ Contents = [], NextContinuationToken }: ListObjectsV2CommandOutput) => ({
	objects: Contents.map(({ Key = '', Size = 0, LastModified }) => ({ key: Key, size: Size, changed: LastModified })),
	next: NextContinuationToken,
});
