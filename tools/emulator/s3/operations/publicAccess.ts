import { authorize, bucketOf } from '../access';
import { S3Error, malformedXml, notImplemented } from '../errors';
import type { Context, S3Answer } from '../types';
import { list, parseXml, text, toXml } from '../xml';

export function getPublicAccessBlock(context: Context): S3Answer {
	const bucket = bucketOf(context);
	authorize(context, bucket, 's3:GetBucketPublicAccessBlock');
	if (!bucket.publicAccessBlock) {
		throw new S3Error(
			'NoSuchPublicAccessBlockConfiguration',
			404,
			'The public access block configuration was not found',
			{ BucketName: bucket.name },
		);
	}
	return { status: 200, body: toXml('PublicAccessBlockConfiguration', { ...bucket.publicAccessBlock }) };
}

export function putPublicAccessBlock(context: Context): S3Answer {
	const bucket = bucketOf(context);
	authorize(context, bucket, 's3:PutBucketPublicAccessBlock');
	const settings = parseXml(context.request.body, 'PublicAccessBlockConfiguration');
	const on = (name: string) => text(settings, name) === 'true';
	bucket.publicAccessBlock = {
		BlockPublicAcls: on('BlockPublicAcls'),
		IgnorePublicAcls: on('IgnorePublicAcls'),
		BlockPublicPolicy: on('BlockPublicPolicy'),
		RestrictPublicBuckets: on('RestrictPublicBuckets'),
	};
	return { status: 200 };
}

export function deletePublicAccessBlock(context: Context): S3Answer {
	const bucket = bucketOf(context);
	authorize(context, bucket, 's3:PutBucketPublicAccessBlock');
	delete bucket.publicAccessBlock;
	return { status: 204 };
}

export function getOwnershipControls(context: Context): S3Answer {
	authorize(context, bucketOf(context), 's3:GetBucketOwnershipControls');
	return { status: 200, body: toXml('OwnershipControls', { Rule: { ObjectOwnership: 'BucketOwnerEnforced' } }) };
}

/**
 * Only AWS's standard is known here: a bucket whose objects belong to their writers would need ACLs, which this
 * server has not.
 */
export function putOwnershipControls(context: Context): S3Answer {
	authorize(context, bucketOf(context), 's3:PutBucketOwnershipControls');
	const [rule] = list(parseXml(context.request.body, 'OwnershipControls'), 'Rule');
	const ownership = text(rule, 'ObjectOwnership');
	if (ownership === undefined) throw malformedXml();
	if (ownership !== 'BucketOwnerEnforced') throw notImplemented(`the object ownership ${ownership}`);
	return { status: 200 };
}
