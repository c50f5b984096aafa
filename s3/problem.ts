import type { Redactor } from '../secrets/redactor';

/** Something about S3 that the user can mend: what happened, and what to do next. Never holds a key. */
export class S3Problem extends Error {
	constructor(
		message: string,
		readonly advice: string,
		readonly kind:
			| 'keys'
			| 'region'
			| 'noBucket'
			| 'denied'
			| 'unreadable'
			| 'tooLarge'
			| 'malformed'
			| 'deny'
			| 'conflict'
			| 'input'
			| 'unreachable'
			| 'other' = 'other',
	) {
		super(message);
	}
}

/** What was asked of S3, for the words of an error. */
export interface Asked {
	/** As IAM names it: s3:GetBucketPolicy … */
	action: string;
	bucket?: string;
	endpoint?: string;
	region: string;
	/** Takes the keys out of what the server says. */
	hide: Redactor;
}

interface SdkError {
	name?: unknown;
	code?: unknown;
	message?: unknown;
	Region?: unknown;
	$metadata?: { httpStatusCode?: number };
	$response?: { headers?: Record<string, string> };
}

/** The name S3 gave the error, or for an answer without a body what its status means; '' when S3 did not answer. */
export function errorName(error: unknown): string {
	const { name, $metadata } = (error ?? {}) as SdkError;
	const status = $metadata?.httpStatusCode;
	if (status === undefined) return '';
	const given = typeof name === 'string' ? name : '';
	if (status === 301 || given === 'PermanentRedirect') return 'PermanentRedirect';
	if (given === 'Forbidden' || (status === 403 && /^(403|Unknown|UnknownError)$/.test(given))) return 'AccessDenied';
	if (status === 404 && /^(404|Unknown|UnknownError|NotFound)$/.test(given)) return 'NotFound';
	return given;
}

/** An error of the SDK in the user's words, without the keys that a server may repeat in its own. */
export function asProblem(error: unknown, asked: Asked): S3Problem {
	if (error instanceof S3Problem) return error;
	const { message, advice, kind } = told(error, asked);
	return new S3Problem(asked.hide(message), advice, kind);
}

function told(error: unknown, asked: Asked): S3Problem {
	const name = errorName(error);
	const known = inWords(name, error as SdkError, asked);
	if (known) return known;
	const { $metadata, $response } = (error ?? {}) as SdkError;
	const status = $metadata?.httpStatusCode ?? 0;
	if (status >= 300 && status < 400) return redirected(status, $response?.headers?.location ?? '', asked);
	if ($metadata?.httpStatusCode === undefined) {
		const where = asked.endpoint || `in the region ${asked.region}`;
		const code = systemCode(error);
		return new S3Problem(
			`S3 ${where} could not be asked: ${unreachable[code] ?? code}`,
			'Check the region and the custom endpoint in the storage credential, and that n8n can reach it.',
			'unreachable',
		);
	}
	return new S3Problem(
		`S3 refused ${asked.action}${of(asked)}: ${name || `status ${$metadata.httpStatusCode}`}`,
		'Look up that word in the documentation of your S3 server; nothing was changed by this step.',
	);
}

/** The SDK follows no redirect: the request would be signed for another host. */
function redirected(status: number, location: string, asked: Asked): S3Problem {
	const host = URL.canParse(location) ? new URL(location).host : '';
	return new S3Problem(
		`The S3 server answered ${asked.action}${of(asked)} with a redirect (${status})${host ? ` to ${host}` : ''}, which was not followed`,
		'Check the region and the custom endpoint in the storage credential.',
		'region',
	);
}

/** ECONNREFUSED and the like; some errors have it in their text only. */
function systemCode(error: unknown): string {
	const { code, name, message } = (error ?? {}) as SdkError;
	return typeof code === 'string'
		? code
		: (/\bE[A-Z]{4,}\b/.exec(String(message ?? ''))?.[0] ?? String(name ?? 'no answer'));
}

const unreachable: Record<string, string> = {
	ECONNREFUSED: 'nothing is listening there',
	ENOTFOUND: 'there is no server of that name',
	EAI_AGAIN: 'the name service did not answer',
	ETIMEDOUT: 'it did not answer in time',
	TimeoutError: 'it did not answer in time',
	AbortError: 'it did not answer in time',
	ECONNRESET: 'it cut the connection',
	EHOSTUNREACH: 'it cannot be reached from here',
};

const of = ({ bucket }: Asked) => (bucket ? ` on the bucket "${bucket}"` : '');

function inWords(name: string, error: SdkError, asked: Asked): S3Problem | undefined {
	const { action, bucket = '', region } = asked;
	const elsewhere = typeof error.Region === 'string' ? error.Region : error.$response?.headers?.['x-amz-bucket-region'];
	switch (name) {
		case 'InvalidAccessKeyId':
			return new S3Problem(
				'S3 does not know this Access Key ID',
				'Check it in the storage credential, or make a new key pair.',
				'keys',
			);
		case 'SignatureDoesNotMatch':
			return new S3Problem(
				'The Secret Access Key does not belong to this Access Key ID',
				'Paste the secret again into the storage credential; it is shown only once when a key pair is made.',
				'keys',
			);
		case 'ExpiredToken':
		case 'InvalidToken':
			return new S3Problem(
				'S3 does not take the session token (it has run out, or belongs to another key)',
				'Make new temporary keys, or use a lasting key pair without a session token.',
				'keys',
			);
		case 'RequestTimeTooSkewed':
			return new S3Problem(
				'S3 refuses the signature because the clock of n8n’s machine is wrong',
				'Set the clock of the machine that runs n8n.',
				'keys',
			);
		case 'AuthorizationHeaderMalformed':
		case 'PermanentRedirect':
		case 'IllegalLocationConstraintException':
		case 'InvalidLocationConstraint':
			return new S3Problem(
				`${bucket ? `The bucket "${bucket}"` : 'This key pair'} is not in the region ${region}${elsewhere && elsewhere !== region ? ` but in ${elsewhere}` : ''}`,
				'Set the region in the storage credential to the one of the bucket.',
				'region',
			);
		case 'NoSuchBucket':
		case 'NotFound':
			return new S3Problem(
				`There is no bucket "${bucket}"`,
				'Check the name. For a callback bucket this node can create it: switch on "Create Bucket if Missing".',
				'noBucket',
			);
		case 'AccessDenied':
		case 'MethodNotAllowed':
			return new S3Problem(
				`The key pair of the storage credential may not do ${action}${of(asked)}`,
				'Either the bucket belongs to somebody else, or the user of the key pair lacks that right. Ask whoever runs the bucket, or choose "Only Show What to Do" and hand the result to them.',
				'denied',
			);
		case 'BucketAlreadyExists':
			return new S3Problem(
				`The bucket "${bucket}" belongs to somebody else: names of buckets are shared by all users of AWS`,
				'Choose another name.',
				'denied',
			);
		case 'InvalidBucketName':
			return new S3Problem(
				`"${bucket}" is not the name of an S3 bucket`,
				'Enter 3 to 63 lower-case letters, digits, dots and hyphens.',
				'input',
			);
		case 'MalformedPolicy':
			return new S3Problem(
				`S3 does not take the policy of the bucket "${bucket}": ${String(error.message ?? '')}`,
				'The policy that was there is still there. Check the principal in the options; a user that does not exist is refused.',
				'malformed',
			);
		case 'NotImplemented':
			return new S3Problem(
				`This S3 server has no ${action}`,
				'Bucket policies cannot be prepared on it. Give the face service access by the means of that server.',
				'other',
			);
		default:
			return undefined;
	}
}
