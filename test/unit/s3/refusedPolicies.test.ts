import { changeBucketPolicy } from '../../../s3/buckets/policy';
import type { BucketClient } from '../../../s3/client';
import { deniesAgainst, forbidsChange } from '../../../s3/policy/denies';
import { readPolicy } from '../../../s3/policy/document';
import { cognitiveService, type Grant } from '../../../s3/policy/grant';
import { merge, takeOut } from '../../../s3/policy/merge';
import { S3Problem } from '../../../s3/problem';

const grant: Grant = {
	purpose: 'source',
	partition: 'aws',
	bucket: 'media',
	folder: '',
	principal: cognitiveService,
};
const policyOf = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
const locked = (more: object = {}) => ({
	Sid: 'Locked',
	Effect: 'Deny',
	Principal: '*',
	Action: ['s3:PutBucketPolicy', 's3:DeleteBucketPolicy'],
	Resource: 'arn:aws:s3:::media',
	...more,
});
const ofDeletedUser = {
	Sid: 'Editors',
	Effect: 'Allow',
	Principal: { AWS: ['arn:aws:iam::111122223333:user/editor', 'AIDAJQABLZS4A3QDU576Q'] },
	Action: 's3:GetObject',
	Resource: 'arn:aws:s3:::media/*',
};

const mayNot = { kind: 'denied', action: 's3:PutBucketPolicy', bucket: 'media' } as const;

/** A bucket whose policy can be read, and whose server refuses to write it in this way. */
function refusing(policy: string, refusal: S3Problem): BucketClient & { writes: number } {
	const bucket = {
		bucket: 'media',
		region: 'eu-west-1',
		endpoint: undefined,
		writes: 0,
		ask: ((action: string) => {
			if (action === 's3:GetBucketPolicy') return Promise.resolve({ given: policy });
			bucket.writes += 1;
			return Promise.reject(refusal);
		}) as BucketClient['ask'],
	};
	return bucket;
}

const written = async (bucket: BucketClient): Promise<S3Problem> =>
	await changeBucketPolicy(
		bucket,
		(before) => merge(before, grant),
		() => true,
		() => Promise.resolve(),
	).then(
		() => Promise.reject(new Error('It was taken')),
		(error: unknown) => error as S3Problem,
	);

describe('a policy that forbids to change it', () => {
	it.each([
		['the action by name', locked()],
		['all actions', locked({ Action: 's3:*' })],
		['everybody as an account list', locked({ Principal: { AWS: '*' } })],
		['all actions but one', locked({ Action: undefined, NotAction: ['s3:GetBucketPolicy'] })],
	])('is told before anything is sent: %s', (_, statement) => {
		for (const change of [() => merge(policyOf(statement), grant), () => takeOut(policyOf(statement, ours), grant)])
			expect(change).toThrow(
				/itself forbids changing it: the statement "Locked" denies s3:PutBucketPolicy to everybody/,
			);
	});

	it.each([
		['objects only', locked({ Action: 's3:PutObject', Resource: 'arn:aws:s3:::media/locked/*' })],
		['another bucket', locked({ Resource: 'arn:aws:s3:::other' })],
		['one user', locked({ Principal: { AWS: 'arn:aws:iam::111122223333:user/editor' } })],
		['a condition', locked({ Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'false' } } })],
		['an Allow', locked({ Effect: 'Allow' })],
	])('is not seen where it is about %s', (_, statement) => {
		expect(merge(policyOf(statement), grant).change).toBe('added');
	});

	it('is named as the likely reason when S3 refuses and a condition goes with it', async () => {
		const statement = locked({ Condition: { Bool: { 'aws:MultiFactorAuthPresent': false } } });
		const bucket = refusing(policyOf(statement), new S3Problem(mayNot));
		const { fault, message } = await written(bucket);
		expect(fault).toEqual({
			kind: 'mayForbidChange',
			bucket: 'media',
			statement: 'the statement "Locked"',
			conditions: ['aws:MultiFactorAuthPresent'],
		});
		expect(message).toMatch(/"Locked" denies s3:PutBucketPolicy, depending on aws:MultiFactorAuthPresent/);
		expect(bucket.writes).toBe(1);
	});

	it('is not made responsible when the key pair simply lacks the right', async () => {
		const bucket = refusing(policyOf(ofDeletedUser), new S3Problem(mayNot));
		expect((await written(bucket)).fault).toBe(mayNot);
	});

	it('can be excepted from by name', () => {
		const statement = locked({ Principal: undefined, NotPrincipal: { AWS: 'arn:aws:iam::111122223333:user/editor' } });
		expect(forbidsChange(readPolicy(policyOf(statement)), grant)).toEqual([
			{ statement: 'the statement "Locked"', certain: false, conditions: [] },
		]);
	});
});

const ours = {
	Sid: 'N8nVidiCoreSource',
	Effect: 'Allow',
	Principal: { AWS: cognitiveService },
	Action: ['s3:GetObject'],
	Resource: ['arn:aws:s3:::media/*'],
};

describe('a policy with a deleted user', () => {
	const malformed = new S3Problem({ kind: 'malformedPolicy', bucket: 'media', reason: 'Invalid principal in policy' });

	it('is named with its statement when S3 refuses the policy', async () => {
		const { kind, message } = await written(refusing(policyOf(ofDeletedUser), malformed));
		expect(kind).toBe('deletedPrincipal');
		expect(message).toContain('the statement "Editors"');
		expect(message).toContain('deleted (AIDAJQABLZS4A3QDU576Q)');
	});

	it('the first of several is named, by the number of its statement where that has no name', async () => {
		const spared = { ...ours, Sid: '', Principal: undefined, NotPrincipal: { AWS: 'AROAJQABLZS4A3QDU576Q' } };
		const policy = policyOf(locked({ Effect: 'Allow' }), spared, ofDeletedUser);
		expect((await written(refusing(policy, malformed))).fault).toEqual({
			kind: 'deletedPrincipal',
			bucket: 'media',
			statement: 'statement number 2',
			id: 'AROAJQABLZS4A3QDU576Q',
		});
	});

	it('nor is a lock made responsible for a policy that S3 does not take', async () => {
		const statement = locked({ Condition: { Bool: { 'aws:MultiFactorAuthPresent': false } } });
		expect(await written(refusing(policyOf(statement), malformed))).toBe(malformed);
	});

	it('a failure that is none of S3’s passes as it is', async () => {
		const other = new TypeError('of ours');
		expect(await written(refusing(policyOf(ofDeletedUser), other as unknown as S3Problem))).toBe(other);
	});

	it('is not made responsible for another refusal', async () => {
		const plain = { ...ofDeletedUser, Principal: { AWS: 'arn:aws:iam::111122223333:user/AIDA' } };
		expect(await written(refusing(policyOf(plain), malformed))).toBe(malformed);
	});
});

describe('values of conditions as JSON’s booleans and numbers', () => {
	const deny = (Condition: object) =>
		deniesAgainst(readPolicy(policyOf({ ...ours, Sid: 'Tls', Effect: 'Deny', Condition })), grant);

	it.each([
		['a Deny of plain HTTP does not concern the service', { Bool: { 'aws:SecureTransport': false } }, []],
		['a Deny below TLS 1.2 does not either', { NumericLessThan: { 's3:TlsVersion': 1.2 } }, []],
		['a Deny of HTTPS does', { Bool: { 'aws:SecureTransport': true } }, [true]],
		['a Deny below TLS 1.3 may', { NumericLessThan: { 's3:TlsVersion': [1.3] } }, [false]],
	])('%s', (_, condition, certain) => {
		expect(deny(condition).map((against) => against.certain)).toEqual(certain);
	});
});
