import { CreateBucketCommand, PutBucketPolicyCommand, PutPublicAccessBlockCommand, S3Client } from '@aws-sdk/client-s3';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inOurWords } from '../../../../nodes/buckets/problemWords';
import { requirementItem } from '../../../../nodes/buckets/requirementWords';
import { UserError } from '../../../../nodes/kit/errors';
import { startS3Server, type S3Server } from '../../../../tools/emulator/s3';
import { n8nSends } from '../../../support/n8nSends';
import { policyOf, problems, problemsOfServer } from './problemsOfS3';
import { requirements } from './requirementsOfS3';

// What a user reads about a bucket, sentence by sentence, for everything that can go wrong with it.
const sentences = JSON.parse(readFileSync(join(__dirname, 'sentences.json'), 'utf8')) as {
	problems: Record<string, [message: string, advice: string]>;
	requirements: Record<string, object>;
};
const told = async (provoke: () => unknown): Promise<[string, string]> =>
	await inOurWords(async () => await provoke()).then(
		() => Promise.reject(new Error('Nothing went wrong')),
		(error: UserError) => [error.message, error.advice],
	);

let server: S3Server;
const owner = { accessKeyId: 'AKIAOWNER', secretAccessKey: 'owner-secret' };
beforeAll(async () => {
	server = await startS3Server({ users: [{ arn: 'arn:aws:iam::111122223333:user/owner', ...owner }] });
});
afterAll(() => server.close());

test.each(Object.entries(problems))('%s', async (title, provoke) => {
	expect(await told(provoke)).toEqual(sentences.problems[title]);
});

test.each(['no bucket to let in', 'no bucket to take out of', 'the policy is public'] as const)('%s', async (title) => {
	const access = { ...owner, region: server.region, endpoint: server.endpoint, send: n8nSends };
	const client = new S3Client({
		region: access.region,
		endpoint: access.endpoint,
		forcePathStyle: true,
		credentials: owner,
	});
	const Bucket = 'public';
	const everybody = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::public/*' };
	const block = async (BlockPublicPolicy: boolean) =>
		await client.send(
			new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration: { BlockPublicPolicy } }),
		);
	await client.send(new CreateBucketCommand({ Bucket }));
	await block(false);
	await client.send(new PutBucketPolicyCommand({ Bucket, Policy: policyOf(everybody) }));
	await block(true);
	client.destroy();
	expect(await told(problemsOfServer(access, Bucket)[title])).toEqual(sentences.problems[title]);
});

test.each(Object.entries(requirements))('required: %s', (title, look) => {
	expect(requirementItem(look())).toEqual(sentences.requirements[title]);
});

test('an error that is none of S3’s passes as it is', async () => {
	const other = new TypeError('of ours');
	await expect(inOurWords(() => Promise.reject(other))).rejects.toBe(other);
});
