import { authorize, bucketOf } from '../access';
import { malformedXml } from '../errors';
import type { Context, Encryption, S3Answer } from '../types';
import { list, member, parseXml, text, toXml } from '../xml';

/** The headers with which S3 says how an object is encrypted. */
export function encryptionHeaders({ algorithm, keyId }: Encryption): Record<string, string> {
	return {
		'x-amz-server-side-encryption': algorithm,
		...(keyId === undefined ? {} : { 'x-amz-server-side-encryption-aws-kms-key-id': keyId }),
	};
}

export function getBucketEncryption(context: Context): S3Answer {
	const bucket = bucketOf(context);
	authorize(context, bucket, 's3:GetEncryptionConfiguration');
	const { algorithm, keyId, bucketKey } = bucket.encryption;
	const standard = { SSEAlgorithm: algorithm, ...(keyId === undefined ? {} : { KMSMasterKeyID: keyId }) };
	const rule = { ApplyServerSideEncryptionByDefault: standard, BucketKeyEnabled: bucketKey ?? false };
	return { status: 200, body: toXml('ServerSideEncryptionConfiguration', { Rule: rule }) };
}

export function putBucketEncryption(context: Context): S3Answer {
	const bucket = bucketOf(context);
	authorize(context, bucket, 's3:PutEncryptionConfiguration');
	const [rule] = list(parseXml(context.request.body, 'ServerSideEncryptionConfiguration'), 'Rule');
	const standard = member(rule, 'ApplyServerSideEncryptionByDefault');
	const algorithm = text(standard, 'SSEAlgorithm');
	const keyId = text(standard, 'KMSMasterKeyID');
	if (
		algorithm === undefined ||
		!['AES256', 'aws:kms', 'aws:kms:dsse'].includes(algorithm) ||
		(algorithm === 'AES256' && keyId !== undefined)
	)
		throw malformedXml();
	bucket.encryption = { algorithm, keyId, bucketKey: text(rule, 'BucketKeyEnabled') === 'true' };
	return { status: 200 };
}

/** Takes the bucket back to S3's own key, the encryption every bucket has. */
export function deleteBucketEncryption(context: Context): S3Answer {
	const bucket = bucketOf(context);
	authorize(context, bucket, 's3:PutEncryptionConfiguration');
	bucket.encryption = { algorithm: 'AES256' };
	return { status: 204 };
}
