import { S3Error, accessDenied, invalidRequest } from './errors';
import type { S3User } from './types';

export const ALGORITHM = 'AWS4-HMAC-SHA256';

/** What a signature says of itself. */
export interface Claim {
	accessKeyId: string;
	day: string;
	region: string;
	service: string;
	signedHeaders: string[];
	signature: string;
}

/** The claim of an Authorization header. Throws InvalidRequest and AuthorizationHeaderMalformed. */
export function readHeader(header: string): Claim {
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

/** The same of its parts. Throws AuthorizationHeaderMalformed. */
export function readClaim(credential = '', signedHeaders = '', signature = ''): Claim {
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

/** Whose key it is. Throws InvalidAccessKeyId, and AuthorizationHeaderMalformed for another service or region. */
export function knownUser(claim: Claim, users: Map<string, S3User>, region: string): S3User {
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

/** When it was signed. Throws AccessDenied for no date, AuthorizationHeaderMalformed for one of another day. */
export function readDate(text: string | undefined, claim: Claim): Date {
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

const malformed = (message: string, details?: Record<string, string>) =>
	new S3Error('AuthorizationHeaderMalformed', 400, message, details);
