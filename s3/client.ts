import type { S3Client } from '@aws-sdk/client-s3';
import { redactor, type Redactor } from '../secrets/redactor';
import { asProblem, errorName } from './sdkErrors';

/** A key pair and where it is good for, as the credential keeps it. */
export interface S3Access {
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

/**
 * The AWS SDK, loaded when somebody needs it and not before: it takes longer to load than all the rest of the
 * package.
 */
export const loadSdk = () => import('@aws-sdk/client-s3');

export type Sdk = Awaited<ReturnType<typeof loadSdk>>;

/** How long one request may take until its answer is there as a whole, in ms. The SDK itself would wait for ever. */
const answerMs = 60_000;

/**
 * A client for these keys. It sends twice at most, and follows no redirect. Throws what the SDK throws for a region or
 * endpoint that is none.
 */
export async function s3Client(
	{ accessKeyId, secretAccessKey, sessionToken, region, endpoint, forcePathStyle = true }: S3Access,
	limitMs = answerMs,
): Promise<S3Client> {
	const sdk = await loadSdk();
	const keys = { accessKeyId: accessKeyId.trim(), secretAccessKey: secretAccessKey.trim() };
	const client = new sdk.S3Client({
		region: region.trim(),
		credentials: { ...keys, ...(sessionToken ? { sessionToken: sessionToken.trim() } : {}) },
		...(endpoint ? { endpoint: endpoint.trim(), forcePathStyle } : {}),
		maxAttempts: 2,
	});
	const { requestHandler } = client.config;
	const handle = requestHandler.handle.bind(requestHandler);
	requestHandler.handle = async (request, options) =>
		await handle(request, { ...options, abortSignal: AbortSignal.timeout(limitMs) });
	return client;
}

/** Takes the keys of a credential out of what a server says, and a login out of its address. */
export function hiderOf({ accessKeyId, secretAccessKey, sessionToken, endpoint = '' }: S3Access): Redactor {
	const login = /^[a-z]+:\/\/([^/?#]*)@/i.exec(endpoint.trim())?.[1];
	return redactor([secretAccessKey, sessionToken, accessKeyId, login]);
}

export type Answer<T> = { given: T; refused?: undefined } | { given?: undefined; refused: string };

/** One bucket, as far as a key pair lets us in. */
export interface BucketClient {
	bucket: string;
	region: string;
	endpoint: string | undefined;
	/**
	 * Asks S3; `action` is the right it needs (s3:GetBucketPolicy …). Resolves to what is given, or to the name of the
	 * refusal when that is among those expected. Throws an S3Problem for any other.
	 */
	ask<T>(action: string, command: (sdk: Sdk) => Promise<T>, expected?: string[]): Promise<Answer<T>>;
	client: S3Client;
}

/**
 * Lends a client of one bucket to `work` and closes it afterwards. Throws what `work` throws, and an S3Problem for
 * keys that are none.
 */
export async function withBucket<T>(
	access: S3Access,
	bucket: string,
	work: (lent: BucketClient) => Promise<T>,
): Promise<T> {
	const { region, endpoint } = access;
	const client = await s3Client(access);
	const hide = hiderOf(access);
	const ask: BucketClient['ask'] = async (action, command, expected = []) => {
		try {
			return { given: await command(await loadSdk()) };
		} catch (error) {
			const refused = errorName(error);
			if (expected.includes(refused)) return { refused };
			return await Promise.reject(asProblem(error, { action, bucket, region, endpoint, hide }));
		}
	};
	try {
		return await work({ bucket, region, endpoint, ask, client });
	} finally {
		client.destroy();
	}
}
