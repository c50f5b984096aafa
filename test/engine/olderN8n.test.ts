import type { IDataObject, INode, INodeType } from 'n8n-workflow';
import { AnalyzeItem } from '../../nodes/AnalyzeItem/AnalyzeItem.node';
import { AttachVidiNetService } from '../../nodes/AttachVidiNetService/AttachVidiNetService.node';
import { ConfigureFields } from '../../nodes/ConfigureFields/ConfigureFields.node';
import { CreateCallbackResource } from '../../nodes/CreateCallbackResource/CreateCallbackResource.node';
import { GetFaceTimespans } from '../../nodes/GetFaceTimespans/GetFaceTimespans.node';
import { ManageFaces } from '../../nodes/ManageFaces/ManageFaces.node';
import { TrainCollection } from '../../nodes/TrainCollection/TrainCollection.node';
import { WaitForJob } from '../../nodes/WaitForJob/WaitForJob.node';
import { openWorld, type World } from '../../tools/emulator/world';
import { analyzePath } from '../../vidicore/items/items';
import { startJob } from '../../vidicore/jobs/startJob';
import { waitForJobs } from '../../vidicore/jobs/waitForJobs';
import { runNode } from '../support/engine';
import { vidiCoreOver } from '../../tools/lab/fetchTransport';
import { lacking, missingInN8n1, optionalFunctions } from '../support/olderN8n';
import { setUpService } from '../../tools/lab/setUpService';
import { siteId } from '../support/site';

// The nodes as tools of an agent, and in an n8n that lacks some of the functions which today's gives them.
let world: World;
let credentials: Parameters<typeof runNode>[3];
const located = (value: unknown) => ({ __rl: true, mode: 'id', value });
const run = (type: INodeType, parameters: IDataObject, missing: readonly string[], more: Partial<INode> = {}) =>
	runNode(lacking(type, missing), parameters, [{}], credentials, more);

beforeEach(async () => {
	world = await openWorld({ speed: 1000 });
	credentials = {
		vidiCoreApi: {
			baseUrl: world.vidiCore.baseUrl,
			authentication: 'basic',
			username: 'admin',
			password: 'admin',
		},
		vidiCoreCallbackStorageApi: { ...world.owner, region: world.s3.region, endpoint: world.s3.endpoint },
	};
});
afterEach(() => world.close());

/** Everything up to faces, with the first output's first item of each step. */
async function faceWorkflow(missing: readonly string[]) {
	const first = async (type: INodeType, parameters: IDataObject) => {
		const { run: ran, outputs } = await run(type, parameters, missing);
		if (ran.data.resultData.error) throw ran.data.resultData.error;
		return outputs.flat()[0]?.json ?? {};
	};
	const callback = await first(new CreateCallbackResource(), {
		bucket: world.scenario.storage.bucket,
		folder: 'callback', // VidiCore scans it, which is a hint
		bucketAccess: 'prepare',
	});
	const service = await first(new AttachVidiNetService(), {
		operation: 'attach',
		resourceDocument: world.resourceDocument,
		waitSeconds: 10,
	});
	const ids = { resourceId: located(service.resourceId), callbackId: located(callback.resourceId) };
	const { collectionId } = await first(new ConfigureFields(), {
		resourceId: ids.resourceId,
		mode: 'applyIfNeeded',
		output: 'summary',
	});
	const training = await first(new TrainCollection(), { ...ids, collectionId: located(collectionId) });
	const wait = (jobId: unknown, way: string) =>
		first(new WaitForJob(), { jobId: located(jobId), way, limitMinutes: 1, onFailedJob: 'error' });
	await wait(training.jobId, 'here');
	const { jobId } = await first(new AnalyzeItem(), { ...ids, itemId: located(siteId(108)) });
	const ended = [await wait(jobId, 'here'), await wait(jobId, 'once')];
	const appearance = await first(new GetFaceTimespans(), { itemId: located(siteId(108)), output: 'appearances' });
	const face = await first(new ManageFaces(), { resource: 'face', operation: 'getMany' });
	return { ended, appearance, face };
}

test.each([
	['n8n 1.123', missingInN8n1],
	['an n8n without any of them', optionalFunctions],
])('the face workflow runs through in %s', async (_, missing) => {
	const { ended, appearance, face } = await faceWorkflow(missing);
	expect(ended).toEqual([
		expect.objectContaining({ outcome: 'finished' }),
		expect.objectContaining({ outcome: 'finished' }),
	]);
	expect(appearance).toMatchObject({ itemId: siteId(108) });
	expect(face).toHaveProperty('name');
});

describe('Wait For Job as the tool of an agent', () => {
	const asTool: Partial<INode> = { type: 'n8n-nodes-vidicore.waitForJobTool' };
	const ways = ['here', 'callBack', 'once'];

	async function jobs() {
		const http = vidiCoreOver(world.vidiCore.baseUrl);
		const options = await setUpService(world, http);
		const started = async (video: string) =>
			(await startJob(http, analyzePath(video), { ...options, correlation: crypto.randomUUID() })).jobId;
		const [running, failed] = [await started(siteId(113)), await started(siteId(112))];
		await waitForJobs(http, [failed], { limitMs: 20_000, maxPauseMs: 200 });
		return { running, failed };
	}

	test('speaks on its first output and never parks, in any way and in any n8n', async () => {
		const { running, failed } = await jobs();
		for (const way of ways)
			for (const missing of [[], missingInN8n1, optionalFunctions]) {
				const ask = (jobId: string) =>
					run(new WaitForJob(), { jobId: located(jobId), way, limitMinutes: 0 }, missing, asTool);
				const still = await ask(running);
				expect(still.outputs.map((items) => items.map(({ json }) => json))).toEqual([
					[expect.objectContaining({ jobId: running, outcome: 'running' })],
				]);
				expect(still.run.waitTill).toBeUndefined();
				expect((await ask(failed)).outputs.map((items) => items.map(({ json }) => json))).toEqual([
					[expect.objectContaining({ jobId: failed, outcome: 'failed', errorMessage: expect.any(String) })],
				]);
			}
	});

	test('says what is wrong as an item, unless it is to stop the workflow', async () => {
		for (const way of ways) {
			const ask = (onError?: INode['onError']) =>
				run(new WaitForJob(), { jobId: located(siteId(9)), way, limitMinutes: 1 }, [], { ...asTool, onError });
			expect((await ask()).outputs).toMatchObject([
				[{ json: { error: expect.stringMatching(/[A-Z]+-9/), advice: expect.stringMatching(/check the id/) } }],
			]);
			expect((await ask('stopWorkflow')).run.data.resultData.error?.message).toMatch(/[A-Z]+-9/);
		}
	});
});

describe('Let VidiCore Call Back in an n8n 1, which follows only the first output after a call', () => {
	const park = async (options: IDataObject) => {
		const http = vidiCoreOver(world.vidiCore.baseUrl);
		const service = await setUpService(world, http);
		const { jobId } = await startJob(http, analyzePath(siteId(113)), { ...service, correlation: crypto.randomUUID() });
		const parameters = { jobId: located(jobId), way: 'callBack', limitMinutes: 60, options };
		const { run: ran } = await run(new WaitForJob(), parameters, missingInN8n1);
		const { uri = [] } = await http.json<{ uri?: string[] }>('GET', `/API/job/${jobId}/notification`);
		return { ran, notifications: uri.length };
	};

	test('is refused, because the jobs would get lost', async () => {
		const { ran, notifications } = await park({});
		expect(ran.data.resultData.error).toMatchObject({
			message: expect.stringMatching(/would get lost/),
			description: expect.stringMatching(/Check Again After/),
		});
		expect([ran.waitTill, notifications]).toEqual([undefined, 0]);
	});

	test('parks where "Still Running" is led back, which the option says', async () => {
		const { ran, notifications } = await park({ checkAgainMinutes: 10 });
		expect(ran.waitTill).toBeInstanceOf(Date);
		expect(notifications).toBe(1);
	});
});
