import type { IDataObject } from 'n8n-workflow';
import { openWorld, type World } from '../../emulator/world';
import { AnalyzeItem } from '../../nodes/AnalyzeItem/AnalyzeItem.node';
import { AttachVidiNetService } from '../../nodes/AttachVidiNetService/AttachVidiNetService.node';
import { ConfigureFields } from '../../nodes/ConfigureFields/ConfigureFields.node';
import { CreateCallbackResource } from '../../nodes/CreateCallbackResource/CreateCallbackResource.node';
import { GetFaceTimespans } from '../../nodes/GetFaceTimespans/GetFaceTimespans.node';
import { WaitForJob } from '../../nodes/WaitForJob/WaitForJob.node';
import { runNode } from '../support/engine';

// The nodes in n8n's own engine against the emulator: what comes out, paired with what, and what goes over the wire.
let world: World;
let credentials: Record<string, IDataObject>;
let ids: { resourceId: object; callbackId: object };
const id = (value: unknown) => ({ __rl: true, mode: 'id', value });
type Try = Parameters<typeof runNode>;
const run = (node: Try[0], parameters: IDataObject, items: IDataObject[] = [{}], more: Try[4] = {}) => runNode(node, parameters, items, credentials as Try[3], more);
const posts = () => world.vidiCore.requests.filter(({ method }) => method === 'POST');

beforeAll(async () => {
	world = await openWorld();
	credentials = {
		vidiCoreApi: { baseUrl: `${world.vidiCore.baseUrl}/API/`, authentication: 'basic', username: 'admin', password: 'admin' },
		vidiCoreCallbackStorageApi: { ...world.owner, region: world.s3.region, endpoint: world.s3.endpoint },
	};
	const callback = await run(new CreateCallbackResource(), { bucket: 'demo-callback', folder: '/vidinet-callback/' });
	const service = await run(new AttachVidiNetService(), { operation: 'attach', resourceDocument: world.resourceDocument, waitSeconds: 10 });
	ids = { resourceId: id(service.outputs[0]?.[0]?.json.resourceId), callbackId: id(callback.outputs[0]?.[0]?.json.resourceId) };
});
afterAll(() => world.close());
beforeEach(() => void (world.vidiCore.requests.length = 0));
afterEach(() => world.vidiCore.faults.clear());

test('Configure Fields: pre-check changes nothing, "if needed" applies once, one item per step when wanted', async () => {
	const look = async (mode: string, output = 'summary') => (await run(new ConfigureFields(), { resourceId: ids.resourceId, mode, output })).outputs[0]?.map(({ json }) => json) ?? [];
	const [check] = await look('preCheck');
	expect(check).toMatchObject({ applied: false, changed: 0 });
	expect((check?.missing as string[]).length).toBeGreaterThan(10);
	expect(check).not.toHaveProperty('collectionId');
	expect(await look('applyIfNeeded')).toEqual([expect.objectContaining({ applied: true, changed: (check?.missing as string[]).length, missing: [], collectionName: 'FaceTrainingDataset' })]);
	expect(await look('applyIfNeeded')).toEqual([expect.objectContaining({ applied: false, changed: 0 })]);
	expect((await look('apply', 'steps')).length).toBe((check?.missing as string[]).length);
});

test('Create Callback Resource warns of a folder that VidiCore scans, and of another key, and never shows a key', async () => {
	const scanned = await run(new CreateCallbackResource(), { bucket: world.scenario.storage.bucket, folder: 'callback', bucketAccess: 'leave' });
	expect(scanned.outputs[0]?.[0]?.json).toMatchObject({ action: 'created', warnings: [expect.stringMatching(/overlaps with storage VX-1/)] });
	credentials.vidiCoreCallbackStorageApi = { ...credentials.vidiCoreCallbackStorageApi, accessKeyId: 'AKIAOTHER' };
	const other = await run(new CreateCallbackResource(), { bucket: 'demo-callback', folder: 'vidinet-callback', bucketAccess: 'leave' });
	expect(other.outputs[0]?.[0]?.json).toMatchObject({ action: 'reused', warnings: [expect.stringMatching(/another access key/)] });
	expect(JSON.stringify([scanned.run, other.run])).not.toContain(world.owner.secretAccessKey);
});

test('Analyze Item sends what the user set and nothing else, one POST an item', async () => {
	const { outputs } = await run(new AnalyzeItem(), { itemId: id('={{ $json.video }}'), ...ids, options: { confidenceThreshold: 0, serviceParameters: { parameter: [{ name: 'SampleStorage', value: 'VX-1 & more' }] } } }, [{ video: 'VX-108' }, { video: 'VX-109' }]);
	expect(outputs[0]?.map(({ json, pairedItem }) => [json.itemId, json.status, pairedItem])).toEqual([['VX-108', 'READY', { item: 0 }], ['VX-109', 'READY', { item: 1 }]]);
	const [first] = posts();
	const query = new URLSearchParams(first?.query);
	expect(posts()).toHaveLength(2);
	expect([...query.keys()].sort()).toEqual(['callbackId', 'jobmetadata', 'jobmetadata', 'jobmetadata', 'resourceId']);
	expect(query.getAll('jobmetadata').slice(0, 2)).toEqual(['cognitive_service_ConfidenceThreshold=0', 'cognitive_service_SampleStorage=VX-1 & more']);
});

test('n8n’s "retry on fail" cannot start a second job after an unclear answer', async () => {
	world.vidiCore.faults.add({ match: /^POST .*analyze/, times: 1, effect: 'dropAfter' });
	const { outputs } = await run(new AnalyzeItem(), { itemId: id('VX-111'), ...ids }, [{}], { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 });
	expect(outputs[0]).toHaveLength(1);
	expect(posts()).toHaveLength(1);
});

test('Wait For Job watches all its items together, keeps their order and fails only the failed one', async () => {
	const started = await run(new AnalyzeItem(), { itemId: id('={{ $json.video }}'), ...ids }, ['VX-110', 'VX-112', 'VX-108'].map((video) => ({ video })));
	const jobs = started.outputs[0]?.map(({ json }) => json) ?? [];
	const { outputs } = await run(new WaitForJob(), { jobId: id('={{ $json.jobId }}'), limitMinutes: 1 }, jobs, { onError: 'continueErrorOutput' });
	expect(outputs[0]?.map(({ json, pairedItem }) => [json.itemId, json.outcome, pairedItem])).toEqual([['VX-110', 'finished', { item: 0 }], ['VX-108', 'finished', { item: 2 }]]);
	expect(outputs[1]).toEqual([expect.objectContaining({ json: expect.objectContaining({ error: expect.stringMatching(/VX-\d+ failed .*lost-tape/) }) })]);
	const untouched = await run(new WaitForJob(), {}, [jobs[2] ?? {}]); // just dropped behind Analyze Item: its defaults do
	expect(untouched.outputs[0]?.[0]?.json).toMatchObject({ itemId: 'VX-108', outcome: 'finished' });
	const passed = await run(new WaitForJob(), { jobId: id('={{ $json.jobId }}'), onFailedJob: 'output' }, [jobs[1] ?? {}]);
	expect(passed.outputs[0]?.[0]?.json).toMatchObject({ outcome: 'failed', errorMessage: expect.stringMatching(/lost-tape/) });
});

test('Get Face Timespans: per appearance, per person, per video; filters; drop-frame on demand', async () => {
	const faces = async (parameters: IDataObject) => (await run(new GetFaceTimespans(), { itemId: id('VX-108'), ...parameters })).outputs[0]?.map(({ json }) => json) ?? [];
	const all = await faces({});
	expect(all).toHaveLength(9);
	expect(await faces({ filters: { minConfidence: 0.9 } })).toHaveLength(all.filter(({ confidence }) => confidence === null || Number(confidence) >= 0.9).length);
	const people = await faces({ output: 'people' });
	expect(new Set(people.map(({ personId }) => personId)).size).toBe(people.length);
	expect(await faces({ output: 'videos' })).toEqual([expect.objectContaining({ itemId: 'VX-108', appearances: all, people })]);
	const dropFrame = await faces({ options: { frameRate: 'NTSC', mergeGapSeconds: 60 } });
	expect(dropFrame.every(({ startTimecode }) => /^00:00:\d\d;\d\d$/.test(String(startTimecode)))).toBe(true);
	expect(dropFrame).toHaveLength(people.length);
});

test('Get Face Timespans: files as binary data, together, simplified, limited, shortest duration', async () => {
	const faces = async (parameters: IDataObject) => (await run(new GetFaceTimespans(), { itemId: id('VX-108'), ...parameters })).outputs[0] ?? [];
	for (const [fileFormat, extension, begins] of [['webVtt', 'vtt', 'WEBVTT'], ['srt', 'srt', '1\r\n00:00:'], ['csv', 'csv', '\uFEFFitemId,person'], ['edl', 'edl', 'TITLE: Council'], ['fcpxml', 'fcpxml', '<?xml'], ['avidMarkers', 'txt', 'VidiCore\t10:00:'], ['json', 'json', '{'], ['svg', 'svg', '<?xml'], ['png', 'png', '\uFFFDPNG'], ['html', 'html', '<!doctype html>']] as const) {
		const [item, ...others] = await faces({ output: 'file', fileFormat, binaryField: 'file', options: { title: 'Council', startTimecode: '10:00:00:00' } });
		expect(others).toEqual([]);
		expect(item).toMatchObject({ json: { itemId: 'VX-108', fileName: `VX-108-faces.${extension}`, appearances: 9 }, pairedItem: { item: 0 } });
		expect(Buffer.from(item?.binary?.file?.data ?? '', 'base64').toString('utf8').startsWith(begins)).toBe(true);
	}
	const together = (await faces({ output: 'together' })).map(({ json }) => json);
	expect(together.length).toBeGreaterThan(0);
	expect(together.every(({ people }) => (people as string[]).length > 1)).toBe(true);
	const simple = await faces({ options: { simplify: true, limit: 2 } });
	expect(simple.map(({ json }) => Object.keys(json).sort())).toEqual([1, 2].map(() => ['confidence', 'durationSeconds', 'endSeconds', 'endTimecode', 'itemId', 'known', 'person', 'startSeconds', 'startTimecode']));
	const all = await faces({});
	const long = await faces({ filters: { minDuration: 3 } });
	expect(long.map(({ json }) => json)).toEqual(all.map(({ json }) => json).filter(({ durationSeconds }) => durationSeconds === null || Number(durationSeconds) >= 3));
	expect(long.length).toBeLessThan(all.length);
	expect(await faces({ options: { mergeGapFrames: 25 * 60 } })).toEqual(await faces({ options: { mergeGapSeconds: 60 } }));
	const { run: failed } = await run(new GetFaceTimespans(), { itemId: id('VX-108'), output: 'file', fileFormat: 'edl', options: { startTimecode: '10:00' } });
	expect(failed.data.resultData.error?.message).toMatch(/"10:00" is not a time code/);
});

test('Get Face Timespans: many items come out in the order of the input, a failing one alone', async () => {
	const { outputs } = await run(new GetFaceTimespans(), { itemId: id('={{ $json.video }}'), output: 'videos' }, ['VX-112', 'VX-108', 'VX-999', 'VX-110', 'VX-108', 'VX-109'].map((video) => ({ video })), { onError: 'continueRegularOutput' });
	expect(outputs[0]?.map(({ json, pairedItem }) => [json.itemId ?? 'error', (pairedItem as { item: number }).item])).toEqual([['VX-112', 0], ['VX-108', 1], ['error', 2], ['VX-110', 3], ['VX-108', 4], ['VX-109', 5]]);
});
