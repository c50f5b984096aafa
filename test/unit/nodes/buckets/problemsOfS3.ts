import { changeBucketPolicy } from '../../../../s3/buckets/policy';
import type { BucketClient } from '../../../../s3/client';
import { giveAccess, takeAccessAway } from '../../../../s3/giveAccess';
import { largestPolicy } from '../../../../s3/policy/document';
import { cognitiveService, ownStatement, type Grant } from '../../../../s3/policy/grant';
import { merge, takeOut } from '../../../../s3/policy/merge';
import { asProblem, type Asked } from '../../../../s3/refusals';

export const grant: Grant = {
	purpose: 'callback',
	partition: 'aws',
	bucket: 'media',
	folder: 'callback',
	principal: cognitiveService,
};
export const policyOf = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
const deny = (more: object) => ({ Sid: 'No', Effect: 'Deny', Principal: '*', Action: 's3:*', ...more });
const inFolder = { Resource: 'arn:aws:s3:::media/callback/*' };
const mfa = { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'false' } } };

const asked: Asked = { action: 's3:GetBucketPolicy', bucket: 'media', region: 'eu-west-1', hide: (text) => text };
const answered = (name: string, more: object = {}, about: Partial<Asked> = {}) => ({
	[`S3 answers ${[name, JSON.stringify(more), ...Object.values(about)].join(' ')}`]: () => {
		throw asProblem({ name, $metadata: { httpStatusCode: 400 }, ...more }, { ...asked, ...about });
	},
});
const silent = (error: object, about: Partial<Asked> = {}) => ({
	[`S3 is silent: ${[...Object.values(error), ...Object.values(about)].join(' ')}`]: () => {
		throw asProblem(error, { ...asked, ...about });
	},
});

/** A bucket that shows these policies one after the other, and refuses to write with this answer. */
function showing(policies: Array<string | undefined>, refusal?: string): BucketClient {
	const left = [...policies];
	return {
		bucket: 'media',
		region: 'eu-west-1',
		endpoint: undefined,
		ask: ((action: string) => {
			if (action === 's3:GetBucketPolicy') return Promise.resolve({ given: left.length > 1 ? left.shift() : left[0] });
			if (refusal === undefined) return Promise.resolve({ given: {} });
			return Promise.reject(
				asProblem(
					{ name: refusal, message: 'Invalid principal', $metadata: { httpStatusCode: 400 } },
					{ ...asked, action },
				),
			);
		}) as BucketClient['ask'],
	};
}
const changing = async (bucket: BucketClient) =>
	await changeBucketPolicy(
		bucket,
		(before) => merge(before, grant),
		(text) => text?.includes('N8nVidiCoreCallback') ?? false,
		() => Promise.resolve(),
	);
const given = merge(undefined, grant).text;
const theirs = policyOf({ Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: 's3:GetObject', ...inFolder });
const stale = policyOf({ Effect: 'Allow', Principal: { AWS: 'AIDAJQABLZS4A3QDU576Q' }, Action: 's3:*', ...inFolder });
const lock = (more: object) => policyOf(deny({ Resource: 'arn:aws:s3:::media', ...more }));

/** Everything that can go wrong with a bucket, by what makes it go wrong: each throws or rejects. */
export const problems: Record<string, () => unknown> = {
	...answered('InvalidAccessKeyId'),
	...answered('SignatureDoesNotMatch'),
	...answered('ExpiredToken'),
	...answered('InvalidToken'),
	...answered('RequestTimeTooSkewed'),
	...answered('AuthorizationHeaderMalformed', { Region: 'eu-central-1' }),
	...answered('AuthorizationHeaderMalformed', { Region: 'eu-west-1' }),
	...answered('PermanentRedirect', { $response: { headers: { 'x-amz-bucket-region': 'us-east-2' } } }),
	...answered('IllegalLocationConstraintException', {}, { bucket: '' }),
	...answered('InvalidLocationConstraint'),
	...answered('NoSuchBucket'),
	...answered('NotFound'),
	...answered('AccessDenied'),
	...answered('AccessDenied', {}, { action: 's3:ListAllMyBuckets', bucket: '' }),
	...answered('MethodNotAllowed'),
	...answered('BucketAlreadyExists'),
	...answered('InvalidBucketName'),
	...answered('MalformedPolicy', { message: 'Invalid principal in policy' }),
	...answered('NotImplemented'),
	...answered('SlowDown'),
	...answered('', { $metadata: { httpStatusCode: 500 } }, { bucket: '' }),
	...answered('302', {
		$metadata: { httpStatusCode: 302 },
		$response: { headers: { location: 'https://a.example/b' } },
	}),
	...answered('302', { $metadata: { httpStatusCode: 302 } }, { bucket: '' }),
	...answered('UnknownError', { $metadata: { httpStatusCode: 429 } }),
	...silent({ code: 'ECONNREFUSED' }),
	...silent({ code: 'ENOTFOUND' }, { endpoint: 'https://s3.example.com' }),
	...silent({ message: 'connect EHOSTUNREACH 10.0.0.1' }),
	...silent({ name: 'TimeoutError', message: 'too slow' }),
	...silent({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }),
	...silent({ code: 'EPROTO' }),
	...silent({}),
	'the policy is not JSON': () => merge('{', grant),
	'the policy is no object': () => merge('[]', grant),
	'the policy has a name twice': () => merge('{"Id":"a","Id":"b","Statement":[]}', grant),
	'the policy has a statement that is none': () => merge('{"Statement":["Allow"]}', grant),
	'the policy has a number that would be rounded': () => merge('{"x":12345678901234567890}', grant),
	'the policy would be too large': () => merge(policyOf({ Sid: 'x'.repeat(largestPolicy) }), grant),
	'the principal is none': () => merge(undefined, { ...grant, principal: 'cognitive-service' }),
	'the principal is of another partition': () => merge(undefined, { ...grant, partition: 'aws-cn' }),
	'our statement was changed': () => merge(policyOf({ ...ownStatement(grant), ...mfa }), grant),
	'a Deny is certain': () => merge(policyOf(deny(inFolder)), grant),
	'a Deny is not certain': () =>
		merge(
			policyOf(
				deny({
					...inFolder,
					Sid: undefined,
					Condition: { ...mfa.Condition, IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
				}),
			),
			grant,
		),
	'the policy forbids to change it': () => merge(lock({}), grant),
	'the policy forbids to take out': () =>
		takeOut(policyOf(ownStatement(grant), deny({ Resource: 'arn:aws:s3:::media' })), grant),
	'the policy may forbid to change it': () => changing(showing([lock(mfa)], 'AccessDenied')),
	'the policy forbids all but some': () =>
		changing(
			showing(
				[lock({ Principal: undefined, NotPrincipal: { AWS: 'arn:aws:iam::111122223333:root' } })],
				'AccessDenied',
			),
		),
	'a user in the policy was deleted': () => changing(showing([stale], 'MalformedPolicy')),
	'S3 refuses the policy for reasons of its own': () => changing(showing([theirs], 'MalformedPolicy')),
	'somebody was faster': () => changing(showing([undefined, theirs])),
	'somebody overwrote it': () => changing(showing([undefined, undefined, given, theirs])),
	'the policy is not shown': () => changing(showing([undefined])),
};

/** Those that need a server: a bucket that is not there, and a public policy under a public access block. */
export const problemsOfServer = (access: Parameters<typeof giveAccess>[0], publicBucket: string) => {
	const how = { createIfMissing: false, despiteConditions: false, pause: () => Promise.resolve() };
	return {
		'no bucket to let in': () => giveAccess(access, { ...grant, bucket: 'nowhere' }, how),
		'no bucket to take out of': () => takeAccessAway(access, { ...grant, bucket: 'nowhere' }, how.pause),
		'the policy is public': () => giveAccess(access, { ...grant, bucket: publicBucket }, how),
	};
};
