import {
	CreateBucketCommand,
	GetBucketPolicyCommand,
	GetObjectCommand,
	PutBucketPolicyCommand,
	PutObjectCommand,
	S3Client,
} from '@aws-sdk/client-s3';
import { randomBytes } from 'node:crypto';
import type { IDataObject, INodeType } from 'n8n-workflow';
import { PrepareBucket } from '../../nodes/PrepareBucket/PrepareBucket.node';
import type { S3Keys } from '../../s3/calls';
import type { KeyPair } from '../../tools/emulator';
import { openWorld } from '../../tools/emulator/world';
import { runNode } from '../support/engine';
import { meddleWith } from './faultyProxy';
import { servers, type Difference, type PolicyServer } from './servers';

/** A statement about something else, which has to stay as it is; BUCKET stands for the bucket of the test. */
export const theirs = {
	Sid: 'Theirs',
	Effect: 'Allow',
	Principal: { AWS: 'arn:aws:iam::823635665685:user/somebody-else' },
	Action: ['s3:GetObject'],
	Resource: ['arn:aws:s3:::BUCKET/shared/*'],
};

/**
 * The S3 server that the tests of this file share, with a bucket of its own for each test. After each test nothing that
 * a node gave out may hold a key.
 */
export function usePolicyServer(name: string) {
	const { start, has } = servers[name] as (typeof servers)[string];
	let server: PolicyServer;
	let bucket: string;
	let seen: unknown[] = [];
	const open: Array<() => Promise<void>> = [];

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

	const client = ({ accessKeyId, secretAccessKey }: KeyPair) =>
		new S3Client({
			endpoint: server.endpoint,
			region: server.region,
			forcePathStyle: true,
			credentials: { accessKeyId, secretAccessKey },
			maxAttempts: 1,
		});
	const access = (more: IDataObject = {}): S3Keys & IDataObject => ({
		...server.owner,
		region: server.region,
		endpoint: server.endpoint,
		...more,
	});
	/** Runs a node in n8n's engine; what it gives out, or the item with the error. */
	const run = async (type: INodeType, parameters: IDataObject, credentials: Record<string, IDataObject>) => {
		const ran = await runNode(type, parameters, [{}], credentials as never, { onError: 'continueRegularOutput' });
		seen.push(ran.run);
		return ran.outputs[0]?.map(({ json }) => json) ?? [];
	};
	/** The same with Prepare Bucket, which gives access to the folder "callback" unless told otherwise. */
	const prepare = async (
		parameters: IDataObject,
		{ keys, vidiCore }: { keys?: IDataObject; vidiCore?: Record<string, IDataObject> } = {},
	) =>
		await run(
			new PrepareBucket(),
			{ operation: 'giveAccess', purpose: 'callback', bucket, folder: 'callback', ...parameters },
			{ vidiCoreCallbackStorageApi: access(keys), ...vidiCore },
		);

	return {
		name,
		get server() {
			return server;
		},
		get bucket() {
			return bucket;
		},
		client,
		access,
		run,
		prepare,
		result: async (...given: Parameters<typeof prepare>) => (await prepare(...given))[0] ?? {},
		has: (ability: Difference) => has.includes(ability),
		/**
		 * A case that only a server with that ability can show; elsewhere nothing is registered, so nothing counts as
		 * passed.
		 */
		where: (ability: Difference, title: string, body: () => Promise<void>) => {
			if (has.includes(ability)) test(title, body);
		},
		put: (who: KeyPair, Key: string, Bucket = bucket) =>
			client(who).send(new PutObjectCommand({ Bucket, Key, Body: 'text', ACL: 'bucket-owner-full-control' })),
		get: (who: KeyPair, Key: string, Bucket = bucket) => client(who).send(new GetObjectCommand({ Bucket, Key })),
		refused: async (action: Promise<unknown>) => await expect(action).rejects.toMatchObject({ name: 'AccessDenied' }),
		policy: async (Bucket = bucket) =>
			JSON.parse(
				(
					await client(server.owner)
						.send(new GetBucketPolicyCommand({ Bucket }))
						.catch(() => ({ Policy: 'null' }))
				).Policy ?? 'null',
			) as { Statement: Array<Record<string, unknown>> } | null,
		setPolicy: async (...Statement: object[]) => {
			const text = JSON.stringify({ Version: '2012-10-17', Id: 'theirs', Statement }).replaceAll('BUCKET', bucket);
			await client(server.owner).send(new PutBucketPolicyCommand({ Bucket: bucket, Policy: text }));
			return text;
		},
		/** A VidiCore that is closed after the test. */
		opened: async (...options: Parameters<typeof openWorld>) => {
			const world = await openWorld(...options);
			open.push(() => world.close());
			return world;
		},
		/** The server behind a proxy that makes mistakes. */
		meddled: async () => {
			const meddler = await meddleWith(server.endpoint);
			open.push(() => meddler.close());
			return meddler;
		},
	};
}

export type PolicyWorld = ReturnType<typeof usePolicyServer>;
