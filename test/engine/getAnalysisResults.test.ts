import type { IDataObject } from 'n8n-workflow';
import { GetAnalysisResults } from '../../nodes/GetAnalysisResults/GetAnalysisResults.node';
import { GetFaceTimespans } from '../../nodes/GetFaceTimespans/GetFaceTimespans.node';
import { analyzed } from '../../tools/lab/setUpService';
import { located, openNodeWorld, type NodeWorld } from '../support/nodeWorld';
import { siteId } from '../support/site';

// What Get Analysis Results puts out in n8n's own engine.
let at: NodeWorld;
// The tests only read: one world, in which VX-108 is analysed by the face service, is enough for all.
beforeAll(async () => {
	at = await openNodeWorld();
	await analyzed(at.http, siteId(108), at.service);
});
afterAll(() => at.close());

const results = async (parameters: IDataObject, video = siteId(108)) =>
	await at.run(new GetAnalysisResults(), { itemId: located(video), ...parameters });
const rows = async (parameters: IDataObject) => (await results(parameters)).outputs[0]?.map(({ json }) => json) ?? [];

test('what the face service found are results, the same ones that Get Face Timespans gives', async () => {
	const all = await rows({});
	const faces = (await at.run(new GetFaceTimespans(), { itemId: located(siteId(108)) })).outputs[0] ?? [];
	expect(
		all.map(({ value, startTimecode, endSeconds, confidence }) => [value, startTimecode, endSeconds, confidence]),
	).toEqual(faces.map(({ json }) => [json.person, json.startTimecode, json.endSeconds, json.confidence]));
	expect(all[0]).toMatchObject({ itemId: siteId(108), type: 'face', analyzer: 'DeepVAKeyframeAnalyzer' });
	expect(await rows({ show: 'types', types: ['face'] })).toEqual(all);
	expect(await rows({ options: { groups: 'adu_face_DeepVAKeyframeAnalyzer' } })).toEqual(all);
	const [first] = all;
	expect(await rows({ filters: { values: [first?.value] } })).toEqual(
		all.filter(({ value }) => value === first?.value),
	);
});

test('per video: which analyses there are, and all results, simple ones if wanted', async () => {
	const [video, ...others] = await rows({ output: 'videos', options: { simplify: true, limit: 2 } });
	expect(others).toEqual([]);
	expect(video).toMatchObject({
		itemId: siteId(108),
		analyses: [{ type: 'face', analyzer: 'DeepVAKeyframeAnalyzer' }],
	});
	expect((video?.results as IDataObject[]).map((row) => Object.keys(row).sort())).toEqual(
		[1, 2].map(() => [
			'confidence',
			'description',
			'durationSeconds',
			'endSeconds',
			'endTimecode',
			'itemId',
			'startSeconds',
			'startTimecode',
			'type',
			'value',
		]),
	);
});

test.each([
	[
		'of another type',
		siteId(108),
		{ show: 'types', types: ['label'], otherTypes: 'speech' },
		/no results of the type label or speech\. What it holds: face by DeepVAKeyframeAnalyzer/,
	],
	[
		'behind filters',
		siteId(108),
		{ filters: { contains: 'nobody of that name' } },
		/None of the \d+ results of [A-Z]+-108 passes the filters/,
	],
	[
		'in other groups',
		siteId(108),
		{ options: { groups: 'adu_label_X, adu_label_Ünï+&"' } },
		/no results in adu_label_X or adu_label_Ünï\+&"/,
	],
	['of any analysis', siteId(109), {}, /[A-Z]+-109 was never analyzed: .* lists no analysis\. Start "Analyze Item"/],
])('nothing %s comes out as nothing, with a hint', async (_, video, parameters, said) => {
	const { outputs, run } = await results(parameters, video);
	expect(outputs[0]).toEqual([]);
	expect(run.data.resultData.runData.Tried?.[0]?.hints?.map(({ message }) => message)).toEqual([
		expect.stringMatching(said),
	]);
});

test.each([
	['no type at all', siteId(108), { show: 'types' }, /No type is chosen/],
	['an item that is gone', siteId(999), {}, /[A-Z]+-999/],
	['an unknown output', siteId(108), { output: 'people' }, /"Output" cannot be "people"/],
])('%s is an error', async (_, video, parameters, message) => {
	const { run } = await results(parameters, video);
	expect(run.data.resultData.error?.message).toMatch(message);
});
