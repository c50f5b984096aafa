import { timingSafeEqual } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import { ALGORITHM, knownUser, readClaim, readDate, readHeader, type Claim } from './claim';
import { S3Error, accessDenied } from './errors';
import { Sha256 } from './sha256';
import type { S3Request, S3User } from './types';

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
