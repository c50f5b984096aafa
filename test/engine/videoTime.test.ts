import type { IDataObject } from 'n8n-workflow';
import { GetFaceTimespans } from '../../nodes/GetFaceTimespans/GetFaceTimespans.node';
import { loadScenario, type ScenarioVideo } from '../../tools/emulator/scenario';
import { openWorld, type World } from '../../tools/emulator/world';
import { runNode, type Ran } from '../support/engine';
import { siteId } from '../support/site';

// Time codes, files and open ends as the video itself counts, read from VidiCore, and what users type instead.
let world: World;

const newsroom = loadScenario();
const video = (id: string, more: Partial<ScenarioVideo>): ScenarioVideo => ({
	...{ id, title: id, file: `${id}.mp4`, durationSeconds: 60, timeBase: 'NTSC', analyzed: true },
	cast: [{ face: 'Ada Nordin', from: 0, to: 30, confidence: 0.9 }],
	...more,
});
const videos = [
	video(siteId(901), { startTimeCode: '42@NTSC', dropFrame: true }),
	video(siteId(902), { startTimeCode: '108000@NTSC' }),
	video(siteId(903), {}),
	video(siteId(904), {
		...{ timeBase: 'PAL', startTimeCode: '2159750@PAL' },
		cast: [{ face: 'Ada Nordin', from: 250, to: 500 }],
	}),
];

beforeAll(
	async () => (world = await openWorld({ scenario: { ...newsroom, videos: [...newsroom.videos, ...videos] } })),
);
afterAll(() => world.close());
beforeEach(() => void (world.vidiCore.requests.length = 0));
afterEach(() => world.vidiCore.faults.clear());

const run = (itemId: string, parameters: IDataObject = {}, more: object = {}): Promise<Ran> =>
	runNode(
		new GetFaceTimespans(),
		{ itemId: { __rl: true, mode: 'id', value: itemId }, ...parameters },
		[{}],
		{ vidiCoreApi: { baseUrl: world.vidiCore.baseUrl, authentication: 'basic', username: 'admin', password: 'admin' } },
		more,
	);
const rows = async (itemId: string, parameters?: IDataObject) =>
	(await run(itemId, parameters)).outputs[0]?.map(({ json }) => json) ?? [];
const codes = async (itemId: string, options: IDataObject = {}) =>
	(await rows(itemId, { options })).map(({ startTimecode, endTimecode }) => [startTimecode, endTimecode]);
const file = async (itemId: string, fileFormat: string, options: IDataObject = {}) => {
	const { outputs } = await run(itemId, { output: 'file', fileFormat, binaryField: 'data', options });
	return Buffer.from(outputs[0]?.[0]?.binary?.data?.data ?? '', 'base64').toString('utf8');
};
const failure = ({ run: { data } }: Ran) => {
	const { message, description } = (data.resultData.error ?? {}) as { message?: string; description?: string };
	return `${message ?? ''} ${description ?? ''}`;
};
const hints = ({ run: { data } }: Ran) =>
	(data.resultData.runData.Tried?.[0]?.hints ?? []).map(({ message }) => message);

test.each([
	[siteId(901), '00:00:01;12', '00:00:02;12'],
	[siteId(902), '01:00:00:00', '01:00:01:00'],
	[siteId(903), '00:00:00;00', '00:00:01;00'],
	[siteId(904), '00:00:00:00', '00:00:10:00'],
])('the rows of %s begin where its own time code does: %s', async (itemId, start, end) => {
	expect(await rows(itemId)).toMatchObject([{ startTimecode: start, endTimecode: end }]);
	expect(world.vidiCore.requests).toHaveLength(2);
});

test('and so do its files, its people and who is seen together', async () => {
	expect(await file(siteId(901), 'edl')).toContain('00:00:01;12 00:00:02;12');
	expect(await file(siteId(901), 'edl')).toContain('FCM: DROP FRAME');
	expect(await file(siteId(902), 'edl')).toContain('FCM: NON-DROP FRAME');
	expect(await file(siteId(902), 'avidMarkers')).toContain('\t01:00:00:00\t');
	expect(await file(siteId(901), 'fcpxml')).toContain('tcStart="42042/30000s" tcFormat="DF"');
	expect(await file(siteId(902), 'xmeml')).toContain('<string>01:00:00:00</string>');
	expect(await file(siteId(901), 'csv')).toContain('00:00:01;12');
	expect(await file(siteId(901), 'webVtt')).toContain('00:00:00.000 --> 00:00:01.001');
	expect(await rows(siteId(904), { output: 'people' })).toMatchObject([
		{ firstSeconds: 10, firstTimecode: '00:00:00:00', lastTimecode: '00:00:10:00' },
	]);
});

test('what is typed counts instead, and its colon or semicolon says how frames are numbered', async () => {
	expect(await codes(siteId(901), { startTimecode: '10:00:00;00' })).toEqual([['10:00:00;00', '10:00:01;00']]);
	expect(await codes(siteId(903), { startTimecode: '01:00:00:00' })).toEqual([['01:00:00:00', '01:00:01:00']]);
	expect(await codes(siteId(904), { startTimecode: '00:00:00:00' })).toEqual([['00:00:10:00', '00:00:20:00']]);
	expect(await file(siteId(903), 'edl', { startTimecode: '00:01:00:00' })).toContain('00:01:00:00 00:01:01:00');
	expect(await codes(siteId(902), { frameRate: '25' })).toEqual([['01:00:03:15', '01:00:04:15']]);
	expect(await codes(siteId(903), { frameRate: '23.976' })).toEqual([['00:00:00:00', '00:00:01:00']]);
});

test('what is typed says so where it counts instead of something else that VidiCore holds', async () => {
	const said = async (itemId: string, options: IDataObject) => hints(await run(itemId, { options }));
	expect(await said(siteId(902), { startTimecode: '10:00:00:00' })).toEqual([
		`${siteId(902)} begins at 01:00:00:00 as VidiCore holds it. The start time code that was given here counts ` +
			'instead: ' +
			'10:00:00:00.',
	]);
	expect(await said(siteId(902), { startTimecode: '01:00:00:00' })).toEqual([]);
	expect(await said(siteId(903), { startTimecode: '10:00:00:00' })).toEqual([]);
	expect(await said(siteId(904), { startTimecode: '10:00:00;00' })).toEqual([
		expect.stringMatching(/^[A-Z]+-904 begins at 23:59:50:00/),
	]);
	expect(await said(siteId(903), { frameRate: '23.976' })).toEqual([
		`${siteId(903)} has 29.97 frames a second as VidiCore holds it. The frame rate that was given here counts ` +
			'instead: 23.976.',
	]);
	expect(await said(siteId(903), { frameRate: '29.97' })).toEqual([]);
});

test('a colon typed where VidiCore says drop-frame is told, and where it agrees it is not', async () => {
	const numbering = (list: string[]) => list.filter((message) => message.includes('drop-frame'));
	expect(numbering(hints(await run(siteId(901), { options: { startTimecode: '10:00:00:00' } })))).toEqual([
		expect.stringMatching(/[A-Z]+-901 was given without drop-frame.*the video counts with.*semicolon/s),
	]);
	expect(numbering(hints(await run(siteId(902), { options: { startTimecode: '10:00:00;00' } })))).toEqual([
		expect.stringMatching(/[A-Z]+-902 was given with drop-frame.*counts without.*colon/s),
	]);
	for (const [itemId, startTimecode] of [
		[siteId(901), '10:00:00;00'],
		[siteId(902), '10:00:00:00'],
		[siteId(903), '10:00:00:00'],
		[siteId(904), '10:00:00;00'],
	] as const)
		expect(numbering(hints(await run(itemId, { options: { startTimecode } })))).toEqual([]);
});

test.each([
	[{ startTimecode: '10:00' }, /"10:00" is not a time code at 29\.97 frames a second.*Enter it as 10:00:00:00/s],
	[{ startTimecode: '00:01:00;00' }, /"00:01:00;00" is not a time code/],
	[{ frameRate: '29.9' }, /"29\.9" is not a frame rate.*25, 29\.97/s],
	[{ frameRate: '48000' }, /"48000" is not a frame rate/],
])('%j is told with what to do', async (options, expected) =>
	expect(failure(await run(siteId(903), { options }))).toMatch(expected),
);

describe('items as VidiCore may hold them', () => {
	const field = (name: string, value: string) => ({ name, value: [{ value }] });
	const answers = (id: string, fields: Record<string, string>, timespan: Array<{ start: string; end: string }>) => {
		const generic = Object.entries(fields).map(([name, value]) => field(name, value));
		const group = [
			{
				name: 'adu_face_DeepVAKeyframeAnalyzer',
				group: [{ name: 'adu_av_analyzedValue', field: [field('adu_av_value', 'Ada')] }],
			},
		];
		for (const spans of [
			[{ start: '-INF', end: '+INF', field: generic }],
			timespan.map((span) => ({ ...span, group })),
		])
			world.vidiCore.faults.add({
				match: new RegExp(`^GET .API.item.${id}$`),
				times: 1,
				effect: {
					status: 200,
					contentType: 'application/json',
					body: JSON.stringify({ id, metadata: { timespan: spans } }),
				},
			});
	};
	const open = [{ start: '300@PAL', end: '+INF' }];
	const lasting = { durationSeconds: '42.04', durationTimeCode: '42040000@1000000' };

	test('a span that is open at the end lasts to the end of the video, everywhere', async () => {
		answers(siteId(108), lasting, open);
		expect(await rows(siteId(108))).toMatchObject([
			{ end: '+INF', endSeconds: 42.04, durationSeconds: 30.04, endTimecode: '00:00:42:01' },
		]);
		answers(siteId(108), lasting, open);
		expect(await rows(siteId(108), { output: 'people' })).toMatchObject([{ totalSeconds: 30.04, lastSeconds: 42.04 }]);
		answers(siteId(108), lasting, open);
		expect(await file(siteId(108), 'webVtt')).toContain('00:00:12.000 --> 00:00:42.040');
		answers(siteId(108), lasting, open);
		expect(await rows(siteId(108), { filters: { minDuration: 31 } })).toEqual([]);
	});

	test('one that is open at the start begins with the video', async () => {
		answers(siteId(108), lasting, [{ start: '-INF', end: '25@PAL' }]);
		expect(await rows(siteId(108))).toMatchObject([{ start: '-INF', startSeconds: 0, durationSeconds: 1 }]);
	});

	test('an item without a length, such as a picture, leaves them open', async () => {
		answers(siteId(108), {}, open);
		expect(await rows(siteId(108))).toMatchObject([{ startSeconds: 12, endSeconds: null, durationSeconds: null }]);
		answers(siteId(108), {}, open);
		expect(await file(siteId(108), 'webVtt')).toContain('00:00:12.000 --> 00:00:13.000');
	});

	test('a decimal time base that names a usual rate is that rate', async () => {
		answers(siteId(108), {}, [{ start: '86400@23.976', end: '172800@23.98' }]);
		expect(await rows(siteId(108))).toMatchObject([
			{ start: '86400@23.976', startSeconds: 3603.6, endSeconds: 7207.2, startTimecode: '01:00:00:00' },
		]);
	});

	test('another one is refused for its item, in plain words', async () => {
		answers(siteId(108), {}, [{ start: '10@23.5', end: '20@23.5' }]);
		expect(failure(await run(siteId(108)))).toMatch(
			/^"23\.5" is not a time base \(time span 10@23\.5 to 20@23\.5 of [A-Z]+-108\) Nothing is output/,
		);
	});

	test('a start time code that is none is told as the item’s own, and can be typed over', async () => {
		answers(siteId(108), { startTimeCode: 'ten' }, open);
		expect(failure(await run(siteId(108)))).toMatch(
			/^"ten" is not a time code at 25 frames.*startTimeCode of [A-Z]+-108/s,
		);
		answers(siteId(108), { startTimeCode: 'ten' }, open);
		expect(await codes(siteId(108), { startTimecode: '10:00:00:00' })).toEqual([['10:00:12:00', null]]);
	});
});

test('where our user may not see shapes, the metadata alone say when the video begins', async () => {
	world.vidiCore.faults.add({
		match: /^GET .API.item.[A-Z]+-901$/,
		times: 1,
		effect: {
			status: 403,
			contentType: 'application/json',
			body: `{"forbidden":{"context":"shape","id":"${siteId(901)}"}}`,
		},
	});
	expect(await codes(siteId(901))).toEqual([['00:00:01;12', '00:00:02;12']]);
	expect(world.vidiCore.requests).toHaveLength(3);
});
