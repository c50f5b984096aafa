import { CreateBucketCommand, PutBucketPolicyCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { randomBytes } from 'node:crypto';
import { startEmulator, type Emulator, type EmulatorOptions, type KeyPair } from './index';
import { startS3Server } from './s3';
import { atSite, loadScenario, type Scenario } from './scenario';
import { resourceDocument } from './services/siblings';
import { worstCaseOf } from './worstCase';

/** An S3 server that knows the archive's owner and the face service's user. */
export interface WorldStorage {
	endpoint: string;
	region: string;
	owner: KeyPair;
	cognitive: KeyPair;
	/** Puts a file of this machine into a bucket without copying it; only the light server can. */
	putFile?(bucket: string, key: string, path: string): void;
	close(): Promise<void>;
}

/** An S3 server with the archive's bucket and the callback bucket, and a VidiCore on top of it. */
export interface World {
	scenario: Scenario;
	s3: WorldStorage;
	owner: KeyPair;
	vidiCore: Emulator;
	callbackBucket: string;
	/** What the VidiNet dashboard would show for the face service. */
	resourceDocument: string;
	/** The same for its siblings in the scenario, by their names. */
	siblings: ReadonlyMap<string, string>;
	close(): Promise<void>;
}

export interface WorldOptions {
	/** How many of VidiCore's seconds pass in one of ours. */
	speed?: number;
	/**
	 * Which bucket policies the face service finds: all it needs (the default), only the one for the source media, or
	 * none.
	 */
	policies?: boolean | 'source';
	/** Where buckets are; the light server of this repository unless given. The world closes it. */
	storage?: WorldStorage;
	scenario?: Scenario;
	/**
	 * Real files for the scenario's portraits and videos, by their key; what has none here is a text that stands for it.
	 */
	files?: ReadonlyMap<string, string>;
	/** The scripted one is the default. */
	faceService?: EmulatorOptions['faceService'];
	/** Storages beside that of the archive; their buckets are made. */
	storages?: EmulatorOptions['storages'];
	/** How files are taken in. */
	media?: EmulatorOptions['media'];
	users?: EmulatorOptions['users'];
	strict?: EmulatorOptions['strict'];
	worstCase?: EmulatorOptions['worstCase'];
	say?: EmulatorOptions['say'];
	/** 0 takes a free one. */
	port?: number;
	s3Port?: number;
}

export const servicePrincipal = 'arn:aws:iam::823635665685:user/cognitive-service';

/** Puts it all up on free ports of this machine. */
export async function openWorld({
	speed = 3000,
	policies = true,
	scenario: given = loadScenario(),
	files = new Map(),
	faceService,
	port = 0,
	s3Port = 0,
	storage,
	storages = [],
	media,
	users = [],
	strict,
	worstCase = worstCaseOf(),
	say,
}: WorldOptions = {}): Promise<World> {
	const scenario = atSite(given, worstCase.site);
	const s3 = storage ?? (await lightStorage(s3Port));
	const { owner, cognitive } = s3;
	const callbackBucket = 'demo-callback';
	const buckets = [callbackBucket, ...storages.map(({ bucket }) => bucket)];
	await fillBuckets(s3, owner, scenario, buckets, policies);
	for (const [key, path] of files) s3.putFile?.(scenario.storage.bucket, key, path);
	const vidiCore = await startEmulator({
		scenario,
		speed,
		port,
		faceService,
		storages,
		strict,
		worstCase,
		say,
		media: { ...(s3.putFile ? { putFile: s3.putFile } : {}), ...media },
		s3: { endpoint: s3.endpoint, region: s3.region, cognitive, vidicore: owner },
		users: [{ name: 'admin', password: 'admin', administrator: true }, { name: 'guest', password: 'guest' }, ...users],
	});
	return {
		scenario,
		s3,
		owner,
		vidiCore,
		callbackBucket,
		resourceDocument: documentOf('Face Training and Analysis', faceServiceId),
		siblings: new Map((scenario.services ?? []).map(({ name, id }) => [name, documentOf(name, id)])),
		close: async () => {
			await vidiCore.close().finally(() => s3.close());
		},
	};
}

/** The S3 server of this repository, with these two users. */
async function lightStorage(port: number): Promise<WorldStorage> {
	const [owner, cognitive] = [keyPair(), keyPair()];
	const server = await startS3Server({
		port,
		region: 'eu-west-1',
		users: [
			{ arn: 'arn:aws:iam::111122223333:user/archive', ...owner },
			{ arn: servicePrincipal, ...cognitive },
		],
	});
	return { ...server, owner, cognitive };
}

const faceServiceId = '11111111-2222-4333-8444-555555555555';
const documentOf = (name: string, id: string) => resourceDocument(name, id, randomBytes(12).toString('hex'));

const keyPair = (): KeyPair => ({
	accessKeyId: `AKIA${randomBytes(8).toString('hex').toUpperCase()}`,
	secretAccessKey: randomBytes(30).toString('base64'),
});

async function fillBuckets(
	s3: WorldStorage,
	owner: KeyPair,
	scenario: Scenario,
	[callbackBucket = '', ...others]: readonly string[],
	policies: boolean | 'source',
): Promise<void> {
	const client = new S3Client({
		endpoint: s3.endpoint,
		region: s3.region,
		credentials: owner,
		forcePathStyle: true,
		maxAttempts: 1,
	});
	const source = scenario.storage.bucket;
	for (const Bucket of [source, callbackBucket, ...others]) await client.send(new CreateBucketCommand({ Bucket }));
	const media = [
		...scenario.videos.filter(({ missingFile }) => !missingFile),
		...scenario.people.flatMap(({ portraits }) => portraits),
	];
	for (const { file } of media)
		await client.send(new PutObjectCommand({ Bucket: source, Key: file, Body: `stands for ${file}` }));
	if (policies) {
		const grants: Array<[string, string[], string]> = [
			[source, ['s3:GetObject'], '*'],
			[callbackBucket, ['s3:GetObject', 's3:PutObject', 's3:PutObjectAcl'], 'vidinet-callback/*'],
		];
		for (const [Bucket, Action, path] of policies === 'source' ? grants.slice(0, 1) : grants) {
			const Statement = [
				{ Effect: 'Allow', Principal: { AWS: servicePrincipal }, Action, Resource: `arn:aws:s3:::${Bucket}/${path}` },
			];
			await client.send(
				new PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify({ Version: '2012-10-17', Statement }) }),
			);
		}
	}
	client.destroy();
}
