import { createHash } from 'node:crypto';
import { authorize, bucketOf, mayDo } from '../access';
import { type Payload, readPayload } from '../body';
import { S3Error, accessDenied, noSuchKey } from '../errors';
import { readRange } from '../range';
import type { Bucket, Context, Encryption, S3Answer, StoredObject } from '../types';
import { askedEncryption, checkKey, encryptionHeaders } from './encryption';
import { keptHeaders } from './keptHeaders';

const LONGEST_KEY_BYTES = 1024;

export function putObject(context: Context): S3Answer {
	const bucket = bucketOf(context);
	const { key, headers } = context.request;
	if (Buffer.byteLength(key) > LONGEST_KEY_BYTES) throw new S3Error('KeyTooLongError', 400, 'Your key is too long');
	authorize(context, bucket, 's3:PutObject', key);
	if (headers['x-amz-acl'] !== undefined) {
		authorize(context, bucket, 's3:PutObjectAcl', key);
		checkAcl(headers['x-amz-acl']);
	}
	if (headers['if-none-match'] === '*' && bucket.objects.has(key)) {
		throw new S3Error('PreconditionFailed', 412, 'At least one of the pre-conditions you specified did not hold', {
			Condition: 'If-None-Match',
		});
	}
	const encryption = askedEncryption(context, bucket);
	const stored = store(bucket, key, readPayload(context.request), keptHeaders(headers), encryption, context.now);
	return { status: 200, headers: { etag: stored.etag, ...stored.checksums, ...encryptionHeaders(stored.encryption) } };
}

export function store(
	bucket: Bucket,
	key: string,
	payload: Payload,
	headers: Record<string, string>,
	encryption: Encryption,
	now: Date,
): StoredObject {
	const stored: StoredObject = {
		key,
		body: payload.bytes,
		size: payload.bytes.length,
		etag: `"${createHash('md5').update(payload.bytes).digest('hex')}"`,
		lastModified: now,
		headers,
		checksums: payload.checksums,
		encryption,
	};
	bucket.objects.set(key, stored);
	return stored;
}

export function getObject(context: Context): S3Answer {
	const object = readable(context);
	const { range } = context.request.headers;
	const headers = describe(object, context.request.headers['x-amz-checksum-mode'] === 'ENABLED' && range === undefined);
	const part = range === undefined ? undefined : readRange(range, object.size);
	if (!part) return { status: 200, headers, body: bytesOf(object, 0, object.size - 1) };
	return {
		status: 206,
		headers: { ...headers, 'content-range': `bytes ${part.first}-${part.last}/${object.size}` },
		body: bytesOf(object, part.first, part.last),
	};
}

function bytesOf({ body }: StoredObject, first: number, last: number): S3Answer['body'] {
	return Buffer.isBuffer(body) ? body.subarray(first, last + 1) : { ...body, first, last };
}

export function headObject(context: Context): S3Answer {
	return getObject(context);
}

export function deleteObject(context: Context): S3Answer {
	const bucket = bucketOf(context);
	authorize(context, bucket, 's3:DeleteObject', context.request.key);
	bucket.objects.delete(context.request.key);
	return { status: 204 };
}

export function putObjectAcl(context: Context): S3Answer {
	const bucket = bucketOf(context);
	authorize(context, bucket, 's3:PutObjectAcl', context.request.key);
	checkAcl(context.request.headers['x-amz-acl']);
	if (!bucket.objects.has(context.request.key)) throw noSuchKey(context.request.key);
	return { status: 200 };
}

/** Buckets here are "bucket owner enforced": the only ACL that may be named is the one that changes nothing. */
function checkAcl(acl: string | undefined): void {
	if (acl === 'bucket-owner-full-control') return;
	throw new S3Error('AccessControlListNotSupported', 400, 'The bucket does not allow ACLs');
}

function readable(context: Context): StoredObject {
	const bucket = bucketOf(context);
	const { key } = context.request;
	authorize(context, bucket, 's3:GetObject', key);
	const object = bucket.objects.get(key);
	if (object) {
		checkKey(context, bucket, object.encryption);
		return object;
	}
	// Whoever may not list the bucket must not learn from a 404 that a key is free.
	throw mayDo(context, bucket, 's3:ListBucket') ? noSuchKey(key) : accessDenied();
}

function describe(object: StoredObject, withChecksums: boolean): Record<string, string> {
	return {
		'content-type': 'binary/octet-stream',
		...object.headers,
		etag: object.etag,
		'last-modified': object.lastModified.toUTCString(),
		'accept-ranges': 'bytes',
		...(withChecksums ? object.checksums : {}),
		...encryptionHeaders(object.encryption),
	};
}
