import * as n8nWorkflow from 'n8n-workflow';
import type { IDataObject, INode, INodeType } from 'n8n-workflow';
import { AnalyzeItem } from '../../nodes/AnalyzeItem/AnalyzeItem.node';
import { GetFaceTimespans } from '../../nodes/GetFaceTimespans/GetFaceTimespans.node';
import { TrainCollection } from '../../nodes/TrainCollection/TrainCollection.node';
import { VidiCore } from '../../nodes/VidiCore/VidiCore.node';
import { WaitForJob } from '../../nodes/WaitForJob/WaitForJob.node';
import { located, openNodeWorld, type NodeWorld } from '../support/nodeWorld';
import { site, siteId } from '../support/site';

// What an item says that failed: what happened, what to do, and a word to branch on, each by itself.
let at: NodeWorld;
beforeAll(async () => void (at = await openNodeWorld({ speed: 1000 })));
afterAll(() => at.close());

const failing = async (node: INodeType, parameters: IDataObject, more: Partial<INode> = {}) =>
	(await at.run(node, parameters, [{}], { onError: 'continueRegularOutput', ...more })).outputs.flat()[0]?.json;
const unknown = { itemId: located(siteId(9999)) };

test('error, advice and code stand apart', async () => {
	expect(await failing(new GetFaceTimespans(), unknown)).toEqual({
		error: expect.stringMatching(/^VidiCore has no item [A-Z]+-9999 \(404\)(: [\w ]+)?$/),
		message: expect.stringMatching(/^VidiCore has no item [A-Z]+-9999 \(404\)(:.*)? .*check the id/),
		details: { advice: expect.stringMatching(/check the id/), code: 'notFound' },
	});
	expect(await failing(new GetFaceTimespans(), { itemId: located('={{ $json.nothing }}') })).toMatchObject({
		error: '"Item" is empty',
		details: { code: 'notPossible' },
	});
});

test('at the error output they stand alone, and the good items are not among them', async () => {
	const { outputs } = await at.run(
		new VidiCore(),
		{ resource: 'item', operation: 'get', itemId: located('={{ $json.id }}') },
		[
			{ id: siteId(108), tape: 7 },
			{ id: siteId(9999), tape: 8 },
		],
		{ onError: 'continueErrorOutput' },
	);
	const [good = [], failed = []] = outputs;
	expect([good.length, failed.length]).toEqual([1, 1]);
	expect(failed[0]).toMatchObject({
		json: { error: expect.stringMatching(/[A-Z]+-9999/), details: { code: 'notFound' } },
		pairedItem: { item: 1 },
	});
});

test('the constant by which an n8n is known that lets `details` pass is there', () => {
	expect(n8nWorkflow).toHaveProperty('ACTIONABLE_CAUSES');
});

test('a model is told each thing once', async () => {
	expect(await failing(new GetFaceTimespans(), unknown, { type: 'n8n-nodes-vidicore.getFaceTimespansTool' })).toEqual({
		error: expect.any(String),
		advice: expect.stringMatching(/check the id/),
		code: 'notFound',
	});
});

describe('an id of another kind', () => {
	let collection: string;
	let job: string;
	beforeAll(async () => {
		({ id: collection } = await at.http.json<{ id: string }>('POST', '/API/collection', {
			query: [['name', 'Dailies']],
		}));
		const { outputs } = await at.run(new AnalyzeItem(), { itemId: located(siteId(113)), ...at.ids });
		job = String(outputs[0]?.[0]?.json.jobId);
	});

	test.each<[string, () => Promise<IDataObject | undefined>, () => RegExp]>([
		[
			'a collection where an item is needed, before anything is paid',
			() => failing(new AnalyzeItem(), { itemId: located(collection), ...at.ids }),
			() => new RegExp(`^${collection} is a collection; an item was asked for\\..*nothing was started`, 'i'),
		],
		[
			'an item where a collection is needed',
			() => failing(new TrainCollection(), { collectionId: located(siteId(108)), ...at.ids }),
			() => /^[A-Z]+-108 is an item; a collection was asked for\./,
		],
		[
			'an item where a job is needed',
			() => failing(new WaitForJob(), { jobId: located(siteId(108)), limitMinutes: 1 }),
			() => /^[A-Z]+-108 is an item; a job was asked for\./,
		],
		[
			'a job where an item is needed',
			() => failing(new VidiCore(), { resource: 'item', operation: 'get', itemId: located(job) }),
			() => new RegExp(`^${job} is a job; an item was asked for\\.`),
		],
	])('%s', async (_, fail, expected) => {
		const json = await fail();
		expect(json).toMatchObject({ error: expect.stringMatching(expected()), details: { code: 'notFound' } });
		expect((json?.details as IDataObject).advice).toMatch(/Pick the (item|collection|job) from the list/);
	});

	test('is looked up after a 404 only, once for each id, and for a few ids at most', async () => {
		const asked = async (ids: string[]) => {
			at.world.vidiCore.requests.length = 0;
			await at.run(
				new VidiCore(),
				{ resource: 'item', operation: 'get', itemId: located('={{ $json.id }}') },
				ids.map((id) => ({ id })),
				{ onError: 'continueRegularOutput' },
			);
			return at.world.vidiCore.requests.filter(({ path }) => /^\/API\/(collection|job)\/[A-Z]+-/.test(path)).length;
		};
		expect(await asked([siteId(108)])).toBe(0);
		expect(await asked([siteId(9998), siteId(9998), siteId(9998)])).toBe(2);
		expect(await asked(Array.from({ length: 30 }, (_, n) => `${site}-${8000 + n}`))).toBe(20);
	});
});
