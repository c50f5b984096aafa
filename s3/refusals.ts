import type { Redactor } from '../secrets/redactor';
import { S3Problem, type S3Fault } from './problem';

/** What was asked of S3, for the facts of a problem. */
export interface Asked {
	/** As IAM names it: s3:GetBucketPolicy … */
	action: string;
	bucket?: string;
	endpoint?: string;
	region: string;
	/** Takes the keys out of what the server says. */
	hide: Redactor;
}

/** A refusal in the form that the SDK gives it. */
export interface S3Refusal {
	name?: unknown;
	code?: unknown;
	message?: unknown;
	Region?: unknown;
	$metadata?: { httpStatusCode?: number };
	$response?: { headers?: Record<string, string> };
}

/** The name S3 gave the error, or for an answer without a body what its status means; '' when S3 did not answer. */
export function errorName(error: unknown): string {
	const { name, $metadata } = (error ?? {}) as S3Refusal;
	const status = $metadata?.httpStatusCode;
	if (status === undefined) return '';
	const given = typeof name === 'string' ? name : '';
	if (status === 301 || given === 'PermanentRedirect') return 'PermanentRedirect';
	if (given === 'Forbidden' || (status === 403 && /^(403|Unknown|UnknownError)$/.test(given))) return 'AccessDenied';
	if (status === 404 && /^(404|Unknown|UnknownError|NotFound)$/.test(given)) return 'NotFound';
	return given;
}

/**
 * What a call of S3 was rejected with as what it means, without the keys that a server may repeat. A problem stays as
 * it is.
 */
export function asProblem(error: unknown, asked: Asked): S3Problem {
	if (error instanceof S3Problem) return error;
	const facts = Object.entries(faultOf((error ?? {}) as S3Refusal, asked)).map(([name, fact]: [string, unknown]) => [
		name,
		typeof fact === 'string' && name !== 'kind' ? asked.hide(fact) : fact,
	]);
	return new S3Problem(Object.fromEntries(facts) as S3Fault);
}

function faultOf(error: S3Refusal, asked: Asked): S3Fault {
	const { action, bucket = '', region, endpoint } = asked;
	const status = error.$metadata?.httpStatusCode;
	if (status === undefined) return { kind: 'unreachable', region, endpoint, code: systemCode(error) };
	const name = errorName(error);
	switch (name) {
		case 'InvalidAccessKeyId':
			return { kind: 'unknownKey' };
		case 'SignatureDoesNotMatch':
			return { kind: 'wrongSecret' };
		case 'ExpiredToken':
		case 'InvalidToken':
			return { kind: 'badToken' };
		case 'RequestTimeTooSkewed':
			return { kind: 'wrongClock' };
		case 'AuthorizationHeaderMalformed':
		case 'PermanentRedirect':
		case 'IllegalLocationConstraintException':
		case 'InvalidLocationConstraint':
			return { kind: 'wrongRegion', bucket, region, actual: regionIn(error) };
		case 'NoSuchBucket':
		case 'NotFound':
			return { kind: 'noBucket', bucket };
		case 'AccessDenied':
		case 'MethodNotAllowed':
			return { kind: 'denied', action, bucket };
		case 'BucketAlreadyExists':
			return { kind: 'nameTaken', bucket };
		case 'InvalidBucketName':
			return { kind: 'badBucketName', bucket };
		case 'MalformedPolicy':
			return { kind: 'malformedPolicy', bucket, reason: String(error.message ?? '') };
		case 'NotImplemented':
			return { kind: 'notImplemented', action };
		default:
			if (status >= 300 && status < 400) return { kind: 'redirected', action, bucket, status, host: hostIn(error) };
			return { kind: 'refused', action, bucket, answer: isNoName(name) ? `status ${status}` : name };
	}
}

/** What the SDK calls an error whose answer has no name in it, as that of a gateway. */
const isNoName = (name: string): boolean => /^(?:\d*|Unknown|UnknownError)$/.test(name);

const regionIn = ({ Region, $response }: S3Refusal): string | undefined =>
	typeof Region === 'string' ? Region : $response?.headers?.['x-amz-bucket-region'];

/** Where a redirect points; none is followed, since the request would be signed for another host. */
function hostIn({ $response }: S3Refusal): string {
	const location = $response?.headers?.location ?? '';
	return URL.canParse(location) ? new URL(location).host : '';
}

/** ECONNREFUSED and the like; some errors have it in their text only. */
const systemCode = ({ code, name, message }: S3Refusal): string =>
	typeof code === 'string' ? code : (/\bE[A-Z]{4,}\b/.exec(String(message ?? ''))?.[0] ?? String(name ?? 'no answer'));
