import { expectedAppearances } from '../../tools/emulator/expected';
import { openWorld, type World } from '../../tools/emulator/world';
import { VidiCoreError } from '../../vidicore/errors';
import type { VidiCoreHttp } from '../../vidicore/http';
import { findTrainingCollections, searchCollections, trainPath } from '../../vidicore/items/collections';
import { analyzePath, searchItems } from '../../vidicore/items/items';
import type { JobDocument } from '../../vidicore/jobs/documents';
import { correlationKey, startJob, type StartOptions } from '../../vidicore/jobs/startJob';
import { jobErrorText, jobOutcome } from '../../vidicore/jobs/state';
import { waitForJobs } from '../../vidicore/jobs/waitForJobs';
import { listJobs, readJob } from '../../vidicore/jobs/readJob';
import { findCallback } from '../../vidicore/resources/callback';
import { alreadyThere, preCheckConfiguration } from '../../vidicore/resources/configuration';
import { storagesOver } from '../../vidicore/resources/storages';
import { listCognitiveServices } from '../../vidicore/resources/vidinet';
import type { Clock } from '../../vidicore/transport';
import { readFaces } from '../support/readFaces';
import { realClock, vidiCoreOver } from '../../tools/lab/fetchTransport';
import { analyzed as analyzedWith, callbackFolder, endedJob, setUpService } from '../../tools/lab/setUpService';
import { siteId } from '../support/site';

// The nodes' client against the emulator over HTTP: the whole way once, then what can go wrong on it.
let world: World;
let http: VidiCoreHttp;
let options: Required<Pick<StartOptions, 'resourceId' | 'callbackId'>>;
const location = callbackFolder;
const nowhere = '/API/nothing';
const wait = { limitMs: 20_000, maxPauseMs: 1000 };

const analyzed = (client: VidiCoreHttp, itemId: string, more: Partial<StartOptions> = {}) =>
	analyzedWith(client, itemId, { ...options, ...more });
async function trained(): Promise<JobDocument> {
	const [collection] = await findTrainingCollections(http);
	const service = [['QualitySetting', 'Mid']] as const;
	return await endedJob(http, trainPath(collection?.id ?? ''), { ...options, service });
}

beforeEach(async () => {
	world = await openWorld();
	http = vidiCoreOver(world.vidiCore.baseUrl);
	options = await setUpService(world, http);
	world.vidiCore.requests.length = 0;
});
afterEach(() => world.close());

test(
	'before the configuration training collections are a 404 of a metadata field; a second pre-check finds nothing ' +
		'to do',
	async () => {
		const bare = await openWorld();
		try {
			const client = vidiCoreOver(bare.vidiCore.baseUrl);
			await expect(findTrainingCollections(client)).rejects.toMatchObject({
				kind: 'notFound',
				fault: { subject: 'metadata-field' },
			});
			const { resourceId } = await setUpService(bare, client);
			const again = await preCheckConfiguration(client, resourceId, true);
			expect(again.steps.length).toBeGreaterThan(10);
			expect(again.steps.every(alreadyThere)).toBe(true);
		} finally {
			await bare.close();
		}
	},
);

test('the callback is found again, its address shows no secret, a storage that scans a folder is named', async () => {
	const found = await findCallback(http, location);
	expect(found).toMatchObject({ resourceId: options.callbackId, accessKeyId: world.owner.accessKeyId });
	expect(JSON.stringify(found)).not.toContain(world.owner.secretAccessKey);
	expect(JSON.stringify(await listCognitiveServices(http))).not.toContain('vidinet://');
	expect(await storagesOver(http, location)).toEqual([]);
	expect(await storagesOver(http, { bucket: world.scenario.storage.bucket, folder: 'anything' })).toEqual([
		world.scenario.storage.id,
	]);
});

test('without training everybody is unknown; after it each video shows its cast, to the sample', async () => {
	await analyzed(http, siteId(108));
	const untrained = await readFaces(http, siteId(108));
	expect(untrained.some(({ known }) => known)).toBe(false);

	expect(await trained()).toMatchObject({ status: 'FINISHED' });
	for (const { id } of world.scenario.videos.filter(({ cast }) => cast.length > 0)) {
		await analyzed(http, id);
		const found = await readFaces(http, id);
		const seen = found.map(({ person, known, start, end, confidence }) => ({
			person: known ? person : undefined,
			start,
			end,
			confidence,
		}));
		const byPlace = (a: { start: string; end: string; person?: string }, b: typeof a) =>
			parseInt(a.start) - parseInt(b.start) ||
			parseInt(a.end) - parseInt(b.end) ||
			(a.person ?? '').localeCompare(b.person ?? '');
		expect(seen.sort(byPlace)).toEqual(expectedAppearances(world.scenario, id).sort(byPlace));
	}
	const strangers = (await searchCollections(http, 'FoundByFaceAnalysis', 1, 10)).entries.length;
	expect(strangers).toBe(1);
});

test('parameters and the correlation reach the job decoded, whatever they hold, and the threshold counts', async () => {
	await trained();
	const value = 'a=b&c#d +%2B "ü"';
	const job = await analyzed(http, siteId(108), {
		service: [
			['ConfidenceThreshold', '0.75'],
			['cognitive_service_Odd', value],
		],
		priority: 'HIGH',
	});
	const { data, priority } = await readJob(http, job.jobId);
	expect(Object.fromEntries((data ?? []).map((entry) => [entry.key, entry.value]))).toMatchObject({
		cognitive_service_ConfidenceThreshold: '0.75',
		cognitive_service_Odd: value,
	});
	expect(priority).toBe('HIGH');
	const found = await readFaces(http, siteId(108));
	expect(found).toHaveLength(expectedAppearances(world.scenario, siteId(108), 0.75).length);
});

test('a missing file fails the job with the reason of S3', async () => {
	const job = await analyzed(http, siteId(112));
	expect(jobOutcome(job.status)).toBe('failed');
	expect(jobErrorText(job)).toMatch(
		/reading the source file s3:\/\/demo-archive\/lost-tape.mp4: (NoSuchKey|AccessDenied)/,
	);
});

test('without the bucket policies the face service is refused, and the job says where', async () => {
	const closed = await openWorld({ policies: false });
	try {
		const client = vidiCoreOver(closed.vidiCore.baseUrl);
		const own = await setUpService(closed, client);
		const job = await startJob(client, analyzePath(siteId(108)), { ...own, correlation: 'denied' });
		const result = (await waitForJobs(client, [job.jobId], wait)).get(job.jobId);
		expect(result?.kind === 'ended' && jobErrorText(result.job)).toMatch(/AccessDenied/);
	} finally {
		await closed.close();
	}
});

/** A clock that counts the pauses alone: however slow the machine is, as many looks fit into a limit. */
function pausesOnly(): Clock {
	let paused = 0;
	return {
		now: () => paused,
		sleep: async (ms, signal) => {
			paused += Math.min(ms, 30);
			await realClock.sleep(ms, signal);
		},
	};
}

test('many jobs are watched with a list a round and a reading each; unknown and endless ones are told', async () => {
	const ids = await Promise.all(
		[siteId(108), siteId(109), siteId(110), siteId(111)].map(
			async (id) => (await startJob(http, analyzePath(id), { ...options, correlation: crypto.randomUUID() })).jobId,
		),
	);
	const endless = await startJob(http, analyzePath(siteId(113)), { ...options, correlation: crypto.randomUUID() });
	world.vidiCore.requests.length = 0;
	const watching = vidiCoreOver(world.vidiCore.baseUrl, 'admin:admin', pausesOnly());
	const results = await waitForJobs(watching, [...ids, endless.jobId, siteId(9)], { limitMs: 1500, maxPauseMs: 1000 });
	expect(ids.map((id) => results.get(id)?.kind)).toEqual(ids.map(() => 'ended'));
	expect(results.get(endless.jobId)).toMatchObject({ kind: 'timedOut', lastStatus: 'VIDINET_JOB' });
	expect(results.get(siteId(9))).toMatchObject({ kind: 'unreadable', error: { kind: 'notFound' } });
	// Once all others have ended, the endless one is alone and is read by itself; until then nothing that runs is.
	const lastList = world.vidiCore.requests.map(({ path }) => path).lastIndexOf('/API/job');
	const watched = world.vidiCore.requests.slice(0, lastList + 1);
	expect(watched.filter(({ path }) => path === `/API/job/${endless.jobId}`)).toHaveLength(0);
	for (const id of ids) expect(world.vidiCore.requests.filter(({ path }) => path === `/API/job/${id}`)).toHaveLength(1);
	await http.send('DELETE', `/API/job/${endless.jobId}`);
	expect((await waitForJobs(http, [endless.jobId], wait)).get(endless.jobId)).toMatchObject({
		kind: 'ended',
		job: { status: 'ABORTED' },
	});
});

test('a start whose answer is lost is found again, never sent twice', async () => {
	for (const effect of ['dropAfter', 'truncate'] as const) {
		world.vidiCore.faults.add({ match: /^POST .*analyze/, times: 1, effect });
		const correlation = crypto.randomUUID();
		world.vidiCore.requests.length = 0;
		const job = await startJob(http, analyzePath(siteId(111)), { ...options, correlation });
		expect(await listJobs(http, { metadata: [[correlationKey, correlation]] })).toEqual([
			expect.objectContaining({ jobId: job.jobId }),
		]);
		expect(world.vidiCore.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
	}
});

test('a start that never arrived says so and is not repeated', async () => {
	world.vidiCore.faults.add({ match: /^POST .*analyze/, times: 1, effect: { html: 504 } });
	world.vidiCore.requests.length = 0;
	await expect(startJob(http, analyzePath(siteId(111)), { ...options, correlation: 'lost' })).rejects.toMatchObject({
		kind: 'unknownStart',
		message: expect.stringMatching(/most likely none was started/),
	});
	expect(world.vidiCore.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
});

test('readings are repeated after 503 and a cut answer, and a wrong login is final', async () => {
	world.vidiCore.faults.add({ match: /^PUT \/API\/item$/, times: 2, effect: { status: 503 } });
	world.vidiCore.faults.add({ match: /^PUT \/API\/item$/, times: 1, effect: 'truncate' });
	expect((await searchItems(http, 'council', 1, 10)).entries.map(({ id }) => id)).toEqual([siteId(108)]);
	world.vidiCore.requests.length = 0;
	await expect(listCognitiveServices(vidiCoreOver(world.vidiCore.baseUrl, 'admin:wrong'))).rejects.toMatchObject({
		kind: 'notAuthorized',
	});
	expect(world.vidiCore.requests).toHaveLength(1);
});

test.each([
	[
		'an unknown item',
		() => startJob(http, analyzePath(siteId(9)), { ...options, correlation: 'x' }),
		{ kind: 'notFound', fault: { subject: 'Item', id: siteId(9) } },
	],
	[
		'an unknown service',
		() => startJob(http, analyzePath(siteId(108)), { ...options, resourceId: siteId(9), correlation: 'x' }),
		{ kind: 'notFound', fault: { subject: 'Resource', id: siteId(9) } },
	],
	[
		'an unknown callback',
		() => startJob(http, analyzePath(siteId(108)), { ...options, callbackId: siteId(9), correlation: 'x' }),
		{ kind: 'notFound' },
	],
	['an unknown job', () => readJob(http, siteId(9)), { kind: 'notFound', fault: { subject: 'Job' } }],
	['a path nobody serves', () => http.json('GET', nowhere), { kind: 'notVidiCore' }],
])('%s is refused with what it is about', async (_, ask, expected) => {
	world.vidiCore.onPurpose.set(`GET ${nowhere}`, 'how an unknown path is refused is tried');
	const error = await ask().catch((thrown: unknown) => thrown);
	expect(error).toBeInstanceOf(VidiCoreError);
	expect(error).toMatchObject(expected);
});

test('a page of a gateway is told from VidiCore', async () => {
	world.vidiCore.faults.add({ match: /version/, times: 1, effect: { html: 200 } });
	await expect(http.json('GET', '/API/version')).rejects.toMatchObject({
		kind: 'notVidiCore',
		message: expect.stringMatching(/web page \("Gateway Time-out"\)/),
	});
});
