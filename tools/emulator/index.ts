import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { EmulatorClock } from './clock';
import { FaultRules } from './faultRules';
import type { Storage } from './files/files';
import { Imports } from './imports/imports';
import type { Intake } from './imports/intake';
import { CognitiveJobs } from './jobs/cognitiveJobs';
import { Jobs } from './jobs/jobs';
import { transcode } from './media/transcode';
import type { Delivery, RelayFaults } from './jobs/notify';
import { atSite, type Scenario } from './scenario';
import { writeDetections } from './faceservice/detections';
import { scriptedFaceService } from './faceservice/scripted';
import type { FaceService } from './faceservice/service';
import type { KeyPair } from './keyPair';
import type { RecordedRequest } from './routes/route';
import { SearchIndex } from './search/searchIndex';
import { requestHandler } from './server';
import type { User } from './entities';
import { Store } from './store';
import { worstCaseOf, type WorstCase } from './worstCase';

export type { KeyPair } from './keyPair';
export type { RecordedRequest } from './routes/route';

export interface EmulatorOptions {
	host?: string;
	/** 0, the default, takes a free one. */
	port?: number;
	scenario: Scenario;
	/** The S3 server: the face service's own keys, and those with which VidiCore reads its storage. */
	s3: { endpoint: string; region: string; cognitive: KeyPair; vidicore: KeyPair };
	users?: User[];
	/** How many of VidiCore's seconds pass in one of ours. */
	speed?: number;
	/** Storages beside that of the archive: folders in which files arrive, for example. */
	storages?: ReadonlyArray<Omit<Storage, 'uri'>>;
	/** How files are taken in. */
	media?: Intake;
	/**
	 * A parameter that nobody has told of is refused, and `close` rejects where one, or an unknown call, was ever sent.
	 * Default: whether VIDICORE_EMULATOR names `strict`, as it does in tests. Who opts out of that says why.
	 */
	strict?: true | { notBecause: string };
	/** The ways in which it answers; default: those that WORST_CASE names. */
	worstCase?: WorstCase;
	/** Told, a line each, what was asked for and is not done; it is in `said` in any case. */
	say?: (line: string) => void;
	/** Makes the face service; the scripted one is the default. The emulator closes it. */
	faceService?: (store: Store) => FaceService;
}

export interface Emulator {
	/** Without /API. */
	baseUrl: string;
	requests: RecordedRequest[];
	/** What was asked for and is not done, a line each. */
	said: string[];
	/** Calls that a test sends on purpose although nobody knows them (`GET /API/nothing`), each with the reason. */
	onPurpose: Map<string, string>;
	faults: FaultRules;
	/** Whether searches see what was changed. */
	index: SearchIndex;
	/** How files are taken in from now on. */
	intake: Intake;
	/** What goes wrong with messages on their way. */
	messages: RelayFaults;
	/** Each attempt to deliver a message, with what it was answered. */
	deliveries: readonly Delivery[];
	/** Resolves when no message is under way any more: each was taken, or given up. */
	delivered(): Promise<void>;
	/**
	 * As if killed: refuses connections, loses messages not delivered yet. VidiNet works on meanwhile. Resolves to what
	 * starts it again, at the same address.
	 */
	goDown(): Promise<() => Promise<void>>;
	/** Rejects after all is closed where it is strict and something unknown was asked. */
	close(): Promise<void>;
}

/** So whole suites run in a mode: VIDICORE_EMULATOR holds its names with commas between. */
const namedInEnvironment = (mode: string): boolean => (process.env.VIDICORE_EMULATOR ?? '').split(',').includes(mode);

/**
 * Free ports are given a second time. Clients remember a VidiCore by its address, and would take a new archive for the
 * one of before.
 */
const earlierPorts = new Set<number>();

/** A VidiCore to try on, with the face service behind it. Rejects when the port is taken. */
export async function startEmulator({
	host = '127.0.0.1',
	port = 0,
	scenario: given,
	s3,
	users,
	speed = 60,
	storages = [],
	media = {},
	faceService = scriptedFaceService,
	strict: asked,
	worstCase = worstCaseOf(),
	say = () => undefined,
}: EmulatorOptions): Promise<Emulator> {
	const strict = asked === undefined ? namedInEnvironment('strict') : asked === true;
	const scenario = atSite(given, worstCase.site);
	const clock = new EmulatorClock(speed);
	const { accessKeyId, secretAccessKey } = s3.vidicore;
	const address = (bucket: string) =>
		`s3://${encodeURIComponent(accessKeyId)}:${encodeURIComponent(secretAccessKey)}@${bucket}/`;
	const store = new Store(
		scenario,
		clock,
		[scenario.storage, ...storages].map((storage) => ({ ...storage, uri: address(storage.bucket) })),
		worstCase,
	);
	for (const video of scenario.videos)
		if (video.analyzed)
			writeDetections(store, store.item(video.id), {
				cast: video.cast,
				timeBase: video.timeBase,
				collectionName: 'FoundByFaceAnalysis',
			});
	const jobs = new Jobs(store, s3);
	const cognitive = new CognitiveJobs(store, jobs, faceService(store));
	const imports = new Imports(store, jobs, media);
	imports.transcode = async (item, tag) => await transcode({ store, jobs, imports }, item, tag);
	const faults = new FaultRules();
	const index = new SearchIndex(store.items, store.collections, worstCase.indexLag);
	const requests: RecordedRequest[] = [];
	const said: string[] = [];
	const unknown: string[] = [];
	const onPurpose = new Map<string, string>();
	const server = createServer(
		requestHandler({
			store,
			index,
			jobs,
			cognitive,
			imports,
			faults,
			requests,
			say: (line) => {
				said.push(line);
				say(line);
			},
			strict,
			unknown,
			users: users ?? [{ name: 'admin', password: 'admin', administrator: true }],
		}),
	);
	const listen = (at: number) =>
		new Promise<void>((resolve, reject) => server.once('error', reject).listen(at, host, resolve));
	const stop = () =>
		new Promise<void>((resolve) => {
			server.close(() => resolve());
			server.closeAllConnections();
		});
	await listen(port);
	const givenPort = () => (server.address() as AddressInfo).port;
	while (port === 0 && earlierPorts.has(givenPort())) {
		await stop();
		await listen(0);
	}
	earlierPorts.add(givenPort());
	const baseUrl = `http://${host}:${givenPort()}`;
	jobs.baseUri = `${baseUrl}/API/`;
	return {
		baseUrl,
		requests,
		said,
		onPurpose,
		faults,
		index,
		intake: imports.intake,
		messages: jobs.relay.faults,
		deliveries: jobs.relay.deliveries,
		delivered: () => jobs.relay.delivered(),
		goDown: async () => {
			const at = givenPort();
			jobs.relay.goDown();
			await stop();
			return async () => {
				await listen(at);
				jobs.relay.comeUp();
			};
		},
		close: async () => {
			await stop();
			await jobs.close();
			await cognitive.close();
			await imports.close();
			clock.stop();
			const slips = new Set(unknown.filter((line) => !onPurpose.has(line.slice(0, line.indexOf(':')))));
			if (strict && slips.size > 0)
				throw new Error(`VidiCore is not known to have what was asked of it:\n${[...slips].join('\n')}`);
		},
	};
}
