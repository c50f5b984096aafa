import { EmulatorClock } from './clock';
import { FaultRules } from './faultRules';
import { writeDetections } from './faceservice/detections';
import { scriptedFaceService } from './faceservice/scripted';
import { Imports } from './imports/imports';
import { CognitiveJobs } from './jobs/cognitiveJobs';
import { Jobs } from './jobs/jobs';
import { Listener } from './listener';
import { transcode } from './media/transcode';
import type { Emulator, EmulatorOptions } from './options';
import type { RecordedRequest } from './routes/route';
import { atSite } from './scenario';
import { SearchIndex } from './search/searchIndex';
import { requestHandler } from './server';
import { Store } from './store';
import { worstCaseOf } from './worstCase';

export type { KeyPair } from './keyPair';
export type { Emulator, EmulatorOptions } from './options';
export type { RecordedRequest } from './routes/route';

/** So whole suites run in a mode: VIDICORE_EMULATOR holds its names with commas between. */
const namedInEnvironment = (mode: string): boolean => (process.env.VIDICORE_EMULATOR ?? '').split(',').includes(mode);

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
	const listener = new Listener(
		host,
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
	await listener.listen(port);
	const baseUrl = `http://${host}:${listener.port}`;
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
			const at = listener.port;
			jobs.relay.goDown();
			await listener.stop();
			return async () => {
				await listener.listen(at);
				jobs.relay.comeUp();
			};
		},
		close: async () => {
			await listener.stop();
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
