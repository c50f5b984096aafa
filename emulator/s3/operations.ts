import { createHash } from 'node:crypto';
import { allowed, checkPolicy } from './policy';
import { accountOf, S3Fault, type S3Reply, type S3Request } from './types';
import { element } from './xml';

interface StoredObject {
	body: Buffer;
	contentType: string;
	modified: Date;
	etag: string;
}

interface Bucket {
	name: string;
	owner: string;
	created: Date;
	policy?: string;
	objects: Map<string, StoredObject>;
}

export type Buckets = Map<string, Bucket>;

export const buckets = (): Buckets => new Map();

/** Does one signed request. Throws an S3Fault. Objects belong to the bucket's owner (BucketOwnerEnforced, AWS's default since 2023). */
export function handle(state: Buckets, request: S3Request, region: string): S3Reply {
	if (request.bucket === '') return listBuckets(state, request);
	if (request.key === '' && request.method === 'PUT' && request.query.size === 0) return createBucket(state, request, region);
	const bucket = state.get(request.bucket);
	if (!bucket) throw new S3Fault(404, 'NoSuchBucket', 'The specified bucket does not exist');
	return request.key === '' ? onBucket(state, bucket, request, region) : onObject(bucket, request);
}

function listBuckets(state: Buckets, { user }: S3Request): S3Reply {
	const own = [...state.values()].filter(({ owner }) => owner === accountOf(user.arn));
	return xml(element('ListAllMyBucketsResult', { Buckets: { Bucket: own.map(({ name, created }) => ({ Name: name, CreationDate: created.toISOString() })) } }));
}

function createBucket(state: Buckets, { bucket: name, user, body }: S3Request, region: string): S3Reply {
	if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name)) throw new S3Fault(400, 'InvalidBucketName', 'The specified bucket is not valid.');
	const existing = state.get(name);
	if (existing?.owner === accountOf(user.arn)) throw new S3Fault(409, 'BucketAlreadyOwnedByYou', 'Your previous request to create the named bucket succeeded and you already own it.');
	if (existing) throw new S3Fault(409, 'BucketAlreadyExists', 'The requested bucket name is not available.');
	const wanted = /<LocationConstraint>([^<]*)</.exec(body.toString('utf8'))?.[1];
	if (wanted !== undefined && wanted !== region) throw new S3Fault(400, 'IllegalLocationConstraintException', `The ${wanted} location constraint is incompatible for the region specific endpoint this request was sent to.`);
	state.set(name, { name, owner: accountOf(user.arn), created: new Date(), objects: new Map() });
	return { status: 200, headers: { location: `/${name}` } };
}

function onBucket(state: Buckets, bucket: Bucket, request: S3Request, region: string): S3Reply {
	const { method, query } = request;
	const may = (action: string) => demand(bucket, request, action, `arn:aws:s3:::${bucket.name}`);
	if (query.has('policy')) return onPolicy(bucket, request, may);
	if (query.has('location')) {
		may('s3:GetBucketLocation');
		return xml(`<?xml version="1.0" encoding="UTF-8"?>\n<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${region === 'us-east-1' ? '' : region}</LocationConstraint>`);
	}
	if (method === 'HEAD') {
		may('s3:ListBucket');
		return { status: 200, headers: { 'x-amz-bucket-region': region } };
	}
	if (method === 'GET' && query.get('list-type') === '2') {
		may('s3:ListBucket');
		return listObjects(bucket, query);
	}
	if (method === 'DELETE' && query.size === 0) {
		may('s3:DeleteBucket');
		if (bucket.objects.size > 0) throw new S3Fault(409, 'BucketNotEmpty', 'The bucket you tried to delete is not empty');
		state.delete(bucket.name);
		return { status: 204 };
	}
	throw new S3Fault(501, 'NotImplemented', 'A header or query you provided requests a function that is not implemented.');
}

function onPolicy(bucket: Bucket, { method, body }: S3Request, may: (action: string) => void): S3Reply {
	if (method === 'PUT') {
		may('s3:PutBucketPolicy');
		checkPolicy(body.toString('utf8'), bucket.name);
		bucket.policy = body.toString('utf8');
		return { status: 204 };
	}
	may(method === 'DELETE' ? 's3:DeleteBucketPolicy' : 's3:GetBucketPolicy');
	if (method === 'DELETE') {
		bucket.policy = undefined;
		return { status: 204 };
	}
	if (bucket.policy === undefined) throw new S3Fault(404, 'NoSuchBucketPolicy', 'The bucket policy does not exist');
	return { status: 200, headers: { 'content-type': 'application/json' }, body: bucket.policy };
}

function listObjects(bucket: Bucket, query: URLSearchParams): S3Reply {
	const prefix = query.get('prefix') ?? '';
	const after = query.get('continuation-token') ?? query.get('start-after') ?? '';
	const most = Number(query.get('max-keys') ?? 1000);
	const keys = [...bucket.objects.keys()].filter((key) => key.startsWith(prefix) && key > after).sort();
	const page = keys.slice(0, most);
	const Contents = page.map((Key) => {
		const { modified, etag, body } = bucket.objects.get(Key) as StoredObject;
		return { Key, LastModified: modified.toISOString(), ETag: etag, Size: body.length, StorageClass: 'STANDARD' };
	});
	const more = keys.length > page.length;
	const next = more ? { NextContinuationToken: page.at(-1) } : {};
	return xml(element('ListBucketResult', { Name: bucket.name, Prefix: prefix, KeyCount: page.length, MaxKeys: most, IsTruncated: more, ...next, Contents }));
}

const objectActions: Readonly<Record<string, string>> = { PUT: 's3:PutObject', GET: 's3:GetObject', HEAD: 's3:GetObject', DELETE: 's3:DeleteObject' };

function onObject(bucket: Bucket, request: S3Request): S3Reply {
	const { method, key, body, headers, query } = request;
	const may = (action: string) => demand(bucket, request, action, `arn:aws:s3:::${bucket.name}/${key}`);
	if (query.has('acl') && method === 'PUT') {
		may('s3:PutObjectAcl');
		found(bucket, key);
		return { status: 200 };
	}
	may(objectActions[method] ?? 's3:Unknown');
	if (method === 'PUT') {
		if (headers['x-amz-acl']) may('s3:PutObjectAcl');
		const etag = `"${createHash('md5').update(body).digest('hex')}"`;
		bucket.objects.set(key, { body, contentType: headers['content-type'] ?? 'binary/octet-stream', modified: new Date(), etag });
		return { status: 200, headers: { etag } };
	}
	if (method === 'DELETE') {
		bucket.objects.delete(key);
		return { status: 204 };
	}
	const object = found(bucket, key);
	const common = { 'content-type': object.contentType, etag: object.etag, 'last-modified': object.modified.toUTCString(), 'accept-ranges': 'bytes' };
	const range = /^bytes=(\d+)-(\d*)$/.exec(headers.range ?? '');
	if (!range) return { status: 200, headers: { ...common, 'content-length': String(object.body.length) }, body: object.body };
	const from = Number(range[1]);
	const to = Math.min(range[2] ? Number(range[2]) : Infinity, object.body.length - 1);
	if (from > to) throw new S3Fault(416, 'InvalidRange', 'The requested range is not satisfiable');
	return { status: 206, headers: { ...common, 'content-range': `bytes ${from}-${to}/${object.body.length}` }, body: object.body.subarray(from, to + 1) };
}

function found(bucket: Bucket, key: string): StoredObject {
	const object = bucket.objects.get(key);
	if (!object) throw new S3Fault(404, 'NoSuchKey', 'The specified key does not exist.');
	return object;
}

function demand(bucket: Bucket, { user }: S3Request, action: string, resource: string): void {
	if (!allowed(bucket.policy, { arn: user.arn, owner: bucket.owner, action, resource })) throw new S3Fault(403, 'AccessDenied', 'Access Denied');
}

const xml = (body: string): S3Reply => ({ status: 200, headers: { 'content-type': 'application/xml' }, body });
