import { randomBytes } from 'node:crypto';
import { startEmulator, type Emulator, type EmulatorOptions, type KeyPair } from './index';
import { atSite, loadScenario, type Scenario } from './scenario';
import { resourceDocument } from './services/siblings';
import { fillBuckets, lightStorage, type WorldStorage } from './worldStorage';
import { worstCaseOf } from './worstCase';

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

const faceServiceId = '11111111-2222-4333-8444-555555555555';
const documentOf = (name: string, id: string) => resourceDocument(name, id, randomBytes(12).toString('hex'));
