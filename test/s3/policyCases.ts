import {
	CreateBucketCommand,
	DeleteObjectCommand,
	GetBucketLocationCommand,
	GetBucketPolicyCommand,
	GetObjectCommand,
	ListObjectsV2Command,
	PutBucketEncryptionCommand,
	PutBucketPolicyCommand,
	PutObjectCommand,
	PutPublicAccessBlockCommand,
	S3Client,
} from '@aws-sdk/client-s3';
import { fork, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import type { KeyPair } from '../../tools/emulator';
import { openWorld } from '../../tools/emulator/world';
import { AnalyzeItem } from '../../nodes/AnalyzeItem/AnalyzeItem.node';
import { AttachVidiNetService } from '../../nodes/AttachVidiNetService/AttachVidiNetService.node';
import { CreateCallbackResource } from '../../nodes/CreateCallbackResource/CreateCallbackResource.node';
import { PrepareBucket } from '../../nodes/PrepareBucket/PrepareBucket.node';
import { WaitForJob } from '../../nodes/WaitForJob/WaitForJob.node';
import { giveAccess } from '../../s3/giveAccess';
import { cognitiveService, type Grant } from '../../s3/policy/grant';
import { runNode } from '../support/engine';
import { meddleWith } from './faultyProxy';
import { servers, type Difference, type PolicyServer } from './servers';

const theirs = {
	Sid: 'Theirs',
	Effect: 'Allow',
	Principal: { AWS: 'arn:aws:iam::823635665685:user/somebody-else' },
	Action: ['s3:GetObject'],
	Resource: ['arn:aws:s3:::BUCKET/shared/*'],
};
const policyRead = (method: string, url: string) =>
	method === 'GET' && /[?&]policy/.test(url) && !/policyStatus/.test(url);
const policyWrite = (method: string, url: string) => method === 'PUT' && /[?&]policy/.test(url);

/** The suite of policy cases; the same for every S3 server, but for the differences that are listed with the server. */
export function policyCases(name: string): void {
	const { start, has } = servers[name] as (typeof servers)[string];
	let server: PolicyServer;
	let bucket: string;
	let seen: unknown[] = [];
	const open: Array<() => Promise<void>> = [];
	const opened = async (...options: Parameters<typeof openWorld>) => {
		const world = await openWorld(...options);
		open.push(() => world.close());
		return world;
	};

	const meddled = async () => {
		const meddler = await meddleWith(server.endpoint);
		open.push(() => meddler.close());
		return meddler;
	};
	const client = ({ accessKeyId, secretAccessKey }: KeyPair, region = server.region) =>
		new S3Client({
			endpoint: server.endpoint,
			region,
			forcePathStyle: true,
			credentials: { accessKeyId, secretAccessKey },
			maxAttempts: 1,
		});
	const put = (who: KeyPair, Key: string, Bucket = bucket) =>
		client(who).send(new PutObjectCommand({ Bucket, Key, Body: 'text', ACL: 'bucket-owner-full-control' }));
	const get = (who: KeyPair, Key: string, Bucket = bucket) => client(who).send(new GetObjectCommand({ Bucket, Key }));
	const refused = async (action: Promise<unknown>) =>
		await expect(action).rejects.toMatchObject({ name: 'AccessDenied' });
	const policy = async (Bucket = bucket) =>
		JSON.parse(
			(
				await client(server.owner)
					.send(new GetBucketPolicyCommand({ Bucket }))
					.catch(() => ({ Policy: 'null' }))
			).Policy ?? 'null',
		) as { Statement: Array<Record<string, unknown>> } | null;
	const setPolicy = async (...Statement: object[]) => {
		const text = JSON.stringify({ Version: '2012-10-17', Id: 'theirs', Statement }).replaceAll('BUCKET', bucket);
		await client(server.owner).send(new PutBucketPolicyCommand({ Bucket: bucket, Policy: text }));
		return text;
	};
	const access = (more: IDataObject = {}) => ({
		...server.owner,
		region: server.region,
		endpoint: server.endpoint,
		...more,
	});
	/** Runs Prepare Bucket in n8n's engine; what it gives out, or the item with the error. */
	const prepare = async (parameters: IDataObject, more: { keys?: IDataObject; vidiCore?: IDataObject } = {}) => {
		const { outputs, run } = await runNode(
			new PrepareBucket(),
			{ operation: 'giveAccess', purpose: 'callback', bucket, folder: 'callback', ...parameters },
			[{}],
			{
				vidiCoreCallbackStorageApi: access(more.keys) as never,
				...(more.vidiCore as Record<string, never> | undefined),
			},
			{ onError: 'continueRegularOutput' },
		);
		seen.push(run);
		return outputs[0]?.map(({ json }) => json) ?? [];
	};
	const result = async (...given: Parameters<typeof prepare>) => (await prepare(...given))[0] ?? {};
	/**
	 * A case that only a server with that ability can show; elsewhere nothing is registered, so nothing counts as
	 * passed.
	 */
	const where = (what: Difference, title: string, body: () => Promise<void>) => {
		if (has.includes(what)) test(title, body);
	};

	beforeAll(async () => void (server = await start()));
	afterAll(() => server?.close());
	beforeEach(async () => {
		seen = [];
		bucket = `media-${randomBytes(5).toString('hex')}`;
		await client(server.owner).send(new CreateBucketCommand({ Bucket: bucket }));
	});
	afterEach(async () => {
		for (const close of open.splice(0)) await close();
		const text = JSON.stringify(seen);
		for (const { secretAccessKey, accessKeyId } of [server.owner, server.cognitive, server.other]) {
			expect(text).not.toContain(JSON.stringify(secretAccessKey).slice(1, -1));
			expect(text).not.toContain(encodeURIComponent(secretAccessKey));
			expect(text).not.toContain(accessKeyId);
		}
	});

	test('callback: refused before, allowed after and only in the folder; what was there still works', async () => {
		await setPolicy(theirs);
		await put(server.owner, 'shared/a');
		await refused(put(server.cognitive, 'callback/a'));
		await get(server.other, 'shared/a');
		expect(await result({})).toMatchObject({
			policy: 'added',
			bucketCreated: false,
			allowedBy: ['the statement "N8nVidiCoreCallback"'],
		});
		await put(server.cognitive, 'callback/job-1/a b ä');
		expect(await (await get(server.owner, 'callback/job-1/a b ä')).Body?.transformToString()).toBe('text');
		await get(server.cognitive, 'callback/job-1/a b ä');
		await get(server.other, 'shared/a');
		for (const key of ['outside', 'callbackX/a', 'shared/a']) await refused(put(server.cognitive, key));
		await refused(get(server.cognitive, 'shared/a'));
		await refused(put(server.other, 'callback/a'));
		await refused(
			client(server.cognitive).send(new DeleteObjectCommand({ Bucket: bucket, Key: 'callback/job-1/a b ä' })),
		);
		await refused(client(server.cognitive).send(new ListObjectsV2Command({ Bucket: bucket, Prefix: 'callback/' })));
		expect((await policy())?.Statement[0]).toEqual(JSON.parse(JSON.stringify(theirs).replaceAll('BUCKET', bucket)));
		expect(await result({})).toMatchObject({ policy: 'alreadyThere' });
	});

	test('source media: reading is allowed after, in the folder or the whole bucket, and writing never', async () => {
		for (const key of ['videos/a.mp4', 'b.mp4']) await put(server.owner, key);
		await refused(get(server.cognitive, 'videos/a.mp4'));
		expect(await result({ purpose: 'source', folder: 'videos' })).toMatchObject({ policy: 'added' });
		await get(server.cognitive, 'videos/a.mp4');
		await refused(get(server.cognitive, 'b.mp4'));
		expect(await result({ purpose: 'source', folder: '' })).toMatchObject({ policy: 'widened' });
		await get(server.cognitive, 'b.mp4');
		await refused(put(server.cognitive, 'videos/b'));
		await refused(get(server.other, 'b.mp4'));
	});

	test('a second folder widens the statement; each can be taken out again, until all is as it was', async () => {
		const was = await setPolicy(theirs);
		await result({ folder: 'one' });
		expect(await result({ folder: 'two/deep' })).toMatchObject({ policy: 'widened' });
		expect((await policy())?.Statement).toHaveLength(2);
		for (const key of ['one/a', 'two/deep/a']) await put(server.cognitive, key);
		expect(await result({ folder: 'one', operation: 'takeAccessAway' })).toMatchObject({
			policy: 'narrowed',
			stillAllowedBy: [],
		});
		await refused(put(server.cognitive, 'one/a'));
		await put(server.cognitive, 'two/deep/b');
		expect(await result({ folder: 'two', operation: 'takeAccessAway' })).toMatchObject({ policy: 'nothingToTakeOut' });
		expect(await result({ folder: 'two/deep', operation: 'takeAccessAway' })).toMatchObject({ policy: 'removed' });
		await refused(put(server.cognitive, 'two/deep/c'));
		expect(await policy()).toEqual(JSON.parse(was));
	});

	test('without a policy before there is none after taking out', async () => {
		await result({});
		expect(await result({ operation: 'takeAccessAway' })).toMatchObject({ policy: 'removed' });
		expect(await policy()).toBeNull();
	});

	test('one’s own statement under another name, or with more in it, is found and left alone', async () => {
		const pasted = {
			Effect: 'Allow',
			Principal: { AWS: cognitiveService },
			Action: ['s3:PutObjectAcl', 's3:GetObject', 's3:PutObject'],
			Resource: 'arn:aws:s3:::BUCKET/callback/*',
		};
		const was = await setPolicy({ ...pasted, Sid: 'FromTheGuide' }, theirs);
		expect(await result({})).toMatchObject({ policy: 'alreadyThere', allowedBy: ['the statement "FromTheGuide"'] });
		expect(await result({ operation: 'takeAccessAway' })).toMatchObject({
			policy: 'nothingToTakeOut',
			stillAllowedBy: ['the statement "FromTheGuide"'],
		});
		expect(await policy()).toEqual(JSON.parse(was));
		await put(server.cognitive, 'callback/a');
	});

	test('a policy with a single statement that is not in a list', async () => {
		await client(server.owner).send(
			new PutBucketPolicyCommand({
				Bucket: bucket,
				Policy: JSON.stringify({ Version: '2012-10-17', Statement: theirs }).replaceAll('BUCKET', bucket),
			}),
		);
		await put(server.owner, 'shared/a');
		expect(await result({})).toMatchObject({ policy: 'added' });
		await put(server.cognitive, 'callback/a');
		await get(server.other, 'shared/a');
	});

	test.each([
		['*', '*'],
		['AWS *', { AWS: '*' }],
		['an account', { AWS: 'arn:aws:iam::823635665685:root' }],
		['a user', { AWS: 'arn:aws:iam::823635665685:user/somebody-else' }],
		[
			'a list',
			{ AWS: ['arn:aws:iam::823635665685:user/somebody-else', 'arn:aws:iam::111122223333:user/bucket-owner'] },
		],
	])('a Principal in the form of %s is kept and goes on to work', async (_, Principal) => {
		if (has.includes('publicAccessBlock'))
			await client(server.owner).send(
				new PutPublicAccessBlockCommand({ Bucket: bucket, PublicAccessBlockConfiguration: {} }),
			);
		await setPolicy({ ...theirs, Principal });
		await put(server.owner, 'shared/a');
		await get(server.other, 'shared/a');
		expect(await result({})).toMatchObject({ policy: 'added' });
		expect((await policy())?.Statement[0]).toMatchObject({ Sid: 'Theirs', Principal });
		await get(server.other, 'shared/a');
		await put(server.cognitive, 'callback/a');
	});

	test.each(['results of faces/2026', 'Ergebnisse/Ä ö/日本', "o'clock/a&b=c", '/slashes/at/the/ends/'])(
		'the folder "%s" works as it is typed',
		async (folder) => {
			const tidy = folder.replace(/^\/|\/$/g, '');
			expect(await result({ folder })).toMatchObject({ policy: 'added', folder: tidy });
			await put(server.cognitive, `${tidy}/a`);
			await refused(put(server.cognitive, `${tidy}x/a`));
		},
	);

	test.each(['a/../b', '..', 'a//b', '//', 'a%2Fb', 'a*', '?', '${aws:username}', 'a/ b', 'a\\b', 'a\nb'])(
		'the folder %j is refused before anything is changed',
		async (folder) => {
			expect(String((await result({ folder })).error)).toMatch(/cannot be used as a folder.*plain path/s);
			expect(await policy()).toBeNull();
		},
	);

	test.each(['My_Bucket', 's3://media', 'a', '127.0.0.1', 'a..b', 'x'.repeat(64)])(
		'the bucket name %j is refused',
		async (wrong) => {
			expect(String((await result({ bucket: wrong })).error)).toMatch(/not the name of an S3 bucket.*bare name/);
		},
	);

	test('a bucket that is missing is made in its region when that is wanted, and is not otherwise', async () => {
		const name = `${bucket}-new`;
		expect(String((await result({ bucket: name })).error)).toMatch(/There is no bucket .*-new/);
		expect(await result({ bucket: name, options: { createIfMissing: true } })).toMatchObject({
			bucketCreated: true,
			policy: 'added',
		});
		expect((await client(server.owner).send(new GetBucketLocationCommand({ Bucket: name }))).LocationConstraint).toBe(
			server.region,
		);
		await put(server.cognitive, 'callback/a', name);
	});

	test('wrong keys, and a bucket of somebody else', async () => {
		expect(String((await result({}, { keys: { secretAccessKey: 'wrong' } })).error)).toMatch(
			/does not belong to this Access Key ID/,
		);
		expect(String((await result({}, { keys: { accessKeyId: 'AKIANOBODYATALL' } })).error)).toMatch(
			/does not know this Access Key ID/,
		);
		const foreign = await result({}, { keys: { ...server.other } });
		expect(String(foreign.error)).toMatch(
			/may not do s3:\w+ on the bucket "media-.*belongs to somebody else, or the user of the key pair lacks/,
		);
		expect(await policy()).toBeNull();
		expect(String((await result({}, { keys: { endpoint: 'http://127.0.0.1:9' } })).error)).toMatch(
			/could not be asked: nothing is listening there/,
		);
		expect(String((await result({}, { keys: { endpoint: 'not an address' } })).error)).toMatch(/is not an address/);
	});

	where('regionOfSignature', 'a wrong region is named with the right one', async () => {
		expect(String((await result({}, { keys: { region: 'us-west-2' } })).error)).toMatch(/region/);
		expect(await result({ operation: 'check' }, { keys: { region: 'us-west-2' } })).toMatchObject({
			ready: false,
			toDo: [expect.stringMatching(/^Bucket: .*region us-west-2/), expect.anything()],
		});
	});

	test('a Deny that defeats the service stops it, and so does one that may; nothing is changed', async () => {
		const deny = {
			Sid: 'NoWriting',
			Effect: 'Deny',
			Principal: '*',
			Action: 's3:PutObject',
			Resource: 'arn:aws:s3:::BUCKET/callback/locked*',
		};
		const was = await setPolicy(theirs, deny);
		expect(String((await result({})).error)).toMatch(
			/"NoWriting" denies what the face service needs.*Nothing was changed/s,
		);
		expect(await policy()).toEqual(JSON.parse(was));
		await setPolicy(theirs, { ...deny, Condition: { NotIpAddress: { 'aws:SourceIp': '127.0.0.1/32' } } });
		expect(String((await result({})).error)).toMatch(/may deny.*aws:SourceIp.*Merge Despite/s);
		expect(await result({ options: { despiteConditions: true } })).toMatchObject({ policy: 'added' });
		await setPolicy({ ...deny, Resource: 'arn:aws:s3:::BUCKET/elsewhere/*' });
		expect(await result({})).toMatchObject({ policy: 'added' });
		await put(server.cognitive, 'callback/a');
	});

	test('a policy that would be too large is not written', async () => {
		const many = Array.from({ length: 90 }, (_, n) => ({
			...theirs,
			Sid: `Theirs${n}`,
			Resource: [`arn:aws:s3:::BUCKET/shared/${'x'.repeat(18)}${n}/*`],
		}));
		const was = await setPolicy(...many);
		expect(String((await result({ folder: 'y'.repeat(20480 - was.length) })).error)).toMatch(
			/would be \d+ bytes; S3 takes at most 20480/,
		);
		expect(await policy()).toEqual(JSON.parse(was));
	});

	test('a server that does not let the policy be read, but all else: nothing is written', async () => {
		await setPolicy(theirs);
		const meddler = await meddled();
		let writes = 0;
		meddler.before(policyRead, 1, async () => 403);
		meddler.before(policyWrite, 1, async () => void (writes += 1));
		expect(String((await result({}, { keys: { endpoint: meddler.endpoint } })).error)).toMatch(
			/may not do s3:GetBucketPolicy/,
		);
		meddler.before(policyRead, 1, async () => 403);
		expect(await result({ operation: 'check' }, { keys: { endpoint: meddler.endpoint } })).toMatchObject({
			ready: null,
			requirements: expect.arrayContaining([
				expect.objectContaining({ requirement: 'Bucket policy', fulfilled: null }),
			]),
		});
		meddler.before(policyRead, 1, async () => 403);
		expect(await result({ operation: 'showWhatToDo' }, { keys: { endpoint: meddler.endpoint } })).toMatchObject({
			policy: 'unknown',
			statement: { Sid: 'N8nVidiCoreCallback' },
		});
		expect(writes).toBe(0);
	});

	test('somebody changes the policy between our reading and our writing: we stop, and his change stays', async () => {
		await setPolicy(theirs);
		const meddler = await meddled();
		let his = '';
		meddler.before(policyRead, 2, async () => void (his = await setPolicy(theirs, { ...theirs, Sid: 'His' })));
		expect(String((await result({}, { keys: { endpoint: meddler.endpoint } })).error)).toMatch(
			/Somebody else changed the policy .*Nothing was changed by this node.*Run this again/s,
		);
		expect(await policy()).toEqual(JSON.parse(his));
	});

	test('somebody overwrites what we have just written, at once or a moment later: we say so', async () => {
		for (const look of [3, 4]) {
			await setPolicy(theirs);
			const meddler = await meddled();
			meddler.before(policyRead, look, async () => void (await setPolicy({ ...theirs, Sid: 'His' })));
			expect(String((await result({}, { keys: { endpoint: meddler.endpoint } })).error)).toMatch(
				/Somebody else changed the policy .*not in it any more/s,
			);
		}
	});

	test('a server that shows the old policy for a while after our write is waited for', async () => {
		const meddler = await meddled();
		meddler.before(policyRead, 3, async () => 403); // the first look after the write fails for good: that is said
		expect(String((await result({}, { keys: { endpoint: meddler.endpoint } })).error)).toMatch(
			/may not do s3:GetBucketPolicy/,
		);
		expect(await result({})).toMatchObject({ policy: 'alreadyThere' });
	});

	test('show: the exact statement and the whole policy to paste, which then works; nothing is changed', async () => {
		const was = await setPolicy(theirs);
		const shown = await result({ operation: 'showWhatToDo' });
		expect(await policy()).toEqual(JSON.parse(was));
		expect(shown).toMatchObject({
			policy: 'missing',
			statement: { Principal: { AWS: cognitiveService } },
			bucketPolicy: { Statement: [{ Sid: 'Theirs' }, { Sid: 'N8nVidiCoreCallback' }] },
		});
		await client(server.owner).send(
			new PutBucketPolicyCommand({ Bucket: bucket, Policy: JSON.stringify(shown.bucketPolicy) }),
		);
		await put(server.cognitive, 'callback/a');
		expect(await result({ operation: 'showWhatToDo' })).toMatchObject({ policy: 'alreadyThere' });
		expect(await result({ operation: 'showWhatToDo', bucket: `${bucket}-none` })).toMatchObject({ policy: 'missing' });
	});

	test('check: each requirement with what to do, before and after, with what lies in the folder', async () => {
		const before = await result({ operation: 'check' });
		expect(before).toMatchObject({
			ready: false,
			toDo: expect.arrayContaining([
				expect.stringMatching(
					/^Bucket policy: The policy does not allow s3:GetObject, s3:PutObject, s3:PutObjectAcl.*Give access with the node/,
				),
			]),
		});
		await result({});
		for (const key of ['callback/1', 'callback/2']) await put(server.cognitive, key);
		const world = await opened();
		const vidiCore = {
			vidiCoreApi: { baseUrl: world.vidiCore.baseUrl, authentication: 'basic', username: 'admin', password: 'admin' },
		};
		const after = await prepare({ operation: 'check', output: 'requirements' }, { vidiCore });
		expect(Object.fromEntries(after.map(({ requirement, fulfilled }) => [requirement, fulfilled]))).toEqual({
			Bucket: true,
			Region: true,
			'Bucket policy': true,
			'Public access block': true,
			Encryption: true,
			'Callback folder is empty': true,
			'Folder outside of VidiCore’s storages': true,
		});
		expect(after.find(({ requirement }) => requirement === 'Callback folder is empty')?.found).toMatch(
			/^2 files, 8 bytes, the oldest 0 hours old/,
		);
		expect(await result({ operation: 'check' }, { vidiCore })).toMatchObject({ ready: true, toDo: [] });
		expect(await result({ operation: 'check', bucket: `${bucket}-none` })).toMatchObject({
			ready: false,
			toDo: [expect.stringMatching(/There is no bucket/), expect.anything()],
		});
	});

	where(
		'bucketEncryption',
		'a bucket encrypted with KMS: the statement for the key is given, the key is not touched',
		async () => {
			const encrypt = (KMSMasterKeyID?: string) =>
				client(server.owner).send(
					new PutBucketEncryptionCommand({
						Bucket: bucket,
						ServerSideEncryptionConfiguration: {
							Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID } }],
						},
					}),
				);
			const key = 'arn:aws:kms:eu-central-1:111122223333:key/1234';
			await encrypt(key);
			expect(await result({})).toMatchObject({
				policy: 'added',
				encryption: {
					fulfilled: null,
					found: expect.stringContaining(key),
					statement: { Sid: 'Enable VidiNet Decrypt', Action: ['kms:Decrypt', 'kms:GenerateDataKey'] },
				},
			});
			expect(await result({ purpose: 'source', operation: 'showWhatToDo' })).toMatchObject({
				keyPolicyStatement: { Action: ['kms:Decrypt'] },
			});
			await encrypt();
			expect(await result({ operation: 'check' })).toMatchObject({
				ready: false,
				toDo: [expect.stringMatching(/aws\/s3, which no other account can use.*SSE-S3/), expect.anything()],
			});
		},
	);

	where('publicAccessBlock', 'a public policy under a public access block stops it; a plain one does not', async () => {
		const open = async (block: boolean) =>
			await client(server.owner).send(
				new PutPublicAccessBlockCommand({
					Bucket: bucket,
					PublicAccessBlockConfiguration: block ? { BlockPublicPolicy: true, RestrictPublicBuckets: true } : {},
				}),
			);
		expect(await result({})).toMatchObject({ policy: 'added' }); // with the block that every new bucket has
		await open(false);
		await setPolicy({ ...theirs, Principal: '*' });
		await open(true);
		expect(String((await result({})).error)).toMatch(/lets everybody in, and the bucket’s Public Access Block/);
		expect(await result({ operation: 'check' })).toMatchObject({
			ready: false,
			toDo: expect.arrayContaining([expect.stringMatching(/^Public access block: .*Remove the public statement/)]),
		});
	});

	describe('two at the same time', () => {
		const rounds = 50;
		const grant = (name: string, folder: string): Grant => ({
			purpose: 'callback',
			partition: 'aws',
			bucket: name,
			folder,
			principal: cognitiveService,
		});
		const buckets = async () => {
			const names = Array.from({ length: rounds }, (_, n) => `${bucket}-${n}`);
			for (const Bucket of names) await client(server.owner).send(new CreateBucketCommand({ Bucket }));
			return names;
		};
		const resources = async (name: string) =>
			((await policy(name))?.Statement ?? []).flatMap(({ Resource }) => Resource as string[]);

		test(`in one n8n process: ${rounds} rounds, nothing lost and no conflict`, async () => {
			const options = {
				createIfMissing: false,
				despiteConditions: false,
				pause: async (ms: number) => await new Promise<void>((resolve) => setTimeout(resolve, ms / 20)),
			};
			for (const name of await buckets()) {
				await Promise.all(['one', 'two'].map((folder) => giveAccess(access(), grant(name, folder), options)));
				expect((await resources(name)).sort()).toEqual([`arn:aws:s3:::${name}/one/*`, `arn:aws:s3:::${name}/two/*`]);
			}
		});

		test(`in two processes: ${rounds} rounds, each statement is there or its workflow is told`, async () => {
			const workers = [0, 1].map(() =>
				fork(join(__dirname, 'prepareInProcess.ts'), {
					execArgv: ['--import', 'tsx'],
					stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
				}),
			);
			const outcome = { both: 0, conflict: 0 };
			const round = async (name: string) => {
				const told = await Promise.all(
					workers.map((worker, n) => asked(worker, { access: access(), grant: grant(name, `f${n}`) })),
				);
				const there = await resources(name);
				for (const [n, { change, kind, message }] of told.entries()) {
					const isThere = there.includes(`arn:aws:s3:::${name}/f${n}/*`);
					if (change === undefined)
						expect([kind, message]).toEqual([
							'changedMeanwhile',
							expect.stringMatching(/Somebody else changed the policy/),
						]);
					else expect([name, n, isThere]).toEqual([name, n, true]);
				}
				outcome[told.every(({ change }) => change !== undefined) ? 'both' : 'conflict'] += 1;
			};
			const names = await buckets();
			try {
				for (let at = 0; at < rounds; at += 10) await Promise.all(names.slice(at, at + 10).map(round));
			} finally {
				for (const worker of workers) worker.kill();
			}
			console.log(
				`${name}: two processes, ${rounds} rounds: both done ${outcome.both}, one told of a conflict ` +
					`${outcome.conflict}, lost without a word 0`,
			);
			expect(outcome.both + outcome.conflict).toBe(rounds);
		});
	});

	test('the whole way: without the policies the job fails and says where, with them it finds the faces', async () => {
		const world = await opened({
			storage: { ...server, close: async () => undefined },
			policies: false,
			scenario: await ownBuckets(bucket),
		});
		const credentials = {
			vidiCoreApi: { baseUrl: world.vidiCore.baseUrl, authentication: 'basic', username: 'admin', password: 'admin' },
			vidiCoreCallbackStorageApi: access(),
		} as never;
		const node = async (type: Parameters<typeof runNode>[0], parameters: IDataObject) => {
			const { outputs, run } = await runNode(type, parameters, [{}], credentials, { onError: 'continueRegularOutput' });
			seen.push(run);
			return outputs[0]?.[0]?.json ?? {};
		};
		const id = (value: unknown) => ({ __rl: true, mode: 'id', value });
		const folder = { bucket: world.callbackBucket, folder: `results/${bucket}` };
		const service = await node(new AttachVidiNetService(), {
			operation: 'attach',
			resourceDocument: world.resourceDocument,
			waitSeconds: 10,
		});
		const callback = await node(new CreateCallbackResource(), { ...folder, bucketAccess: 'show' });
		expect(callback).toMatchObject({
			action: 'created',
			bucketAccess: { policy: 'missing' },
			warnings: [expect.stringMatching(/does not let the face service in yet/)],
		});
		const analyzed = async () => {
			const { jobId } = await node(new AnalyzeItem(), {
				itemId: id('VX-108'),
				resourceId: id(service.resourceId),
				callbackId: id(callback.resourceId),
			});
			return await node(new WaitForJob(), { jobId: id(jobId), onFailedJob: 'output', limitMinutes: 1 });
		};
		expect(await analyzed()).toMatchObject({
			outcome: 'failed',
			errorMessage: expect.stringMatching(/reading the source file s3:\/\/.*AccessDenied/),
		});
		await node(new PrepareBucket(), {
			operation: 'giveAccess',
			purpose: 'source',
			bucket: world.scenario.storage.bucket,
			folder: '',
		});
		expect(await analyzed()).toMatchObject({
			outcome: 'failed',
			errorMessage: expect.stringMatching(/writing its result s3:\/\/.*AccessDenied/),
		});
		expect(await node(new CreateCallbackResource(), { ...folder, bucketAccess: 'prepare' })).toMatchObject({
			action: 'reused',
			bucketAccess: { policy: 'added' },
		});
		expect(await analyzed()).toMatchObject({ outcome: 'finished' });
	});
}

async function ownBuckets(name: string) {
	const { loadScenario } = await import('../../tools/emulator/scenario');
	const scenario = loadScenario();
	return { ...scenario, storage: { ...scenario.storage, bucket: `${name}-archive` } };
}

let asking = 0;
function asked(worker: ChildProcess, order: object): Promise<{ change?: string; kind?: string; message?: string }> {
	const id = (asking += 1);
	return new Promise((resolve) => {
		const hear = (answer: { id: number; change?: string; kind?: string; message?: string }) => {
			if (answer.id !== id) return;
			worker.off('message', hear);
			resolve(answer);
		};
		worker.on('message', hear).send({ id, ...order });
	});
}
