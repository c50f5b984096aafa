import { createHash } from 'node:crypto';
import { AwsV4Signer } from 'aws4fetch';
import type { S3Keys } from '../calls';

export interface Unsigned {
	method: 'DELETE' | 'GET' | 'HEAD' | 'PUT';
	url: URL;
	headers: Record<string, string>;
	body?: string;
}

/**
 * The headers of the request with its signature (AWS Signature Version 4) as of this moment. The body is part of what
 * is signed.
 */
export async function signedHeaders(
	{ method, url, headers, body }: Unsigned,
	{ accessKeyId, secretAccessKey, sessionToken, region }: S3Keys,
	now: Date,
): Promise<Record<string, string>> {
	const hash = createHash('sha256')
		.update(body ?? '')
		.digest('hex');
	const signer = new AwsV4Signer({
		method,
		url: url.href,
		headers: { ...headers, 'x-amz-content-sha256': hash },
		body,
		accessKeyId: accessKeyId.trim(),
		secretAccessKey: secretAccessKey.trim(),
		sessionToken: sessionToken?.trim() || undefined,
		service: 's3',
		region: region.trim(),
		datetime: now.toISOString().replace(/[:-]|\.\d{3}/g, ''),
	});
	return Object.fromEntries((await signer.sign()).headers);
}

/** What S3 checks a body by: PutBucketPolicy needs it (AWS: Content-MD5). */
export const md5 = (body: string): string => createHash('md5').update(body).digest('base64');
