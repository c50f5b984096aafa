import type { IDataObject } from 'n8n-workflow';
import { ManageFaces } from '../../nodes/ManageFaces/ManageFaces.node';
import { loadScenario, type ScenarioVideo } from '../../tools/emulator/scenario';
import { analyzed, endedJob } from '../../tools/lab/setUpService';
import { findTrainingCollections, trainPath } from '../../vidicore/items/collections';
import { readEdl, readOtio } from '../support/editListReaders';
import { openNodeWorld, type NodeWorld } from '../support/nodeWorld';
import { site, siteId } from '../support/site';

// Plans of reels out of a small archive: who is shown, out of which videos, and what is left out.
let at: NodeWorld;
const newsroom = loadScenario();
const video = (id: string, more: Partial<ScenarioVideo>): ScenarioVideo => ({
	...{ id, title: `Film ${id}`, file: `${id}.mp4`, durationSeconds: 40, timeBase: 'PAL', cast: [] },
	...more,
});
const videos = [
	video(siteId(201), { cast: [{ face: 'Ada Nordin', from: 100, to: 200, confidence: 0.6 }] }),
	video(siteId(202), {
		...{ timeBase: 'NTSC', startTimeCode: '108000@NTSC', dropFrame: false },
		cast: [
			{ face: 'Ada Nordin', from: 30, to: 90, confidence: 0.9 },
			{ face: 'Steven Stevenson', from: 60, to: 120, confidence: 0.8 },
		],
	}),
	video(siteId(203), { cast: [{ face: 'Steven Stevenson', from: 0, to: 25 }] }),
];

// They only read.
beforeAll(async () => {
	at = await openNodeWorld({ scenario: { ...newsroom, videos } });
	const [collection] = await findTrainingCollections(at.http);
	await endedJob(at.http, trainPath(collection?.id ?? ''), at.service);
	for (const { id } of videos) await analyzed(at.http, id, at.service);
});
afterAll(() => at.close());
beforeEach(() => void (at.world.vidiCore.requests.length = 0));
afterEach(() => at.world.vidiCore.faults.clear());

const run = (parameters: IDataObject) =>
	at.run(new ManageFaces(), { resource: 'person', operation: 'makeReel', ...parameters });
const plan = async (parameters: IDataObject) => {
	const { run: ran, outputs } = await run(parameters);
	if (ran.data.resultData.error) throw ran.data.resultData.error;
	return outputs[0]?.map(({ json }) => json as Record<string, never>) ?? [];
};
const failure = async (parameters: IDataObject) => {
	const { message, description } = ((await run(parameters)).run.data.resultData.error ?? {}) as Record<string, string>;
	return `${message} ${description}`;
};
const clips = (row: IDataObject | undefined) =>
	(row?.segments as IDataObject[]).map(({ itemId, start, end, persons }) =>
		[itemId, parseInt(String(start)), parseInt(String(end)), (persons as string[]).join('+')].join(' '),
	);
const leftOut = (row: IDataObject | undefined) =>
	(row?.leftOut as IDataObject[]).map(({ itemId, reason }) => `${String(itemId)}: ${String(reason)}`);
const file = async (parameters: IDataObject) => {
	const [item] = (await run(parameters)).outputs[0] ?? [];
	return {
		name: item?.json.fileName,
		text: Buffer.from(item?.binary?.data?.data ?? '', 'base64').toString('utf8'),
	};
};

test('every appearance of a person in the archive, the oldest video first, in time codes of each video', async () => {
	const [reel, ...others] = await plan({ persons: 'ada nordin' });
	expect(others).toEqual([]);
	expect(reel).toMatchObject({
		...{ title: 'Ada Nordin', persons: ['Ada Nordin'], part: 1, parts: 1, clips: 2, videos: 2, videosSeen: 2 },
		...{ durationSeconds: 6.002, leftOut: [], leftOutCount: 0 },
		segments: [
			{
				...{ itemId: siteId(201), title: `Film ${site}-201`, start: '100@25', end: '200@25', confidence: 0.6 },
				...{ startTimecode: '00:00:04:00', endTimecode: '00:00:08:00', startSeconds: 4, atSeconds: 0 },
			},
			{
				...{ itemId: siteId(202), start: '30@30000:1001', end: '90@30000:1001', frames: 60, atSeconds: 4 },
				...{ startTimecode: '01:00:01:00', endTimecode: '01:00:03:00', durationSeconds: 2.002 },
			},
		],
	});
	expect(at.posts()).toEqual([]);
});

test('a video takes two requests, for its faces and for where it came from; all else is as many as ever', async () => {
	await plan({ persons: 'Ada Nordin' });
	expect(at.world.vidiCore.requests.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([
		`GET /API/item/${site}-201`,
		`GET /API/item/${site}-201/relation`,
		`GET /API/item/${site}-202`,
		`GET /API/item/${site}-202/relation`,
		'PUT /API/item',
		'PUT /API/item',
	]);
});

test('several persons: any of them, or all at once', async () => {
	const persons = 'Ada Nordin, Steven Stevenson';
	expect(clips((await plan({ persons }))[0])).toEqual([
		`${site}-201 100 200 Ada Nordin`,
		`${site}-202 30 120 Ada Nordin+Steven Stevenson`,
		`${site}-203 0 25 Steven Stevenson`,
	]);
	const [together] = await plan({ persons, seen: 'together' });
	expect(clips(together)).toEqual([`${site}-202 60 90 Ada Nordin+Steven Stevenson`]);
	expect(together).toMatchObject({ title: 'Ada Nordin, Steven Stevenson', videosSeen: 1 });
});

test('confidence, length, handles, order and total, with what they leave out', async () => {
	const options = { minConfidence: 0.7, handleBefore: 1, handleAfter: 100 };
	const [reel] = await plan({ persons: ['Ada Nordin', 'Steven Stevenson'], options });
	expect(clips(reel)).toEqual([
		`${site}-202 0 1198 Ada Nordin+Steven Stevenson`,
		`${site}-203 0 1000 Steven Stevenson`,
	]);
	expect(leftOut(reel)).toEqual([`${site}-201: It is less certain than 0.7`]);
	const [short] = await plan({
		persons: ['Ada Nordin', 'Steven Stevenson'],
		options: { minDuration: 1.5, longestSeconds: 5, order: 'confidence' },
	});
	expect(clips(short)).toEqual([`${site}-202 30 120 Ada Nordin+Steven Stevenson`]);
	expect(leftOut(short)).toEqual([
		`${site}-203: It is shorter than 1.5 seconds`,
		`${site}-201: The reel would be longer than 5 seconds`,
	]);
});

test('out of a list of items: what cannot give a clip is said, and the others are taken', async () => {
	for (const [itemId, status, body] of [
		[siteId(202), 403, `{"forbidden":{"context":"item","id":"${site}-202"}}`],
		[siteId(203), 200, JSON.stringify({ id: siteId(203), shape: [{ id: siteId(1), tag: ['original'] }] })],
	] as const)
		at.world.vidiCore.faults.add({
			match: new RegExp(`^GET .API.item.${itemId}$`),
			times: 4,
			effect: { status, contentType: 'application/json', body },
		});
	const [reel] = await plan({
		persons: 'Ada Nordin',
		from: 'items',
		itemIds: `${site}-201, ${site}-202, ${site}-999, ${site}-203, ${site}-201`,
	});
	expect(clips(reel)).toEqual([`${site}-201 100 200 Ada Nordin`]);
	expect(leftOut(reel).sort()).toEqual([
		`${site}-202: The user of the credential may not see it`,
		`${site}-203: It has no media that VidiCore can read now`,
		`${site}-999: VidiCore does not have it, or no longer`,
	]);
});

test('a video that is deleted while the plan is made, and one of sound alone', async () => {
	const audio = { id: siteId(203), tag: ['original'], audioComponent: [{ id: siteId(1), channelCount: 2 }] };
	at.world.vidiCore.faults.add({
		match: /^GET .API.item.[A-Z]+-203$/,
		times: 1,
		effect: { status: 200, contentType: 'application/json', body: JSON.stringify({ id: siteId(203), shape: [audio] }) },
	});
	expect(leftOut((await plan({ persons: 'Steven Stevenson', from: 'items', itemIds: siteId(203) }))[0])).toEqual([
		`${site}-203: It has sound and no picture`,
	]);
	at.world.vidiCore.faults.add({
		match: /^GET .API.item.[A-Z]+-201$/,
		times: 1,
		effect: { status: 404, contentType: 'application/json', body: `{"notFound":{"type":"Item","id":"${site}-201"}}` },
	});
	const [reel] = await plan({ persons: 'Ada Nordin' });
	expect(clips(reel)).toEqual([`${site}-202 30 90 Ada Nordin`]);
	expect(leftOut(reel)).toEqual([`${site}-201: VidiCore does not have it, or no longer`]);
});

test('nobody to be seen is a plan without clips, and says why', async () => {
	expect((await plan({ persons: 'Łukasz Ångström' }))[0]).toMatchObject({
		clips: 0,
		durationSeconds: 0,
		videosSeen: 0,
	});
	const [reel] = await plan({ persons: 'Ada Nordin', from: 'items', itemIds: [siteId(203)] });
	expect(leftOut(reel)).toEqual([`${site}-203: The person is not seen in it at a certain time`]);
	expect(reel).toMatchObject({ clips: 0, segments: [] });
});

test('where our user may not see shapes, the metadata and the time spans say how the videos count', async () => {
	at.world.vidiCore.faults.add({
		match: /^PUT .API.item$/,
		...{ times: 1, effect: { status: 200, contentType: 'application/json', body: facesFound() } },
		then: [
			{
				match: /^PUT .API.item$/,
				times: 1,
				effect: { status: 403, contentType: 'application/json', body: '{"forbidden":{"context":"shape"}}' },
			},
		],
	});
	expect((await plan({ persons: 'Ada Nordin' }))[0]).toMatchObject({
		segments: [{ startTimecode: '00:00:04:00' }, { startTimecode: '01:00:04;18' }],
	});
});

/** Who is called Ada Nordin, as the emulator answers it. */
const facesFound = () => {
	const field = [
		{ name: 'vcs_face_value', value: [{ value: 'Ada Nordin' }] },
		{ name: 'vcs_face_externalId', value: [{ value: newsroom.people[0]?.id }] },
	];
	return JSON.stringify({ hits: 1, item: [{ id: siteId(301), metadata: { timespan: [{ field }] } }] });
};

test('only videos of a time', async () => {
	const dates = async (dateFrom: string, dateTo: string) =>
		clips((await plan({ persons: 'Ada Nordin', options: { dateFrom, dateTo } }))[0]);
	expect(await dates('2025-03-01', '2025-03-01')).toHaveLength(2);
	expect(await dates('2025-03-01T08:00:30Z', '')).toEqual([`${site}-202 30 90 Ada Nordin`]);
	expect(await dates('', '2025-02-28')).toEqual([]);
});

test.each([
	[{ persons: 'Ada Nordim' }, /^VidiCore knows nobody called "Ada Nordim" Perhaps you mean "Ada Nordin"\?/],
	[{ persons: 'Ada Nordin, Zz Top' }, /^VidiCore knows nobody called "Zz Top" Look at "Face: Get Many"/],
	[{ persons: ' , ' }, /^"Persons" is empty/],
	[{ persons: 'Ada Nordin', from: 'items', itemIds: '' }, /^"Items" is empty/],
	[{ persons: 'Ada Nordin', from: 'items', itemIds: ['a/b'] }, /^"Items" holds something that is no id/],
	[{ persons: 'Ada Nordin', options: { dateFrom: 'spring' } }, /"spring" for created is neither a number nor a date/],
	[
		{
			persons: 'Ada Nordin',
			options: { dateField: { __rl: true, mode: 'id', value: 'no_such' }, dateFrom: '2025-01-01' },
		},
		/no_such/,
	],
	[{ persons: 'Ada Nordin', editList: 'edl' }, /^An EDL counts everything in one frame rate.*29\.97.*OpenTimelineIO/s],
])('%j is told with what to do', async (parameters, expected) => expect(await failure(parameters)).toMatch(expected));

test('an edit list of the same clips comes as a file', async () => {
	const edl = await file({
		persons: 'Steven Stevenson',
		editList: 'edl',
		from: 'items',
		itemIds: siteId(202),
		title: 'A/B',
	});
	expect(edl.name).toBe('A B.edl');
	const counting = { rate: '29.97', dropFrame: false, first: 108_000 };
	expect(readEdl(edl.text, counting, () => counting)).toEqual([
		{ source: siteId(202), from: 60, to: 120, at: 0, until: 60 },
	]);
	const otio = await file({ persons: 'Ada Nordin', editList: 'otio', options: { mediaFolder: '/archive' } });
	expect(readOtio(otio.text, 1 / 25)).toEqual([
		{ source: `file:///archive/${site}-201.mp4`, from: 100, to: 200, at: 0, until: 100 },
		{ source: `file:///archive/${site}-202.mp4`, from: 30, to: 90, at: 100, until: 150 },
	]);
});

test('more clips than VidiCore is asked for at once become several reels, each with its own edit list', async () => {
	const faces = Array.from({ length: 1100 }, (_, n) => ({
		...{ start: `${n * 3}@PAL`, end: `${n * 3 + 1}@PAL` },
		group: [
			{
				name: 'adu_face_DeepVAKeyframeAnalyzer',
				field: [{ name: 'adu_value', value: [{ value: 'Ada Nordin' }] }],
			},
		],
	}));
	at.world.vidiCore.faults.add({
		match: /^GET .API.item.[A-Z]+-201$/,
		times: 2,
		effect: {
			...{ status: 200, contentType: 'application/json' },
			body: JSON.stringify({
				id: siteId(201),
				metadata: { timespan: faces },
				shape: [{ id: siteId(1), tag: ['original'], containerComponent: { file: [{ id: siteId(2), path: 'a' }] } }],
			}),
		},
	});
	const { outputs } = await run({
		...{
			persons: 'Ada Nordin',
			from: 'items',
			itemIds: siteId(201),
			editList: 'fcpxml',
			options: { mergeGapSeconds: 0 },
		},
	});
	expect(outputs[0]?.map(({ json }) => [json.title, json.part, json.parts, json.clips])).toEqual([
		['Ada Nordin (1 of 3)', 1, 3, 500],
		['Ada Nordin (2 of 3)', 2, 3, 500],
		['Ada Nordin (3 of 3)', 3, 3, 100],
	]);
	expect(outputs[0]?.map(({ binary }) => binary?.data?.fileName)).toEqual([
		'Ada Nordin (1 of 3).fcpxml',
		'Ada Nordin (2 of 3).fcpxml',
		'Ada Nordin (3 of 3).fcpxml',
	]);
});

describe('Find Appearances of several persons', () => {
	const find = async (parameters: IDataObject) => {
		const { run: ran, outputs } = await run({ operation: 'findAppearances', ...parameters });
		return {
			rows: outputs[0]?.map(({ json }) => json) ?? [],
			hints: (ran.data.resultData.runData.Tried?.[0]?.hints ?? []).map(({ message }) => message),
		};
	};

	test('gives a row for each moment in which one of them is seen, or all at once', async () => {
		const persons = ['Ada Nordin', 'Steven Stevenson'];
		const any = await find({ persons });
		expect(any.rows).toMatchObject([
			{ itemId: siteId(201), persons: ['Ada Nordin'], startTimecode: '00:00:04:00', durationSeconds: 4 },
			{ itemId: siteId(202), persons, startTimecode: '01:00:01:00', endTimecode: '01:00:04:00' },
			{ itemId: siteId(203), persons: ['Steven Stevenson'], confidence: null },
		]);
		expect(any.hints).toEqual([]);
		const together = await find({ persons, seen: 'together' });
		expect(together.rows).toMatchObject([{ itemId: siteId(202), persons, frames: 30 }]);
	});

	test('says how many are not shown, and why', async () => {
		const { rows, hints } = await find({
			persons: ['Ada Nordin', 'Steven Stevenson'],
			options: { minConfidence: 0.7, minDuration: 1.5 },
		});
		expect(rows).toMatchObject([{ itemId: siteId(202) }]);
		expect(hints).toEqual(['Not shown: 1 (it is shorter than 1.5 seconds), 1 (it is less certain than 0.7).']);
	});
});

describe('Who With Whom', () => {
	const pairs = async (parameters: IDataObject = {}) =>
		(await run({ operation: 'whoWithWhom', ...parameters })).outputs[0] ?? [];

	test('adds up over the archive, for how long known people are seen at the same time', async () => {
		expect((await pairs()).map(({ json }) => json)).toMatchObject([
			{ person: 'Ada Nordin', with: 'Steven Stevenson', videos: 1, seconds: 1.001 },
		]);
		expect(await pairs({ options: { minConfidence: 0.85 } })).toEqual([]);
		expect(await pairs({ from: 'items', itemIds: `${site}-201, ${site}-203` })).toEqual([]);
	});

	test('as a picture', async () => {
		const [item] = await pairs({ output: 'svg' });
		expect(item?.json).toEqual({ videos: 3, pairs: 1, fileName: 'who-with-whom.svg' });
		expect(Buffer.from(item?.binary?.data?.data ?? '', 'base64').toString()).toContain('Steven Stevenson');
		const [png] = await pairs({ output: 'png' });
		expect(png?.binary?.data).toMatchObject({ mimeType: 'image/png', fileName: 'who-with-whom.png' });
	});
});
