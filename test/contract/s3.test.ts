import {
	CreateBucketCommand,
	DeleteBucketPolicyCommand,
	DeleteObjectCommand,
	GetBucketPolicyCommand,
	GetObjectCommand,
	HeadBucketCommand,
	ListObjectsV2Command,
	PutBucketPolicyCommand,
	PutObjectCommand,
	S3Client,
} from '@aws-sdk/client-s3';
import { startS3Server, type S3Server } from '../../tools/emulator/s3';
import { callbackStorageTest } from '../../nodes/buckets/callbackStorage';
import { leftovers } from '../../s3/buckets/leftovers';
import { withBucket } from '../../s3/client';
import { giveAccess } from '../../s3/giveAccess';
import { credentialTest, n8nSends } from '../support/n8nSends';

// Real SDK, real HTTP. The figures of what AWS answers are from the measured comparison with Ceph's gateway and AWS's
// documentation.
const principal = 'arn:aws:iam::823635665685:user/cognitive-service';
const owner = {
	arn: 'arn:aws:iam::111122223333:user/owner',
	accessKeyId: 'AKIAOWNER',
	secretAccessKey: 'owner/+secret',
};
const service = { arn: principal, accessKeyId: 'AKIACOG', secretAccessKey: 'cognitive-secret' };
const other = {
	arn: 'arn:aws:iam::823635665685:user/somebody-else',
	accessKeyId: 'AKIAOTHER',
	secretAccessKey: 'other-secret',
};
const statement = {
	Effect: 'Allow',
	Principal: { AWS: principal },
	Action: ['s3:GetObject', 's3:PutObject', 's3:PutObjectAcl'],
	Resource: 'arn:aws:s3:::media/callback/*',
};

let server: S3Server;
const client = ({ accessKeyId, secretAccessKey }: { accessKeyId: string; secretAccessKey: string }) =>
	new S3Client({
		endpoint: server.endpoint,
		region: server.region,
		forcePathStyle: true,
		credentials: { accessKeyId, secretAccessKey },
		maxAttempts: 1,
	});
const put = (Key: string) =>
	new PutObjectCommand({ Bucket: 'media', Key, Body: 'text', ACL: 'bucket-owner-full-control' });
const policy = (...Statement: object[]) =>
	client(owner).send(
		new PutBucketPolicyCommand({ Bucket: 'media', Policy: JSON.stringify({ Version: '2012-10-17', Statement }) }),
	);

beforeAll(async () => {
	server = await startS3Server({ users: [owner, service, other] });
	await client(owner).send(new CreateBucketCommand({ Bucket: 'media' }));
});
afterAll(() => server.close());
beforeEach(() => client(owner).send(new DeleteBucketPolicyCommand({ Bucket: 'media' })));

test('without a policy the service may not write; with it inside the folder only, and nobody else may', async () => {
	await expect(client(service).send(put('callback/a'))).rejects.toMatchObject({ name: 'AccessDenied' });
	await policy(statement);
	await client(service).send(put('callback/a b ä'));
	const got = await client(owner).send(new GetObjectCommand({ Bucket: 'media', Key: 'callback/a b ä' }));
	expect(await got.Body?.transformToString()).toBe('text');
	for (const [user, key] of [
		[service, 'outside'],
		[service, 'callbackX/a'],
		[other, 'callback/a'],
	] as const) {
		await expect(client(user).send(put(key))).rejects.toMatchObject({ name: 'AccessDenied' });
	}
	await expect(client(service).send(new ListObjectsV2Command({ Bucket: 'media' }))).rejects.toMatchObject({
		name: 'AccessDenied',
	});
	await expect(
		client(service).send(new DeleteObjectCommand({ Bucket: 'media', Key: 'callback/a' })),
	).rejects.toMatchObject({ name: 'AccessDenied' });
});

test('a Deny wins over an Allow, also for the owner', async () => {
	await policy(statement, {
		Effect: 'Deny',
		Principal: '*',
		Action: 's3:PutObject',
		Resource: 'arn:aws:s3:::media/callback/locked*',
	});
	await expect(client(service).send(put('callback/locked-1'))).rejects.toMatchObject({ name: 'AccessDenied' });
	await expect(client(owner).send(put('callback/locked-1'))).rejects.toMatchObject({ name: 'AccessDenied' });
	await client(service).send(put('callback/open'));
});

test('a policy is kept byte for byte; a broken one or one for another bucket is refused', async () => {
	const text = JSON.stringify({ Statement: statement, Version: '2012-10-17', Id: 'mine' });
	await client(owner).send(new PutBucketPolicyCommand({ Bucket: 'media', Policy: text }));
	expect((await client(owner).send(new GetBucketPolicyCommand({ Bucket: 'media' }))).Policy).toBe(text);
	await expect(
		client(owner).send(new PutBucketPolicyCommand({ Bucket: 'media', Policy: '{"Version":' })),
	).rejects.toMatchObject({ name: 'MalformedPolicy' });
	await expect(policy({ ...statement, Resource: 'arn:aws:s3:::media2/*' })).rejects.toMatchObject({
		name: 'MalformedPolicy',
	});
});

test('wrong keys, wrong region and a missing bucket are told apart', async () => {
	await expect(client({ ...owner, secretAccessKey: 'wrong' }).send(put('x'))).rejects.toMatchObject({
		name: 'SignatureDoesNotMatch',
	});
	await expect(client({ ...owner, accessKeyId: 'AKIANOBODY' }).send(put('x'))).rejects.toMatchObject({
		name: 'InvalidAccessKeyId',
	});
	await expect(client(owner).send(new HeadBucketCommand({ Bucket: 'nowhere' }))).rejects.toMatchObject({
		name: 'NotFound',
	});
});

test('the credential test says what is wrong with a key pair, without the key', async () => {
	const access = {
		accessKeyId: owner.accessKeyId,
		secretAccessKey: owner.secretAccessKey,
		region: server.region,
		endpoint: server.endpoint,
	};
	const told = async (more: object) =>
		await callbackStorageTest.call(credentialTest(), {
			id: '1',
			name: 'S3',
			type: 'vidiCoreCallbackStorageApi',
			data: { ...access, ...more },
		});
	const wrong = async (more: object) => {
		const { status, message } = await told(more);
		expect(status).toBe('Error');
		return message;
	};
	expect(await told({})).toEqual({ status: 'OK', message: 'S3 knows this key pair' });
	expect(await wrong({ secretAccessKey: 'wrong-secret' })).toMatch(
		/does not belong.*\. Paste the secret again into the storage credential/,
	);
	expect(await wrong({ accessKeyId: 'AKIANOBODY' })).toMatch(/does not know/);
	expect(await wrong({ region: 'us-west-2' })).toMatch(/not in the region us-west-2.*Set the region/);
	const down = await wrong({ endpoint: 'http://127.0.0.1:9' });
	expect(down).toMatch(/could not be asked/);
	expect(down).not.toContain(owner.secretAccessKey);
});

test('objects list page by page', async () => {
	for (const n of [1, 2, 3]) await client(owner).send(put(`pages/${n}`));
	const first = await client(owner).send(new ListObjectsV2Command({ Bucket: 'media', Prefix: 'pages/', MaxKeys: 2 }));
	const second = await client(owner).send(
		new ListObjectsV2Command({ Bucket: 'media', Prefix: 'pages/', ContinuationToken: first.NextContinuationToken }),
	);
	expect([first.Contents?.map(({ Key }) => Key), second.Contents?.map(({ Key }) => Key)]).toEqual([
		['pages/1', 'pages/2'],
		['pages/3'],
	]);
});

test.each([
	'workflow=my_workflow_id/schedule=adhoc/2026-07-23T19:30:45.513Z',
	"a+b (1) & c@d,e;f!'[x]|",
	'Atticus_and_Chloé_1698952308',
])('a folder called %s is signed, listed and let in as it is called', async (folder) => {
	const access = { ...owner, region: server.region, endpoint: server.endpoint, send: n8nSends };
	const grant = { purpose: 'callback', bucket: 'media', folder, partition: 'aws', principal } as const;
	const given = { createIfMissing: false, despiteConditions: false, pause: () => Promise.resolve() };
	expect(await giveAccess(access, grant, given)).toMatchObject({ change: 'added' });
	await client(service).send(put(`${folder}/VX-1/result.json`));
	expect(await withBucket(access, 'media', async (lent) => await leftovers(lent, folder))).toMatchObject({ count: 1 });
	await expect(client(service).send(put('elsewhere/result.json'))).rejects.toMatchObject({ name: 'AccessDenied' });
});
