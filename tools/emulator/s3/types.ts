import type { PolicyDocument } from './policy/document';

/**
 * Somebody who can sign requests. `arn` is `arn:aws:iam::ACCOUNT:user/NAME`; whose account it is decides what a
 * bucket policy must allow.
 */
export interface S3User {
	arn: string;
	accessKeyId: string;
	secretAccessKey: string;
}

/** One request after its body has arrived, before anything about it is believed. */
export interface S3Request {
	method: string;
	/** The path exactly as it was sent, percent-encoding kept: the signature is over these characters. */
	path: string;
	/** '' when the request is for the service itself. */
	bucket: string;
	/** '' when the request is for the bucket itself. */
	key: string;
	query: Map<string, string>;
	headers: Record<string, string>;
	body: Buffer;
}

/** What an operation answers; the server adds request id, date and length. */
export interface S3Answer {
	status: number;
	headers?: Record<string, string>;
	body?: string | Buffer | FilePart;
}

/** Bytes of a file that is sent as it is read; `last` is inclusive. */
export interface FilePart {
	path: string;
	first: number;
	last: number;
}

export interface PublicAccessBlock {
	BlockPublicAcls: boolean;
	IgnorePublicAcls: boolean;
	BlockPublicPolicy: boolean;
	RestrictPublicBuckets: boolean;
}

/** `keyId` only with aws:kms; without one AWS takes the account's own key `aws/s3`. */
export interface Encryption {
	algorithm: string;
	keyId?: string;
	bucketKey?: boolean;
}

export interface StoredObject {
	key: string;
	/** Its bytes, or the file they lie in. */
	body: Buffer | { path: string };
	size: number;
	etag: string;
	lastModified: Date;
	/** Response headers that were given with the object: content-type, x-amz-meta-… */
	headers: Record<string, string>;
	/** x-amz-checksum-… as the client sent and the server checked it. */
	checksums: Record<string, string>;
	encryption: Encryption;
}

export interface Bucket {
	name: string;
	/** The account that made it. */
	owner: string;
	region: string;
	created: Date;
	policy?: { text: string; document: PolicyDocument };
	publicAccessBlock?: PublicAccessBlock;
	encryption: Encryption;
	objects: Map<string, StoredObject>;
}

/** Everything an operation may look at. `bucket` is set for every operation but those that make or list buckets. */
export interface Context {
	request: S3Request;
	/** undefined for a request without a signature. */
	caller: S3User | undefined;
	region: string;
	buckets: Map<string, Bucket>;
	now: Date;
}

/** The twelve digits in `arn:aws:iam::ACCOUNT:user/NAME`. */
export function accountOf(user: S3User): string {
	return user.arn.split(':')[4] ?? '';
}
