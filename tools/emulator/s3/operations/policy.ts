import { accountOf, type Bucket, type Context, type S3Answer } from '../types';
import { authorize, bucketOf } from '../access';
import { S3Error, accessDenied } from '../errors';
import { parsePolicy } from '../policy/document';
import { isPublic } from '../policy/evaluate';
import { toXml } from '../xml';

export function getBucketPolicy(context: Context): S3Answer {
	const bucket = ownBucket(context, 's3:GetBucketPolicy');
	return { status: 200, headers: { 'content-type': 'application/json' }, body: policyOf(bucket).text };
}

export function putBucketPolicy(context: Context): S3Answer {
	const bucket = ownBucket(context, 's3:PutBucketPolicy');
	const text = context.request.body.toString('utf8');
	const document = parsePolicy(text, bucket.name);
	if (bucket.publicAccessBlock?.BlockPublicPolicy && isPublic(document)) {
		throw accessDenied(
			`User: ${context.caller?.arn ?? ''} is not authorized to perform: s3:PutBucketPolicy on resource: ` +
				`"arn:aws:s3:::${bucket.name}" because public policies are blocked by the BlockPublicPolicy block public ` +
				'access setting.',
		);
	}
	bucket.policy = { text, document };
	return { status: 204 };
}

export function deleteBucketPolicy(context: Context): S3Answer {
	delete ownBucket(context, 's3:DeleteBucketPolicy').policy;
	return { status: 204 };
}

export function getBucketPolicyStatus(context: Context): S3Answer {
	const bucket = bucketOf(context);
	authorize(context, bucket, 's3:GetBucketPolicyStatus');
	return { status: 200, body: toXml('PolicyStatus', { IsPublic: isPublic(policyOf(bucket).document) }) };
}

function policyOf(bucket: Bucket): NonNullable<Bucket['policy']> {
	if (!bucket.policy)
		throw new S3Error('NoSuchBucketPolicy', 404, 'The bucket policy does not exist', { BucketName: bucket.name });
	return bucket.policy;
}

/**
 * The policy itself is for the owner's account only: somebody else whom the policy lets in gets 405, not the policy.
 */
function ownBucket(context: Context, action: string): Bucket {
	const bucket = bucketOf(context);
	authorize(context, bucket, action);
	if (!context.caller || accountOf(context.caller) !== bucket.owner) {
		throw new S3Error('MethodNotAllowed', 405, 'The specified method is not allowed against this resource.');
	}
	return bucket;
}
