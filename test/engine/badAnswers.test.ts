import type { IDataObject, INodeType } from 'n8n-workflow';
import { AnalyzeItem } from '../../nodes/AnalyzeItem/AnalyzeItem.node';
import { AttachVidiNetService } from '../../nodes/AttachVidiNetService/AttachVidiNetService.node';
import { ConfigureFields } from '../../nodes/ConfigureFields/ConfigureFields.node';
import { CreateCallbackResource } from '../../nodes/CreateCallbackResource/CreateCallbackResource.node';
import { GetAnalysisResults } from '../../nodes/GetAnalysisResults/GetAnalysisResults.node';
import { GetFaceTimespans } from '../../nodes/GetFaceTimespans/GetFaceTimespans.node';
import { ManageFaces } from '../../nodes/ManageFaces/ManageFaces.node';
import { TrainCollection } from '../../nodes/TrainCollection/TrainCollection.node';
import { VidiCorePollingTrigger } from '../../nodes/VidiCorePollingTrigger/VidiCorePollingTrigger.node';
import { VidiCoreTrigger } from '../../nodes/VidiCoreTrigger/VidiCoreTrigger.node';
import type { FaultRule } from '../../tools/emulator/faultRules';
import { scriptedFaceService } from '../../tools/emulator/faceservice/scripted';
import type { FaceResult, FaceService } from '../../tools/emulator/faceservice/service';
import type { Store } from '../../tools/emulator/store';
import { openWorld, type World } from '../../tools/emulator/world';
import { runNode } from '../support/engine';
import { vidiCoreOver } from '../../tools/lab/fetchTransport';
import { TriggerNode } from '../support/triggerNode';
import { idIn, siteId } from '../support/site';

// What the nodes do when an answer comes without the document that was asked for: nothing is started, nothing is made,
// nothing is said to be done, and no state is changed.

let world: World;
let credentials: Record<string, IDataObject>;
let resourceId: string;
let callbackId: string;
let collectionId: string;
const located = (value: string) => ({ __rl: true, mode: 'id', value });

const run = async (node: INodeType, parameters: IDataObject) => {
	const { run: ran, outputs } = await runNode(node, parameters, [{}], credentials as Parameters<typeof runNode>[3]);
	return { json: outputs.flat().map((item) => item.json), error: ran.data.resultData.error };
};
const posts = () => world.vidiCore.requests.filter(({ method }) => method === 'POST').map(({ path }) => path);

type Answer = Extract<FaultRule['effect'], object>;
const json = (document: unknown): Answer => ({
	status: 200,
	body: JSON.stringify(document),
	contentType: 'application/json',
});
const answers: Record<string, Answer> = {
	'200 and nothing': { status: 200, contentType: 'application/json' },
	'204': { status: 204 },
	'a document of nothing': json({}),
	'a foreign document': json({ foo: 1 }),
	'other types than documented': json({ hits: '0', id: 7, job: {}, item: {}, resource: 'x', shape: {}, uri: [7] }),
	'a sign-in page': { html: 200 },
	'a redirect': { status: 302 },
};
/** Those that are repeated within the node; for ever, they take it seconds. */
const empty = ['200 and nothing', '204'];
const places = Object.keys(answers).flatMap((name) => [
	[name, 'once', 1] as const,
	...(empty.includes(name) ? [] : [[name, 'always', 99] as const]),
]);
const inPlaceOf = (match: RegExp, name: string, times: number) =>
	world.vidiCore.faults.add({ match, times, effect: answers[name] as Answer });

/** A service whose jobs run until they are aborted. */
const neverDone = (store: Store): FaceService => {
	const work = (signal: AbortSignal) =>
		new Promise<FaceResult>((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))));
	return {
		...scriptedFaceService(store),
		train: (_, { signal }) => work(signal),
		analyze: (_, __, { signal }) => work(signal),
	};
};

beforeAll(async () => {
	world = await openWorld({ faceService: neverDone });
	credentials = {
		vidiCoreApi: { baseUrl: world.vidiCore.baseUrl, authentication: 'basic', username: 'admin', password: 'admin' },
		vidiCoreCallbackStorageApi: { ...world.owner, region: world.s3.region, endpoint: world.s3.endpoint },
	};
	const callback = await run(new CreateCallbackResource(), {
		bucket: 'demo-callback',
		folder: 'f',
		bucketAccess: 'leave',
	});
	const service = await run(new AttachVidiNetService(), {
		operation: 'attach',
		resourceDocument: world.resourceDocument,
		waitSeconds: 10,
	});
	[callbackId, resourceId] = [String(callback.json[0]?.resourceId), String(service.json[0]?.resourceId)];
	const configured = await run(new ConfigureFields(), { resourceId: located(resourceId), mode: 'apply' });
	collectionId = String(configured.json[0]?.collectionId);
});
afterAll(() => world.close());
beforeEach(() => void (world.vidiCore.requests.length = 0));
afterEach(() => world.vidiCore.faults.clear());

describe('a paid job that is running', () => {
	const service = () => ({ resourceId: located(resourceId), callbackId: located(callbackId) });
	const analyze = () => run(new AnalyzeItem(), { itemId: located(siteId(113)), ...service(), options: {} });
	const train = () => run(new TrainCollection(), { collectionId: located(collectionId), ...service(), options: {} });
	const starts = () => posts().filter((path) => /^\/API\/(item|collection)\/[^/]+\/(analyze|train)$/.test(path));
	const running = new Map<() => unknown, unknown>();
	beforeAll(async () => {
		for (const start of [analyze, train]) running.set(start, (await start()).json[0]?.jobId);
	});

	describe.each([
		['Analyze Item', analyze, 'the list of jobs', /^GET \/API\/job$/],
		['Analyze Item', analyze, 'the item with its shapes', /^GET \/API\/item\/[A-Z]+-113$/],
		['Train Collection', train, 'the list of jobs', /^GET \/API\/job$/],
		['Train Collection', train, 'the content of the collection', /^GET \/API\/collection\/[^/]+\/item$/],
	] as const)('%s', (_, start, what, match) => {
		test.each(places)(`is not started again when ${what} is answered with %s, %s`, async (answer, __, times) => {
			inPlaceOf(match, answer, times);
			const { json: rows, error } = await start();
			expect(starts()).toEqual([]);
			if (error) expect(error.message).toMatch(/nothing was started/);
			else expect(rows).toEqual([expect.objectContaining({ started: false, jobId: running.get(start) })]);
		});
	});

	test('is not started again when the cost is answered so, either', async () => {
		for (const name of Object.keys(answers)) {
			inPlaceOf(/^POST \/API\/cost/, name, 1);
			const { error } = await run(new AnalyzeItem(), {
				itemId: located(siteId(108)),
				...service(),
				options: { costCeiling: 1000 },
			});
			expect(error?.message).toMatch(/nothing was started/);
		}
		expect(starts()).toEqual([]);
	});
});

describe('what is there already', () => {
	test.each(places)('is not made a second time when its list is answered with %s, %s', async (answer, _, times) => {
		inPlaceOf(/^GET \/API\/resource\/(callback|vidinet)$/, answer, times);
		const callback = await run(new CreateCallbackResource(), {
			bucket: 'demo-callback',
			folder: 'f',
			bucketAccess: 'leave',
		});
		world.vidiCore.faults.clear();
		inPlaceOf(/^GET \/API\/resource\/(callback|vidinet)$/, answer, times);
		const service = await run(new AttachVidiNetService(), {
			operation: 'attach',
			resourceDocument: world.resourceDocument,
			waitSeconds: 10,
		});
		expect(posts()).toEqual([]);
		for (const { json: rows, error } of [callback, service])
			if (!error) expect(rows).toEqual([expect.objectContaining({ action: 'reused' })]);
	});

	test.each(places)('Configure Fields does not say that it is applied after %s, %s', async (answer, _, times) => {
		for (const match of [/configuration\/pre-check$/, /^PUT .*configuration$/]) {
			inPlaceOf(match, answer, times);
			const { json: rows, error } = await run(new ConfigureFields(), {
				resourceId: located(resourceId),
				mode: 'apply',
			});
			world.vidiCore.faults.clear();
			// After an empty answer it is asked once more, and then it is applied.
			if (!error) expect([empty.includes(answer), (rows[0]?.steps as unknown[]).length > 10]).toEqual([true, true]);
		}
	});

	test.each(places)('is not listed as nothing after %s, %s', async (answer, _, times) => {
		const readings: Array<[RegExp, INodeType, IDataObject]> = [
			[/^PUT \/API\/item$/, new ManageFaces(), { operation: 'list' }],
			[
				/^GET \/API\/collection\/[^/]+\/item$/,
				new ManageFaces(),
				{ operation: 'list', inCollection: located(collectionId) },
			],
			[/^GET \/API\/item\/[A-Z]+-108$/, new GetFaceTimespans(), { itemId: located(siteId(108)), output: 'videos' }],
			[/^GET \/API\/item\/[A-Z]+-108$/, new GetAnalysisResults(), { itemId: located(siteId(108)), output: 'videos' }],
		];
		for (const [match, node, parameters] of readings) {
			inPlaceOf(match, answer, times);
			const { json: rows, error } = await run(node, parameters);
			world.vidiCore.faults.clear();
			if (!error) expect(rows).not.toEqual([]);
			if (error) expect(error.message).not.toMatch(/is not a function|Cannot read|undefined/);
			else expect(empty).toContain(answer);
		}
	});
});

describe('a trigger', () => {
	const http = () => vidiCoreOver(world.vidiCore.baseUrl);
	const events: Array<[string, IDataObject, RegExp]> = [
		['items of a collection', { event: 'itemEntered' }, /^GET \/API\/collection\/[^/]+\/item$/],
		['ended jobs', { event: 'jobEnded' }, /^GET \/API\/job$/],
		['changed items', { event: 'metadataChanged', fields: 'title' }, /^PUT \/API\/item$/],
	];
	const parameters = (of: IDataObject) => ({ ...of, collectionId: located(collectionId) });

	test.each(places)('that polls keeps its state, and finds nothing twice, after %s, %s', async (answer, _, times) => {
		for (const [, of, match] of events) {
			const node = new TriggerNode(new VidiCorePollingTrigger(), parameters(of), world.vidiCore.baseUrl);
			await node.poll();
			const before = node.staticData;
			inPlaceOf(match, answer, times);
			const found = await node.poll().catch((error: unknown) => error);
			world.vidiCore.faults.clear();
			if (found instanceof Error) expect(node.staticData).toBe(before);
			else expect([found, empty.includes(answer)]).toEqual([[], true]);
			expect(await node.poll()).toEqual([]);
		}
	});

	test.each(places)('that is called keeps its state after %s, %s', async (answer, _, times) => {
		const node = new TriggerNode(new VidiCoreTrigger(), parameters({ event: 'itemEntered' }), world.vidiCore.baseUrl);
		await node.publish();
		const { uri } = await http().json<{ uri: string[] }>('GET', `/API/collection/${collectionId}/notification`);
		const id = idIn(uri.at(-1) ?? '');
		const { action } = await http().json<{ action: { http: { url: string } } }>(
			'GET',
			`/API/collection/${collectionId}/notification/${id}`,
		);
		const query = Object.fromEntries(new URL(action.http.url).searchParams);
		const known = () =>
			(Object.values(node.staticData)[0] as Record<string, { items: string[] }>)[`itemEntered ${collectionId}`]?.items;
		const before = known();
		inPlaceOf(/^GET \/API\/collection\/[^/]+\/item$/, answer, times);
		const told = await node.call({ query, body: { field: [] } });
		world.vidiCore.faults.clear();
		expect([told.status, told.items]).toEqual([empty.includes(answer) ? 200 : 503, []]);
		expect([known(), known()?.length]).toEqual([before, expect.any(Number)]);
		expect(await node.call({ query, body: { field: [] } })).toMatchObject({ status: 200, items: [] });
		await node.unpublish();
	});

	test.each(places)(
		'asks VidiCore for one notification when that is looked up with %s, %s',
		async (answer, _, times) => {
			const node = new TriggerNode(new VidiCoreTrigger(), parameters({ event: 'jobEnded' }), world.vidiCore.baseUrl);
			await node.publish();
			for (const match of [/^GET \/API\/job\/notification\/[^/]+$/, /^GET \/API\/job\/notification$/]) {
				inPlaceOf(match, answer, times);
				await node.publish().catch(() => undefined);
				world.vidiCore.faults.clear();
			}
			expect(posts().filter((path) => path.endsWith('/notification'))).toHaveLength(1);
			const { uri } = await http().json<{ uri: string[] }>('GET', '/API/job/notification');
			expect(uri).toHaveLength(1);
			await node.unpublish();
		},
	);
});
