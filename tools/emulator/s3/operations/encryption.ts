import { authorize, bucketOf } from '../access';
import { accessDenied, invalidArgument, malformedXml } from '../errors';
import { type Bucket, type Context, type Encryption, type S3Answer, accountOf } from '../types';
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

/**
 * How an object is to be encrypted: as the request says, else as the bucket does. Throws InvalidArgument and
 * AccessDenied.
 */
export function askedEncryption(context: Context, bucket: Bucket): Encryption {
	const { headers } = context.request;
	const algorithm = headers['x-amz-server-side-encryption'];
	const keyId = headers['x-amz-server-side-encryption-aws-kms-key-id'];
	if (algorithm !== undefined && !['AES256', 'aws:kms', 'aws:kms:dsse'].includes(algorithm))
		throw invalidArgument('The encryption method specified is not supported');
	const encryption = algorithm === undefined ? bucket.encryption : { algorithm, keyId };
	checkKey(context, bucket, encryption);
	return encryption;
}

/** The account's own KMS key (`aws/s3`) cannot be used by other accounts, whatever the bucket policy says. */
export function checkKey({ caller }: Context, bucket: Bucket, { algorithm, keyId }: Encryption): void {
	const ownKey = keyId === undefined || keyId.endsWith('alias/aws/s3');
	if (!algorithm.startsWith('aws:kms') || !ownKey || (caller && accountOf(caller) === bucket.owner)) return;
	throw accessDenied(
		`User: ${caller?.arn ?? 'anonymous'} is not authorized to perform: kms:GenerateDataKey on the AWS managed key ` +
			`alias/aws/s3 because its key policy admits only the account ${bucket.owner}`,
	);
}
