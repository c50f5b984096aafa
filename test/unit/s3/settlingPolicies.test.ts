import { changeBucketPolicy } from '../../../s3/buckets/policy';
import type { S3Calls } from '../../../s3/calls';
import type { BucketClient } from '../../../s3/client';
import { missing } from '../../../s3/policy/grant';
import { readPolicy } from '../../../s3/policy/document';
import { merge } from '../../../s3/policy/merge';
import { sourceGrant as grant } from '../../support/sourceGrant';

// Changing a policy that S3 gives back in other words than it took: see docs/field-reports.md.
const roles = ['a', 'b', 'c'].map((name) => `arn:aws:iam::480783779961:role/role-${name}`);
const foreign = (change: object = {}) =>
	JSON.stringify({
		Version: '2012-10-17',
		Statement: [
			{
				Effect: 'Allow',
				Principal: { AWS: roles },
				Action: 's3:ListBucket',
				Resource: 'arn:aws:s3:::bucket',
				...change,
			},
		],
	});

/** Adds our grant; `shown` is what each reading gives, by its number and by what was written before. */
async function added(shown: (reading: number, written?: string) => string | undefined) {
	let reading = 0;
	let written: string | undefined;
	const s3 = {
		getBucketPolicy: () => Promise.resolve(shown(reading++, written)),
		putBucketPolicy: (_: string, policy: string) => Promise.resolve(void (written = policy)),
	} as unknown as S3Calls;
	const lent = {
		bucket: grant.bucket,
		region: 'eu-central-1',
		endpoint: undefined,
		ask: async (_: string, call: (s3: S3Calls) => Promise<unknown>) => ({ given: await call(s3) }),
	} as unknown as BucketClient;
	const holds = (text: string | undefined) => missing(readPolicy(text), grant).length === 0;
	return await changeBucketPolicy(
		lent,
		(before) => merge(before, grant),
		holds,
		() => Promise.resolve(),
	);
}

test.each<[string, object]>([
	['principals come in another order', { Principal: { AWS: [...roles].reverse() } }],
	['a single action comes as a list', { Action: ['s3:ListBucket'] }],
])('nobody else has changed the policy when %s', async (_, change) => {
	const { change: done } = await added((reading, written) => written ?? foreign(reading % 2 === 1 ? change : {}));
	expect(done).toBe('added');
});

test('a policy that shows an id in place of our user for a while is waited for', async () => {
	let looks = 0;
	const { change } = await added((_, written) =>
		written !== undefined && looks++ < 3 ? written.replace(grant.principal, 'AIDAJQABLZS4A3QDU576Q') : written,
	);
	expect([change, looks]).toEqual(['added', 5]);
});

test('what somebody else changes is a conflict all the same', async () => {
	const other = foreign({ Action: 's3:GetObject' });
	await expect(added((reading) => (reading === 0 ? foreign() : other))).rejects.toMatchObject({
		kind: 'changedMeanwhile',
	});
	await expect(added((_, written) => (written === undefined ? undefined : other))).rejects.toMatchObject({
		kind: 'changedMeanwhile',
	});
});
