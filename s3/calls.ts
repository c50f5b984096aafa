/** A key pair and where it is good for, as the credential keeps it. */
export interface S3Keys {
	accessKeyId: string;
	secretAccessKey: string;
	/** Only with temporary keys. */
	sessionToken?: string;
	region: string;
	/** Only for servers that are not AWS. */
	endpoint?: string;
	/** With an endpoint: whether buckets are part of the path (the default) or of the host name. */
	forcePathStyle?: boolean;
}

export interface HttpRequest {
	method: 'DELETE' | 'GET' | 'HEAD' | 'PUT';
	url: string;
	headers: Record<string, string>;
	/** Text; none when it is undefined. */
	body?: string;
	/** How long the answer may take, as a whole, in ms. */
	timeoutMs: number;
}

export interface HttpAnswer {
	status: number;
	/** Header names in lower case. */
	headers: Record<string, string>;
	body: string;
}

/**
 * Sends one request and answers whatever came back, errors of HTTP included. Follows no redirect. Throws when no
 * (whole) answer came, with the system's word for it as `code` (ECONNREFUSED …).
 */
export type SendHttp = (request: HttpRequest) => Promise<HttpAnswer>;

/** How S3 is reached. The AWS SDK has an HTTP client of its own; the signed requests go through this one. */
export interface S3Access extends S3Keys {
	send: SendHttp;
}

export interface S3Object {
	key: string;
	/** In bytes. */
	size: number;
	changed?: Date;
}

/**
 * All that is ever asked of S3, by AWS's names of the actions. The build takes one of two: the AWS SDK
 * (connect.ts) or, for n8n Cloud, requests of our own (connect.cloud.ts). Both send twice at most, follow no redirect,
 * and reject with what `errorName` and `asProblem` of refusals.ts read.
 */
export interface S3Calls {
	/** Whether what answers does so as S3 does. */
	listBuckets(): Promise<boolean>;
	/** The region, where S3 says it. */
	headBucket(bucket: string): Promise<string | undefined>;
	/** At most a thousand objects; `next` is the token of the following ones. */
	listObjects(
		bucket: string,
		which: { prefix?: string; token?: string; most?: number },
	): Promise<{ objects: S3Object[]; next?: string }>;
	/** `region`: where it is to be; undefined for us-east-1, which one may not name (AWS: CreateBucket). */
	createBucket(bucket: string, region: string | undefined): Promise<void>;
	/** S3's name of the region, undefined for us-east-1. */
	getBucketLocation(bucket: string): Promise<string | undefined>;
	/** Byte for byte as it was put. */
	getBucketPolicy(bucket: string): Promise<string | undefined>;
	putBucketPolicy(bucket: string, policy: string): Promise<void>;
	deleteBucketPolicy(bucket: string): Promise<void>;
	/** How new objects are encrypted by default: `AES256`, `aws:kms` …, and the key of KMS. */
	getBucketEncryption(bucket: string): Promise<{ algorithm?: string; key?: string }>;
	getPublicAccessBlock(bucket: string): Promise<{ blockPublicPolicy: boolean; restrictPublicBuckets: boolean }>;
	/** Ends the connections that are kept. */
	close(): void;
}

/** The calls for these keys. `limitMs` is the time for one answer as a whole. */
export type Connect = (access: S3Access, limitMs?: number) => Promise<S3Calls>;

/** How long one request may take until its answer is there as a whole, in ms. */
export const answerMs = 60_000;
