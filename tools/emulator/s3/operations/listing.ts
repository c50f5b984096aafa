import { authorize, bucketOf, mayDo } from '../access';
import { readPayload } from '../body';
import { S3Error, invalidArgument, invalidRequest, malformedXml } from '../errors';
import { type Bucket, type Context, type S3Answer, type StoredObject } from '../types';
import { list, member, parseXml, text, toXml } from '../xml';

const LARGEST_PAGE = 1000;

export function listObjectsV2(context: Context): S3Answer {
	const bucket = bucketOf(context);
	authorize(context, bucket, 's3:ListBucket');
	const { query } = context.request;
	const [prefix, delimiter, token] = [
		query.get('prefix') ?? '',
		query.get('delimiter') ?? '',
		query.get('continuation-token'),
	];
	const after = token === undefined ? (query.get('start-after') ?? '') : readToken(token);
	const room = readMaxKeys(query.get('max-keys'));
	const page = onePage(bucket, prefix, delimiter, after, room);
	const name = query.get('encoding-type') === 'url' ? encodeURIComponent : (key: string) => key;
	const body = toXml('ListBucketResult', {
		Name: bucket.name,
		Prefix: name(prefix),
		Delimiter: delimiter === '' ? undefined : name(delimiter),
		StartAfter: query.get('start-after'),
		ContinuationToken: token,
		NextContinuationToken: page.next,
		EncodingType: query.get('encoding-type'),
		KeyCount: page.objects.length + page.prefixes.length,
		MaxKeys: room,
		IsTruncated: page.next !== undefined,
		Contents: page.objects.map(({ key, lastModified, etag, size }) => ({
			Key: name(key),
			LastModified: lastModified.toISOString(),
			ETag: etag,
			Size: size,
			StorageClass: 'STANDARD',
		})),
		CommonPrefixes: page.prefixes.map((one) => ({ Prefix: name(one) })),
	});
	return { status: 200, body };
}

interface Page {
	objects: StoredObject[];
	prefixes: string[];
	next: string | undefined;
}

/** In the order of the keys' UTF-8 bytes; everything under one common prefix counts as one entry. */
function onePage(bucket: Bucket, prefix: string, delimiter: string, after: string, room: number): Page {
	const keys = [...bucket.objects.keys()].filter((key) => key.startsWith(prefix)).sort(byBytes);
	const page: Page = { objects: [], prefixes: [], next: undefined };
	let last = after;
	for (const key of keys) {
		const cut = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
		const entry = cut < 0 ? key : key.slice(0, cut + delimiter.length);
		if (byBytes(entry, after) <= 0 || entry === last) continue;
		if (page.objects.length + page.prefixes.length === room) {
			if (room > 0) page.next = Buffer.from(last).toString('base64url');
			break;
		}
		last = entry;
		const object = bucket.objects.get(key);
		if (cut >= 0) page.prefixes.push(entry);
		else if (object) page.objects.push(object);
	}
	return page;
}

function byBytes(a: string, b: string): number {
	return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

function readToken(token: string): string {
	const after = Buffer.from(token, 'base64url').toString();
	if (after === '' || Buffer.from(after).toString('base64url') !== token)
		throw invalidArgument('The continuation token provided is incorrect');
	return after;
}

function readMaxKeys(given: string | undefined): number {
	if (given === undefined) return LARGEST_PAGE;
	if (!/^\d+$/.test(given)) throw invalidArgument('Argument max-keys must be an integer between 0 and 2147483647');
	return Math.min(Number(given), LARGEST_PAGE);
}

/**
 * Deletes up to 1000 keys; each is decided on its own, and what was refused is listed in the answer, which is 200 all
 * the same.
 */
export function deleteObjects(context: Context): S3Answer {
	const bucket = bucketOf(context);
	const { bytes, checksums } = readPayload(context.request);
	if (Object.keys(checksums).length === 0 && context.request.headers['content-md5'] === undefined) {
		throw invalidRequest('Missing required header for this request: Content-MD5 OR x-amz-checksum-*');
	}
	if (!context.caller) throw new S3Error('AccessDenied', 403, 'Access Denied');
	const asked = parseXml(bytes, 'Delete');
	const keys = list(asked, 'Object').map((one) => member(one, 'Key'));
	if (
		keys.length === 0 ||
		keys.length > LARGEST_PAGE ||
		!keys.every((key): key is string => typeof key === 'string' && key !== '')
	)
		throw malformedXml();
	const refused = keys.filter((key) => !mayDo(context, bucket, 's3:DeleteObject', key));
	const gone = keys.filter((key) => !refused.includes(key));
	for (const key of gone) bucket.objects.delete(key);
	const body = toXml('DeleteResult', {
		Deleted: text(asked, 'Quiet') === 'true' ? undefined : gone.map((Key) => ({ Key })),
		Error: refused.map((Key) => ({ Key, Code: 'AccessDenied', Message: 'Access Denied' })),
	});
	return { status: 200, body };
}
