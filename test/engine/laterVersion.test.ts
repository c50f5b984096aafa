import type { IDataObject } from 'n8n-workflow';
import { AnalyzeItem } from '../../nodes/AnalyzeItem/AnalyzeItem.node';
import { GetAnalysisResults } from '../../nodes/GetAnalysisResults/GetAnalysisResults.node';
import { GetFaceTimespans } from '../../nodes/GetFaceTimespans/GetFaceTimespans.node';
import { analyzed } from '../../tools/lab/setUpService';
import { located, openNodeWorld, type NodeWorld } from '../support/nodeWorld';
import { site, siteId } from '../support/site';

// A new node gives first what people look for; one in a saved workflow gives what it gave.
let at: NodeWorld;
beforeAll(async () => {
	at = await openNodeWorld();
	await analyzed(at.http, siteId(108), at.service);
});
afterAll(() => at.close());

const input = [{ itemId: siteId(108) }];
const rows = async (parameters: IDataObject, typeVersion: number, node = new GetFaceTimespans()) =>
	(await at.run(node, parameters, input, { typeVersion })).outputs[0]?.map(({ json }) => json) ?? [];
const saved = { itemId: located(siteId(108)) };
const withLink = (itemLinkTemplate: string) => {
	at.credentials.vidiCoreApi = { ...at.credentials.vidiCoreApi, itemLinkTemplate };
};

test('a new node, just dropped in: the item that comes in, simple rows that begin with title and person', async () => {
	const [row = {}] = await rows({}, 1.1);
	expect(Object.keys(row)).toEqual([
		'title',
		'person',
		'startTimecode',
		'endTimecode',
		'confidence',
		'startSeconds',
		'endSeconds',
		'durationSeconds',
		'known',
		'itemId',
	]);
	expect(row.title).toMatch(/./);
});

test('not simplified, ids and what the analysis says of itself come last', async () => {
	const [row = {}] = await rows({ simplify: false }, 1.1);
	expect(Object.keys(row).slice(-6)).toEqual(['itemId', 'start', 'end', 'personId', 'analyzer', 'detectedAt']);
});

test('a saved one: all fields as before and no other, and no item by itself', async () => {
	const [row = {}] = await rows(saved, 1);
	expect(Object.keys(row).sort()).toEqual(
		[
			...['itemId', 'person', 'personId', 'known', 'start', 'end', 'startSeconds', 'endSeconds', 'durationSeconds'],
			...['startTimecode', 'endTimecode', 'confidence', 'analyzer', 'detectedAt'],
		].sort(),
	);
	const [simple = {}] = await rows({ ...saved, options: { simplify: true } }, 1);
	expect(simple).not.toHaveProperty('personId');
	await expect(at.run(new GetFaceTimespans(), {}, input, { typeVersion: 1 })).rejects.toThrow(
		'Parameter "Item" is required',
	);
});

test('a link to the video, by the template of the credential; none where that is no address', async () => {
	withLink(' https://portal.example.com/item/{id}?from={id} ');
	const link = `https://portal.example.com/item/${site}-108?from=${site}-108`;
	expect((await rows({}, 1.1))[0]).toMatchObject({ link });
	expect((await rows({ output: 'videos' }, 1.1))[0]).toMatchObject({ link, title: expect.stringMatching(/./) });
	expect((await rows({ filters: { persons: 'Nobody' }, options: { sayNothingFound: true } }, 1.1))[0]).toMatchObject({
		link,
		found: 0,
	});
	expect((await rows(saved, 1))[0]).not.toHaveProperty('link');
	const step = { operation: 'analyzeAndGetFaces', itemId: located(siteId(108)), ...at.ids };
	expect((await rows(step, 1, new AnalyzeItem()))[0]).toMatchObject({ link, title: expect.stringMatching(/./) });
	for (const none of ['', 'portal/{id}', 'https://portal.example.com/']) {
		withLink(none);
		expect((await rows({}, 1.1))[0]).not.toHaveProperty('link');
	}
});

test('Get Analysis Results does the same with its item and its switch', async () => {
	const [simple = {}] = await rows({}, 1.1, new GetAnalysisResults());
	expect(simple).toMatchObject({ itemId: siteId(108) });
	expect(simple).not.toHaveProperty('analyzer');
	expect((await rows({ simplify: false }, 1.1, new GetAnalysisResults()))[0]).toHaveProperty('analyzer');
	expect((await rows(saved, 1, new GetAnalysisResults()))[0]).toHaveProperty('analyzer');
});
