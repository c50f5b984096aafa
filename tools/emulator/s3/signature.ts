import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import { S3Error, accessDenied, invalidRequest } from './errors';
import type { S3Request, S3User } from './types';

const ALGORITHM = 'AWS4-HMAC-SHA256';
const CLOCK_SKEW_MS = 15 * 60_000;
const LONGEST_PRESIGNED_SECONDS = 7 * 24 * 3600;
const OWN_QUERY = [
	'X-Amz-Algorithm',
	'X-Amz-Credential',
	'X-Amz-Date',
	'X-Amz-Expires',
	'X-Amz-SignedHeaders',
	'X-Amz-Signature',
];

interface Claim {
	accessKeyId: string;
	day: string;
	region: string;
	service: string;
	signedHeaders: string[];
	signature: string;
}

/**
 * Who sent this: verifies the Signature Version 4 in the Authorization header or in a presigned query by signing the
 * same request again with the user's secret. A request without any signature gives undefined (anonymous). Throws the
 * S3Error AWS gives: InvalidAccessKeyId, SignatureDoesNotMatch, RequestTimeTooSkewed, AuthorizationHeaderMalformed…
 */
export async function authenticate(
	request: S3Request,
	users: Map<string, S3User>,
	region: string,
	now: Date,
): Promise<S3User | undefined> {
	const header = request.headers.authorization;
	if (header !== undefined) return await byHeader(request, header, users, region, now);
	if (request.query.has('X-Amz-Signature') || request.query.has('X-Amz-Algorithm'))
		return await byQuery(request, users, region, now);
	return undefined;
}

async function byHeader(
	request: S3Request,
	header: string,
	users: Map<string, S3User>,
	region: string,
	now: Date,
): Promise<S3User> {
	const claim = readHeader(header);
	const user = knownUser(claim, users, region);
	const date = readDate(request.headers['x-amz-date'], claim);
	if (Math.abs(now.getTime() - date.getTime()) > CLOCK_SKEW_MS) throw tooSkewed(date, now);
	const unsigned = Object.keys(request.headers).filter(
		(name) => name.startsWith('x-amz-') && !claim.signedHeaders.includes(name),
	);
	if (unsigned.length > 0 || !claim.signedHeaders.includes('host')) throw notSigned(unsigned);
	const again = await signer(user, region).sign(
		{ ...plain(request, claim), query: Object.fromEntries(request.query) },
		{ signingDate: date, signableHeaders: new Set(claim.signedHeaders) },
	);
	checkSame(claim.signature, readHeader(again.headers.authorization ?? '').signature);
	return user;
}

async function byQuery(request: S3Request, users: Map<string, S3User>, region: string, now: Date): Promise<S3User> {
	const { query } = request;
	if (query.get('X-Amz-Algorithm') !== ALGORITHM) throw badQuery(`X-Amz-Algorithm only supports "${ALGORITHM}"`);
	const claim = readClaim(
		query.get('X-Amz-Credential'),
		query.get('X-Amz-SignedHeaders'),
		query.get('X-Amz-Signature'),
	);
	const user = knownUser(claim, users, region);
	const date = readDate(query.get('X-Amz-Date'), claim);
	const seconds = Number(query.get('X-Amz-Expires'));
	if (!(seconds >= 1 && seconds <= LONGEST_PRESIGNED_SECONDS))
		throw badQuery('X-Amz-Expires must be between 1 second and a week');
	if (now.getTime() > date.getTime() + seconds * 1000) throw accessDenied('Request has expired');
	if (date.getTime() > now.getTime() + CLOCK_SKEW_MS) throw accessDenied('Request is not yet valid');
	const sent = plain(request, claim);
	const payload = request.headers['x-amz-content-sha256'] ?? query.get('X-Amz-Content-Sha256') ?? 'UNSIGNED-PAYLOAD';
	const again = await signer(user, region).presign(
		{
			...sent,
			headers: { ...sent.headers, 'x-amz-content-sha256': payload },
			query: Object.fromEntries([...query].filter(([name]) => !OWN_QUERY.includes(name))),
		},
		{
			signingDate: date,
			expiresIn: seconds,
			signableHeaders: new Set(claim.signedHeaders),
			unhoistableHeaders: new Set([...claim.signedHeaders, 'x-amz-content-sha256']),
			unsignableHeaders: new Set(claim.signedHeaders.includes('x-amz-content-sha256') ? [] : ['x-amz-content-sha256']),
		},
	);
	checkSame(claim.signature, String(again.query?.['X-Amz-Signature'] ?? ''));
	return user;
}

function readHeader(header: string): Claim {
	if (!header.startsWith(`${ALGORITHM} `)) {
		throw invalidRequest(`The authorization mechanism you have provided is not supported. Please use ${ALGORITHM}.`);
	}
	const parts = new Map(
		header
			.slice(ALGORITHM.length)
			.split(',')
			.map((part) => splitOnce(part.trim())),
	);
	return readClaim(parts.get('Credential'), parts.get('SignedHeaders'), parts.get('Signature'));
}

function splitOnce(part: string): [string, string] {
	const equals = part.indexOf('=');
	return equals < 0 ? [part, ''] : [part.slice(0, equals), part.slice(equals + 1)];
}

function readClaim(credential = '', signedHeaders = '', signature = ''): Claim {
	const [accessKeyId, day, region, service, end, more] = credential.split('/');
	if (
		!accessKeyId ||
		!day ||
		!region ||
		!service ||
		end !== 'aws4_request' ||
		more !== undefined ||
		signedHeaders === '' ||
		signature === ''
	) {
		throw malformed(
			'The authorization header is malformed; the Credential, SignedHeaders or Signature is missing or mal-formed.',
		);
	}
	return { accessKeyId, day, region, service, signedHeaders: signedHeaders.split(';'), signature };
}

function knownUser(claim: Claim, users: Map<string, S3User>, region: string): S3User {
	const user = users.get(claim.accessKeyId);
	if (!user)
		throw new S3Error('InvalidAccessKeyId', 403, 'The AWS Access Key Id you provided does not exist in our records.');
	if (claim.service !== 's3')
		throw malformed(
			`The authorization header is malformed; incorrect service "${claim.service}". This endpoint belongs to "s3".`,
		);
	if (claim.region !== region) {
		throw malformed(
			`The authorization header is malformed; the region '${claim.region}' is wrong; expecting '${region}'`,
			{ Region: region },
		);
	}
	return user;
}

function readDate(text: string | undefined, claim: Claim): Date {
	const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text ?? '');
	if (!match) throw accessDenied('AWS authentication requires a valid Date or x-amz-date header');
	const [, year, month, day, hour, minute, second] = match.map(Number) as [
		number,
		number,
		number,
		number,
		number,
		number,
		number,
	];
	if (!text?.startsWith(claim.day)) throw malformed('The authorization header is malformed; Invalid credential date.');
	return new Date(Date.UTC(year, month - 1, day, hour, minute, second));
}

function plain(request: S3Request, claim: Claim) {
	const headers = Object.fromEntries(claim.signedHeaders.map((name) => [name, request.headers[name] ?? '']));
	return {
		method: request.method,
		protocol: 'http:',
		hostname: request.headers.host ?? '',
		path: request.path,
		headers,
	};
}

function signer(user: S3User, region: string): SignatureV4 {
	const { accessKeyId, secretAccessKey } = user;
	return new SignatureV4({
		service: 's3',
		region,
		credentials: { accessKeyId, secretAccessKey },
		sha256: Sha256,
		uriEscapePath: false,
		applyChecksum: false,
	});
}

/** Compared in constant time, as a server should, though this one guards nothing but test data. */
function checkSame(claimed: string, computed: string): void {
	const [a, b] = [Buffer.from(claimed), Buffer.from(computed)];
	if (a.length === b.length && timingSafeEqual(a, b)) return;
	throw new S3Error(
		'SignatureDoesNotMatch',
		403,
		'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
	);
}

const malformed = (message: string, details?: Record<string, string>) =>
	new S3Error('AuthorizationHeaderMalformed', 400, message, details);
const badQuery = (message: string) => new S3Error('AuthorizationQueryParametersError', 400, message);
const notSigned = (headers: string[]) =>
	new S3Error('AccessDenied', 403, 'There were headers present in the request which were not signed', {
		HeadersNotSigned: headers.join(', '),
	});
const tooSkewed = (date: Date, now: Date) =>
	new S3Error(
		'RequestTimeTooSkewed',
		403,
		'The difference between the request time and the current time is too large.',
		{
			RequestTime: date.toISOString(),
			ServerTime: now.toISOString(),
			MaxAllowedSkewMilliseconds: String(CLOCK_SKEW_MS),
		},
	);

/** The hash in the form the signer wants it; with a key it is the HMAC. */
class Sha256 {
	private readonly hash;

	constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
		this.hash = secret === undefined ? createHash('sha256') : createHmac('sha256', bytes(secret));
	}

	update(data: Uint8Array): void {
		this.hash.update(data);
	}

	async digest(): Promise<Uint8Array> {
		return this.hash.digest();
	}
}

function bytes(value: string | ArrayBuffer | ArrayBufferView): Buffer {
	if (typeof value === 'string') return Buffer.from(value);
	return ArrayBuffer.isView(value) ? Buffer.from(value.buffer, value.byteOffset, value.byteLength) : Buffer.from(value);
}
