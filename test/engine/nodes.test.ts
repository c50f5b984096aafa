import type { IDataObject } from 'n8n-workflow';
import { openWorld, type World } from '../../tools/emulator/world';
import { AnalyzeItem } from '../../nodes/AnalyzeItem/AnalyzeItem.node';
import { AttachVidiNetService } from '../../nodes/AttachVidiNetService/AttachVidiNetService.node';
import { ConfigureFields } from '../../nodes/ConfigureFields/ConfigureFields.node';
import { CreateCallbackResource } from '../../nodes/CreateCallbackResource/CreateCallbackResource.node';
import { GetFaceTimespans } from '../../nodes/GetFaceTimespans/GetFaceTimespans.node';
import { TrainCollection } from '../../nodes/TrainCollection/TrainCollection.node';
import { WaitForJob } from '../../nodes/WaitForJob/WaitForJob.node';
import { runNode } from '../support/engine';

// The nodes in n8n's own engine against the emulator: what comes out, paired with what, and what goes over the wire.
let world: World;
let credentials: Record<string, IDataObject>;
let ids: { resourceId: object; callbackId: object };
const id = (value: unknown) => ({ __rl: true, mode: 'id', value });
type Try = Parameters<typeof runNode>;
const run = (node: Try[0], parameters: IDataObject, items: IDataObject[] = [{}], more: Try[4] = {}) =>
	runNode(node, parameters, items, credentials as Try[3], more);
const posts = () => world.vidiCore.requests.filter(({ method }) => method === 'POST');

beforeAll(async () => {
	world = await openWorld();
	credentials = {
		vidiCoreApi: {
			baseUrl: `${world.vidiCore.baseUrl}/API/`,
			authentication: 'basic',
			username: 'admin',
			password: 'admin',
		},
		vidiCoreCallbackStorageApi: { ...world.owner, region: world.s3.region, endpoint: world.s3.endpoint },
	};
	const callback = await run(new CreateCallbackResource(), { bucket: 'demo-callback', folder: '/vidinet-callback/' });
	const service = await run(new AttachVidiNetService(), {
		operation: 'attach',
		resourceDocument: world.resourceDocument,
		waitSeconds: 10,
	});
	ids = {
		resourceId: id(service.outputs[0]?.[0]?.json.resourceId),
		callbackId: id(callback.outputs[0]?.[0]?.json.resourceId),
	};
});
afterAll(() => world.close());
beforeEach(() => void (world.vidiCore.requests.length = 0));
afterEach(() => world.vidiCore.faults.clear());

test('Configure Fields: pre-check changes nothing, "if needed" applies once, one item per step when wanted', async () => {
	const look = async (mode: string, output = 'summary') =>
		(await run(new ConfigureFields(), { resourceId: ids.resourceId, mode, output })).outputs[0]?.map(
			({ json }) => json,
		) ?? [];
	const [check] = await look('preCheck');
	expect(check).toMatchObject({ applied: false, changed: 0 });
	expect((check?.missing as string[]).length).toBeGreaterThan(10);
	expect(check).not.toHaveProperty('collectionId');
	expect(await look('applyIfNeeded')).toEqual([
		expect.objectContaining({
			applied: true,
			changed: (check?.missing as string[]).length,
			missing: [],
			collectionName: 'FaceTrainingDataset',
		}),
	]);
	expect(await look('applyIfNeeded')).toEqual([expect.objectContaining({ applied: false, changed: 0 })]);
	expect((await look('apply', 'steps')).length).toBe((check?.missing as string[]).length);
});

test('Create Callback Resource warns of a folder that VidiCore scans, and of another key, and never shows a key', async () => {
	const scanned = await run(new CreateCallbackResource(), {
		bucket: world.scenario.storage.bucket,
		folder: 'callback',
		bucketAccess: 'leave',
	});
	expect(scanned.outputs[0]?.[0]?.json).toMatchObject({
		action: 'created',
		warnings: [expect.stringMatching(/overlaps with storage VX-1/)],
	});
	credentials.vidiCoreCallbackStorageApi = { ...credentials.vidiCoreCallbackStorageApi, accessKeyId: 'AKIAOTHER' };
	const other = await run(new CreateCallbackResource(), {
		bucket: 'demo-callback',
		folder: 'vidinet-callback',
		bucketAccess: 'leave',
	});
	expect(other.outputs[0]?.[0]?.json).toMatchObject({
		action: 'reused',
		warnings: [expect.stringMatching(/another access key/)],
	});
	expect(JSON.stringify([scanned.run, other.run])).not.toContain(world.owner.secretAccessKey);
});

test('Analyze Item sends what the user set and nothing else, one POST an item', async () => {
	const { outputs } = await run(
		new AnalyzeItem(),
		{
			itemId: id('={{ $json.video }}'),
			...ids,
			options: {
				confidenceThreshold: 0,
				serviceParameters: { parameter: [{ name: 'SampleStorage', value: 'VX-1 & more' }] },
			},
		},
		[{ video: 'VX-108' }, { video: 'VX-109' }],
	);
	expect(outputs[0]?.map(({ json, pairedItem }) => [json.itemId, json.status, pairedItem])).toEqual([
		['VX-108', 'READY', { item: 0 }],
		['VX-109', 'READY', { item: 1 }],
	]);
	const [first] = posts();
	const query = new URLSearchParams(first?.query);
	expect(posts()).toHaveLength(2);
	expect([...query.keys()].sort()).toEqual([
		'callbackId',
		...Array.from({ length: 4 }, () => 'jobmetadata'),
		'resourceId',
	]);
	expect(query.getAll('jobmetadata').slice(0, 2)).toEqual([
		'cognitive_service_ConfidenceThreshold=0',
		'cognitive_service_SampleStorage=VX-1 & more',
	]);
});

test('n8n’s "retry on fail" cannot start a second job after an unclear answer', async () => {
	world.vidiCore.faults.add({ match: /^POST .*analyze/, times: 1, effect: 'dropAfter' });
	const { outputs } = await run(new AnalyzeItem(), { itemId: id('VX-111'), ...ids }, [{}], {
		retryOnFail: true,
		maxTries: 3,
		waitBetweenTries: 0,
	});
	expect(outputs[0]).toHaveLength(1);
	expect(posts()).toHaveLength(1);
});

describe('no second bill', () => {
	const analyze = async (options: IDataObject = {}, video = 'VX-113', more: Try[4] = {}) =>
		(await run(new AnalyzeItem(), { itemId: id(video), ...ids, options }, [{}], more)).outputs[0]?.[0]?.json;
	const abort = async (job: unknown) =>
		void (await fetch(`${world.vidiCore.baseUrl}/API/job/${String(job)}`, {
			method: 'DELETE',
			headers: { authorization: `Basic ${Buffer.from('admin:admin').toString('base64')}` },
		}));

	test('an analysis that runs is not started again, unless it is another one', async () => {
		const first = await analyze();
		expect(first).toMatchObject({ started: true });
		expect(await analyze()).toMatchObject({
			started: false,
			jobId: first?.jobId,
			reason: 'The same is running already',
		});
		expect(await analyze({ priority: 'HIGH' })).toMatchObject({ started: false, jobId: first?.jobId });
		const other = await analyze({ confidenceThreshold: 0.9 });
		expect(other).toMatchObject({ started: true });
		expect(other?.jobId).not.toBe(first?.jobId);
		expect(posts()).toHaveLength(2);
		for (const job of [first, other]) await abort(job?.jobId);
		await run(new WaitForJob(), { jobId: id('={{ $json.jobId }}'), onFailedJob: 'output' }, [first ?? {}, other ?? {}]);
		const again = await analyze();
		expect(again).toMatchObject({ started: true }); // an aborted one did nothing
		await abort(again?.jobId);
	});

	test('one that somebody else started counts while it runs', async () => {
		const query = new URLSearchParams({
			resourceId: (ids.resourceId as { value: string }).value,
			callbackId: (ids.callbackId as { value: string }).value,
		});
		const started = (await (
			await fetch(`${world.vidiCore.baseUrl}/API/item/VX-113/analyze?${query.toString()}`, {
				method: 'POST',
				headers: {
					accept: 'application/json',
					authorization: `Basic ${Buffer.from('admin:admin').toString('base64')}`,
				},
			})
		).json()) as { jobId: string };
		expect(await analyze()).toMatchObject({ started: false, jobId: started.jobId });
		expect(await analyze({ confidenceThreshold: 0.5 })).toMatchObject({ started: true });
		await abort(started.jobId);
	});

	test('one that is done is used, unless another is wanted', async () => {
		const first = await analyze({}, 'VX-111');
		await run(new WaitForJob(), { jobId: id('={{ $json.jobId }}') }, [first ?? {}]);
		expect(await analyze({}, 'VX-111')).toMatchObject({
			started: false,
			jobId: first?.jobId,
			outcome: 'finished',
			reason: 'The same was done already, and the media have not changed since',
		});
		const second = await analyze({ analyzedAlready: 'again' }, 'VX-111');
		expect(second).toMatchObject({ started: true });
		await run(new WaitForJob(), { jobId: id('={{ $json.jobId }}') }, [second ?? {}]);
	});

	test('n8n’s "retry on fail" after an error that left everything open finds the job that the first attempt started', async () => {
		world.vidiCore.faults.add({ match: /^POST .*VX-113.analyze/, times: 1, effect: 'dropAfter' });
		let [lookUps, posted] = [0, false];
		const blind = setInterval(() => {
			// After the POST the list of jobs cannot be read for as long as the first attempt looks.
			if (!posted && posts().length > 0) {
				posted = true;
				world.vidiCore.faults.add({ match: /^GET .API.job$/, times: 4, effect: { status: 400 } });
			}
			lookUps = world.vidiCore.requests.filter(({ path, status }) => path === '/API/job' && status === 400).length;
		}, 5);
		const json = await analyze({}, 'VX-113', { retryOnFail: true, maxTries: 5, waitBetweenTries: 0 });
		clearInterval(blind);
		expect(lookUps).toBeGreaterThan(0);
		expect(posts()).toHaveLength(1);
		expect(json).toMatchObject({ started: false, reason: expect.stringMatching(/attempt before/) });
		await abort(json?.jobId);
	}, 60_000);

	test('the cost is shown with its currency, and above the ceiling nothing is started', async () => {
		const shown = await analyze({ estimateCost: true }, 'VX-108');
		expect(shown).toMatchObject({ started: true, estimatedCost: expect.any(Number), currency: 'USD' });
		await abort(shown?.jobId);
		for (const [options, message] of [
			[{ costCeiling: 0 }, /would cost [\d.]+ USD, which is more than the ceiling of 0/],
			[{ costCeiling: 1000, costCurrency: 'EUR' }, /USD, and the ceiling is in EUR/],
		] as const) {
			world.vidiCore.requests.length = 0;
			const { run: failed } = await run(new AnalyzeItem(), { itemId: id('VX-109'), ...ids, options });
			expect(failed.data.resultData.error?.message).toMatch(message);
			expect(posts().filter(({ path }) => !path.includes('/cost/'))).toEqual([]);
		}
		world.vidiCore.faults.add({ match: /cost/, times: 9, effect: { status: 404 } });
		const { run: blind } = await run(new AnalyzeItem(), { itemId: id('VX-109'), ...ids, options: { costCeiling: 5 } });
		expect(blind.data.resultData.error).toBeDefined();
		expect(posts().filter(({ path }) => !path.includes('/cost/'))).toEqual([]);
	});

	test('a service that needs no callback gets none; one that needs it is not started without', async () => {
		const { run: failed } = await run(new AnalyzeItem(), {
			itemId: id('VX-109'),
			resourceId: ids.resourceId,
			callbackId: id(''),
		});
		expect(failed.data.resultData.error?.message).toMatch(/"Callback" is empty/);
		expect(posts()).toEqual([]);
		await run(new AnalyzeItem(), {
			itemId: id('VX-109'),
			resourceId: ids.resourceId,
			callbackId: id(''),
			options: { noCallback: true },
		});
		expect(posts().map(({ query }) => new URLSearchParams(query).has('callbackId'))).toEqual([false]);
	});
});

test('Train Collection counts first, does not start without a reason, and reports what was learned', async () => {
	const [configured] =
		(await run(new ConfigureFields(), { resourceId: ids.resourceId, mode: 'applyIfNeeded' })).outputs[0] ?? [];
	const collectionId = id(configured?.json.collectionId);
	const train = async (parameters: IDataObject) =>
		(await run(new TrainCollection(), { collectionId, ...ids, ...parameters })).outputs[0]?.[0]?.json;
	const before = await train({ operation: 'report' });
	expect(before).toMatchObject({ people: 4, trained: 0, new: before?.pictures, refused: 0, refusedPictures: [] });
	expect(posts()).toEqual([]);
	const first = await train({});
	expect(first).toMatchObject({ started: true, new: before?.pictures });
	expect(await train({})).toMatchObject({ started: false, jobId: first?.jobId });
	await run(new WaitForJob(), { jobId: id('={{ $json.jobId }}') }, [first ?? {}]);
	expect(await train({ operation: 'report' })).toMatchObject({
		people: 4,
		trained: before?.pictures,
		new: 0,
		newPictures: [],
	});
	expect(await train({})).toMatchObject({
		started: false,
		jobId: first?.jobId,
		outcome: 'finished',
		reason: expect.stringMatching(/nothing new/),
		trained: before?.pictures,
	});
	expect(posts()).toHaveLength(1);
	expect(await train({ options: { onlyNew: false } })).toMatchObject({ started: true, new: 0 });
});

test('Wait For Job watches all its items together, keeps their order and fails only the failed one', async () => {
	const started = await run(
		new AnalyzeItem(),
		{ itemId: id('={{ $json.video }}'), ...ids },
		['VX-110', 'VX-112', 'VX-108'].map((video) => ({ video })),
	);
	const jobs = started.outputs[0]?.map(({ json }) => json) ?? [];
	const { outputs } = await run(new WaitForJob(), { jobId: id('={{ $json.jobId }}'), limitMinutes: 1 }, jobs, {
		onError: 'continueErrorOutput',
	});
	expect(outputs[0]?.map(({ json, pairedItem }) => [json.itemId, json.outcome, pairedItem])).toEqual([
		['VX-110', 'finished', { item: 0 }],
		['VX-108', 'finished', { item: 2 }],
	]);
	expect(outputs[1]).toEqual([
		expect.objectContaining({
			json: expect.objectContaining({ error: expect.stringMatching(/VX-\d+ failed .*lost-tape/) }),
		}),
	]);
	const untouched = await run(new WaitForJob(), {}, [jobs[2] ?? {}]); // just dropped behind Analyze Item: its defaults do
	expect(untouched.outputs[0]?.[0]?.json).toMatchObject({ itemId: 'VX-108', outcome: 'finished' });
	const passed = await run(new WaitForJob(), { jobId: id('={{ $json.jobId }}'), onFailedJob: 'output' }, [
		jobs[1] ?? {},
	]);
	expect(passed.outputs[0]?.[0]?.json).toMatchObject({
		outcome: 'failed',
		errorMessage: expect.stringMatching(/lost-tape/),
	});
});

test('Get Face Timespans: per appearance, per person, per video; filters; drop-frame on demand', async () => {
	const faces = async (parameters: IDataObject) =>
		(await run(new GetFaceTimespans(), { itemId: id('VX-108'), ...parameters })).outputs[0]?.map(({ json }) => json) ??
		[];
	const all = await faces({});
	expect(all).toHaveLength(9);
	expect(await faces({ filters: { minConfidence: 0.9 } })).toHaveLength(
		all.filter(({ confidence }) => confidence === null || Number(confidence) >= 0.9).length,
	);
	const people = await faces({ output: 'people' });
	expect(new Set(people.map(({ personId }) => personId)).size).toBe(people.length);
	expect(await faces({ output: 'videos' })).toEqual([
		expect.objectContaining({ itemId: 'VX-108', appearances: all, people }),
	]);
	const dropFrame = await faces({ options: { frameRate: 'NTSC', mergeGapSeconds: 60 } });
	expect(dropFrame.every(({ startTimecode }) => /^00:00:\d\d;\d\d$/.test(String(startTimecode)))).toBe(true);
	expect(dropFrame).toHaveLength(people.length);
});

test('Get Face Timespans: files as binary data, together, simplified, limited, shortest duration', async () => {
	const faces = async (parameters: IDataObject) =>
		(await run(new GetFaceTimespans(), { itemId: id('VX-108'), ...parameters })).outputs[0] ?? [];
	for (const [fileFormat, extension, begins] of [
		['webVtt', 'vtt', 'WEBVTT'],
		['srt', 'srt', '1\r\n00:00:'],
		['csv', 'csv', '\uFEFFitemId,person'],
		['edl', 'edl', 'TITLE: Council'],
		['fcpxml', 'fcpxml', '<?xml'],
		['avidMarkers', 'txt', 'VidiCore\t10:00:'],
		['json', 'json', '{'],
		['svg', 'svg', '<?xml'],
		['png', 'png', '\uFFFDPNG'],
		['html', 'html', '<!doctype html>'],
	] as const) {
		const [item, ...others] = await faces({
			output: 'file',
			fileFormat,
			binaryField: 'file',
			options: { title: 'Council', startTimecode: '10:00:00:00' },
		});
		expect(others).toEqual([]);
		expect(item).toMatchObject({
			json: { itemId: 'VX-108', fileName: `VX-108-faces.${extension}`, appearances: 9 },
			pairedItem: { item: 0 },
		});
		expect(
			Buffer.from(item?.binary?.file?.data ?? '', 'base64')
				.toString('utf8')
				.startsWith(begins),
		).toBe(true);
	}
	const together = (await faces({ output: 'together' })).map(({ json }) => json);
	expect(together.length).toBeGreaterThan(0);
	expect(together.every(({ people }) => (people as string[]).length > 1)).toBe(true);
	const simple = await faces({ options: { simplify: true, limit: 2 } });
	expect(simple.map(({ json }) => Object.keys(json).sort())).toEqual(
		[1, 2].map(() => [
			'confidence',
			'durationSeconds',
			'endSeconds',
			'endTimecode',
			'itemId',
			'known',
			'person',
			'startSeconds',
			'startTimecode',
		]),
	);
	const all = await faces({});
	const long = await faces({ filters: { minDuration: 3 } });
	expect(long.map(({ json }) => json)).toEqual(
		all
			.map(({ json }) => json)
			.filter(({ durationSeconds }) => durationSeconds === null || Number(durationSeconds) >= 3),
	);
	expect(long.length).toBeLessThan(all.length);
	expect(await faces({ options: { mergeGapFrames: 25 * 60 } })).toEqual(
		await faces({ options: { mergeGapSeconds: 60 } }),
	);
	const { run: failed } = await run(new GetFaceTimespans(), {
		itemId: id('VX-108'),
		output: 'file',
		fileFormat: 'edl',
		options: { startTimecode: '10:00' },
	});
	expect(failed.data.resultData.error?.message).toMatch(/"10:00" is not a time code/);
});

test('Get Face Timespans: many items come out in the order of the input, a failing one alone', async () => {
	const { outputs } = await run(
		new GetFaceTimespans(),
		{ itemId: id('={{ $json.video }}'), output: 'videos' },
		['VX-112', 'VX-108', 'VX-999', 'VX-110', 'VX-108', 'VX-109'].map((video) => ({ video })),
		{ onError: 'continueRegularOutput' },
	);
	expect(
		outputs[0]?.map(({ json, pairedItem }) => [json.itemId ?? 'error', (pairedItem as { item: number }).item]),
	).toEqual([
		['VX-112', 0],
		['VX-108', 1],
		['error', 2],
		['VX-110', 3],
		['VX-108', 4],
		['VX-109', 5],
	]);
});
