import type { IDataObject, INodeType } from 'n8n-workflow';
import { AnalyzeItem } from '../../nodes/AnalyzeItem/AnalyzeItem.node';
import { ConfigureFields } from '../../nodes/ConfigureFields/ConfigureFields.node';
import { GetAnalysisResults } from '../../nodes/GetAnalysisResults/GetAnalysisResults.node';
import { GetFaceTimespans } from '../../nodes/GetFaceTimespans/GetFaceTimespans.node';
import { ManageFaces } from '../../nodes/ManageFaces/ManageFaces.node';
import { TrainCollection } from '../../nodes/TrainCollection/TrainCollection.node';
import { VidiCorePollingTrigger } from '../../nodes/VidiCorePollingTrigger/VidiCorePollingTrigger.node';
import { VidiCoreTrigger } from '../../nodes/VidiCoreTrigger/VidiCoreTrigger.node';
import { WaitForJob } from '../../nodes/WaitForJob/WaitForJob.node';
import { openWorld, type World } from '../../tools/emulator/world';
import { runNode } from '../support/engine';
import { TriggerNode } from '../support/triggerNode';
import { siteId } from '../support/site';

// An expression may give anything for an id. What cannot be one is refused in plain words before anything is asked.

let world: World;
let credentials: Record<string, IDataObject>;
beforeAll(async () => {
	world = await openWorld();
	credentials = {
		vidiCoreApi: { baseUrl: world.vidiCore.baseUrl, authentication: 'basic', username: 'admin', password: 'admin' },
	};
});
afterAll(() => world.close());
beforeEach(() => void (world.vidiCore.requests.length = 0));

const picked = (value: unknown) => ({ __rl: true, mode: 'id', value });
const odd: unknown[] = [
	{},
	{ id: siteId(1) },
	[],
	[siteId(1)],
	true,
	NaN,
	'.',
	'..',
	' .. ',
	`${siteId(1)}/..`,
	`${siteId(1)}?a`,
	'VX\n1',
	'\ud800',
];
const found = {
	itemId: picked(siteId(108)),
	faceId: picked(siteId(301)),
	targetFaceId: picked(siteId(302)),
	trainingCollectionId: picked(siteId(9)),
	videoId: picked(siteId(108)),
	collectionId: picked(siteId(9)),
	resourceId: picked(siteId(2)),
	callbackId: picked(siteId(3)),
	name: 'Ada',
};

/** Every picker of a node, with the parameters under which it counts. */
const pickers: Array<[string, INodeType, IDataObject, string]> = [
	['Analyze Item', new AnalyzeItem(), {}, 'itemId'],
	['Analyze Item', new AnalyzeItem(), {}, 'resourceId'],
	['Analyze Item', new AnalyzeItem(), {}, 'callbackId'],
	['Train Collection', new TrainCollection(), { operation: 'start' }, 'collectionId'],
	['Train Collection: Report', new TrainCollection(), { operation: 'report' }, 'collectionId'],
	['Configure Fields', new ConfigureFields(), { mode: 'apply' }, 'resourceId'],
	['Wait For Job', new WaitForJob(), {}, 'jobId'],
	['Get Face Timespans', new GetFaceTimespans(), {}, 'itemId'],
	['Get Analysis Results', new GetAnalysisResults(), {}, 'itemId'],
	['List Faces', new ManageFaces(), { operation: 'getMany' }, 'inCollection'],
	['Give a Name', new ManageFaces(), { operation: 'rename' }, 'faceId'],
	['Delete', new ManageFaces(), { operation: 'delete', confirmName: 'Ada' }, 'faceId'],
	['Merge', new ManageFaces(), { operation: 'merge' }, 'faceId'],
	['Merge', new ManageFaces(), { operation: 'merge' }, 'targetFaceId'],
	['Find Appearances', new ManageFaces(), { operation: 'findAppearances' }, 'faceId'],
];

test.each(pickers)('%s', async (_, node, parameters, name) => {
	for (const value of odd) {
		const { run } = await runNode(
			node,
			{ ...found, ...parameters, [name]: picked(value) },
			[{}],
			credentials as Parameters<typeof runNode>[3],
		);
		const { message = '' } = run.data.resultData.error ?? {};
		expect([value, message]).toEqual([value, expect.stringMatching(/^"[A-Z][\w ]+" (is|holds no id: it is) /)]);
	}
	expect(world.vidiCore.requests).toEqual([]);
});

test.each<[string, INodeType]>([
	['VidiCore Trigger', new VidiCoreTrigger()],
	['VidiCore Polling Trigger', new VidiCorePollingTrigger()],
])('%s', async (_, type) => {
	for (const value of odd)
		for (const parameters of [
			{ event: 'itemEntered', collectionId: picked(value) },
			{ event: 'jobEnded', jobFilter: { itemId: picked(value) } },
			{ event: 'jobEnded', jobFilter: { collectionId: picked(value) } },
			{ event: 'metadataChanged', fields: 'title', itemFilter: { itemId: picked(value) } },
		] as IDataObject[]) {
			const node = new TriggerNode(type, parameters, world.vidiCore.baseUrl);
			const published = type.poll ? node.poll() : node.publish();
			await expect(published).rejects.toThrow(/^"(Item|Collection)" (is|holds no id: it is) /);
		}
	expect(world.vidiCore.requests).toEqual([]);
});

test.each<[IDataObject, RegExp]>([
	[{ frameRate: {} }, /^"Frame Rate" is an object, not a text$/],
	[{ frameRate: 12.34567 }, /^"12.34567" is not a frame rate$/],
	[{ group: ['x'] }, /^"Metadata Group" is a list, not a text$/],
	[{ mergeGapSeconds: NaN }, /^"Merge Neighbors \(Seconds\)" is not a number$/],
	[{ mergeGapFrames: {} }, /^"Merge Neighbors \(Frames\)" is not a number$/],
])('Get Face Timespans does not fail in its own words for %j', async (options, message) => {
	const parameters = { itemId: picked(siteId(108)), options };
	const { run } = await runNode(new GetFaceTimespans(), parameters, [{}], credentials as Parameters<typeof runNode>[3]);
	expect(run.data.resultData.error?.message).toMatch(message);
});

test('half a character in a parameter is sent as a sign that cannot be read', async () => {
	const { run } = await runNode(
		new GetFaceTimespans(),
		{ itemId: picked(siteId(108)), options: { group: 'adu_\ud800' } },
		[{}],
		credentials as Parameters<typeof runNode>[3],
	);
	expect(run.data.resultData.error).toBeUndefined();
	expect(world.vidiCore.requests.map(({ query }) => query).join(' ')).toContain('group=adu_%EF%BF%BD');
});
