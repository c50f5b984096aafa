import type { ServerResponse } from 'node:http';
import { createHash } from 'node:crypto';
import type { S3Access, S3Calls } from '../../s3/calls';
import { connect as bySdk } from '../../s3/connect';
import { connect as signed } from '../../s3/connect.cloud';
import { asProblem, errorName } from '../../s3/refusals';
import { httpServer, type Seen } from './httpServer';
import { n8nSends } from './n8nSends';

export const policy = '{"Version":"2012-10-17","Statement":[{"Sid":"ä \\" <&> \\u2028"}]}';
const strange = [
	"a b/ä+c&d=e%20'(x)*!~",
	'日本/🎬',
	'workflow=x/2026-07-23T19:30:45.513Z',
	'',
	'a//b',
	'%',
	'+',
	'\u0001',
];
export const calls: Record<string, (s3: S3Calls) => Promise<unknown>> = {
	ListBuckets: (s3) => s3.listBuckets(),
	HeadBucket: (s3) => s3.headBucket('media'),
	ListObjectsV2: (s3) => s3.listObjects('media', { most: 1 }),
	'ListObjectsV2 of a following page': (s3) => s3.listObjects('media', { prefix: 'a/', token: 't/+=o&k %' }),
	'CreateBucket in us-east-1': (s3) => s3.createBucket('media', undefined),
	'CreateBucket elsewhere': (s3) => s3.createBucket('media', 'eu-central-1'),
	GetBucketLocation: (s3) => s3.getBucketLocation('media'),
	GetBucketPolicy: (s3) => s3.getBucketPolicy('media'),
	PutBucketPolicy: (s3) => s3.putBucketPolicy('media', policy),
	DeleteBucketPolicy: (s3) => s3.deleteBucketPolicy('media'),
	GetBucketEncryption: (s3) => s3.getBucketEncryption('media'),
	GetPublicAccessBlock: (s3) => s3.getPublicAccessBlock('media'),
	...Object.fromEntries(
		strange.map((prefix) => [
			`ListObjectsV2 of ${JSON.stringify(prefix)}`,
			(s3) => s3.listObjects('media', { prefix }),
		]),
	),
};
export type Name = keyof typeof calls & string;
const regions: Record<Name, Partial<S3Access>> = { 'CreateBucket in us-east-1': { region: 'us-east-1' } };

export const keys = {
	accessKeyId: ' AKIASESAME',
	secretAccessKey: 'open/+sesame ',
	region: 'eu-west-1',
	send: n8nSends,
};
/** Each call once. */
export const plain = Object.keys(calls).filter((name) => !name.startsWith('ListObjectsV2 of'));

export type AnswerWith = (seen: Seen, response: ServerResponse, nth: number) => void;

/** Makes the call both ways, each with a server of its own, and tells what each has sent and got. */
export async function both(name: Name, answer: AnswerWith, more: Partial<S3Access> = {}) {
	const told = async (connect: typeof bySdk) => {
		const server = await httpServer((seen, response) => answer(seen, response, server.seen.length));
		const s3 = await connect({ ...keys, ...regions[name], endpoint: server.root, ...more });
		const outcome = await outcomeOf((calls[name] as (s3: S3Calls) => Promise<unknown>)(s3), server.root);
		s3.close();
		await server.close();
		return { outcome, sent: server.seen };
	};
	return { sdk: await told(bySdk), ours: await told(signed) };
}

async function outcomeOf(call: Promise<unknown>, endpoint: string): Promise<unknown> {
	const asked = { action: 's3:Action', bucket: 'media', region: 'eu-west-1', endpoint, hide: (text: string) => text };
	const outcome = await call.then(
		(given) => ({ given: given ?? null }),
		(error: unknown) => ({ refused: errorName(error), fault: asProblem(error, asked).fault }),
	);
	return JSON.parse(JSON.stringify(outcome).replaceAll(endpoint, 'http://server')) as unknown;
}

/** What counts of a request. The SDK's own label of the call (x-id) does not; S3 does not read it. */
export function gist({ method, url, headers, body }: Seen) {
	const { pathname, searchParams } = new URL(url, 'http://server');
	searchParams.delete('x-id');
	searchParams.sort();
	const [, date, scope] = /Credential=AKIASESAME\/(\d{8})\/([^,]+),/.exec(headers.authorization ?? '') ?? [];
	const names = /SignedHeaders=([^,]+),/.exec(headers.authorization ?? '')?.[1]?.split(';') ?? [];
	return {
		method,
		pathname,
		query: [...searchParams],
		body,
		signedFor: scope,
		signedOn: date === headers['x-amz-date']?.slice(0, 8),
		signedHeaders: ['host', 'x-amz-content-sha256', 'x-amz-date'].every((needed) => names.includes(needed)),
		token: headers['x-amz-security-token'],
		tokenSigned: names.includes('x-amz-security-token'),
		hash: headers['x-amz-content-sha256'],
		length: headers['content-length'] ?? '0',
		checked: isChecked(headers, body),
	};
}

/** Whether the body can be checked by a header, in the SDK's way or in the older one. */
const isChecked = (headers: Seen['headers'], body: string): boolean =>
	headers['x-amz-checksum-crc32'] !== undefined ||
	headers['content-md5'] === createHash('md5').update(body).digest('base64');

/** The same for each of these calls, side by side. */
export const forEachCall = async (names: Name[], check: (name: Name) => Promise<void>): Promise<void> =>
	void (await Promise.all(names.map(check)));

export const xml =
	(status: number, body: string, headers: Record<string, string> = {}): AnswerWith =>
	(_, response) =>
		void response.writeHead(status, { 'content-type': 'application/xml', ...headers }).end(body);
export const declared = (body: string) => `<?xml version="1.0" encoding="UTF-8"?>\n${body}`;
export const refusal = (code: string, more = '') =>
	declared(`<Error><Code>${code}</Code><Message>It &amp; more</Message>${more}<RequestId>1</RequestId></Error>`);
