import { notImplemented } from './errors';
import { createBucket, deleteBucket, getBucketLocation, headBucket, listBuckets } from './operations/buckets';
import { deleteBucketEncryption, getBucketEncryption, putBucketEncryption } from './operations/encryption';
import { deleteObjects, listObjectsV2 } from './operations/listing';
import { deleteObject, getObject, headObject, putObject, putObjectAcl } from './operations/objects';
import { deleteBucketPolicy, getBucketPolicy, getBucketPolicyStatus, putBucketPolicy } from './operations/policy';
import {
	deletePublicAccessBlock,
	getOwnershipControls,
	getPublicAccessBlock,
	putOwnershipControls,
	putPublicAccessBlock,
} from './operations/publicAccess';
import type { Context, S3Answer, S3Request } from './types';

export type Operation = (context: Context) => S3Answer;

/** METHOD level [subresource] → operation; the subresource is the query parameter by which S3 tells them apart. */
const OPERATIONS = new Map<string, Operation>([
	['GET service', listBuckets],
	['PUT bucket', createBucket],
	['HEAD bucket', headBucket],
	['DELETE bucket', deleteBucket],
	['GET bucket location', getBucketLocation],
	['GET bucket list-type', listObjectsV2],
	['POST bucket delete', deleteObjects],
	['GET bucket policy', getBucketPolicy],
	['PUT bucket policy', putBucketPolicy],
	['DELETE bucket policy', deleteBucketPolicy],
	['GET bucket policyStatus', getBucketPolicyStatus],
	['GET bucket publicAccessBlock', getPublicAccessBlock],
	['PUT bucket publicAccessBlock', putPublicAccessBlock],
	['DELETE bucket publicAccessBlock', deletePublicAccessBlock],
	['GET bucket encryption', getBucketEncryption],
	['PUT bucket encryption', putBucketEncryption],
	['DELETE bucket encryption', deleteBucketEncryption],
	['GET bucket ownershipControls', getOwnershipControls],
	['PUT bucket ownershipControls', putOwnershipControls],
	['GET object', getObject],
	['HEAD object', headObject],
	['PUT object', putObject],
	['DELETE object', deleteObject],
	['PUT object acl', putObjectAcl],
]);

/** Query parameters that only refine an operation; any other one names a different operation. */
const REFINING = new RegExp(
	'^(x-id|x-amz-.*|prefix|delimiter|max-keys|max-buckets|continuation-token|start-after|fetch-owner|encoding-type|' +
		'response-.*)$',
	'i',
);

/** The operation a request is for. Throws NotImplemented rather than taking, say, PutBucketTagging for CreateBucket. */
export function operationFor(request: S3Request): Operation {
	const level = request.bucket === '' ? 'service' : request.key === '' ? 'bucket' : 'object';
	const name = [request.method, level, ...[...request.query.keys()].filter((key) => !REFINING.test(key)).sort()].join(
		' ',
	);
	const copies = name === 'PUT object' && request.headers['x-amz-copy-source'] !== undefined;
	const operation = copies ? undefined : OPERATIONS.get(name);
	if (!operation) throw notImplemented(copies ? 'CopyObject' : `the request ${name}`);
	return operation;
}
