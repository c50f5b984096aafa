import type { IDataObject } from 'n8n-workflow';
import { GetFaceTimespans } from '../../nodes/GetFaceTimespans/GetFaceTimespans.node';
import { analyzed, endedJob } from '../../tools/lab/setUpService';
import { findTrainingCollections, trainPath } from '../../vidicore/items/collections';
import { located, openNodeWorld, type NodeWorld } from '../support/nodeWorld';
import { siteId } from '../support/site';

// What Get Face Timespans puts out in n8n's own engine, in all its forms.
let at: NodeWorld;
// The tests only read: one world, in which everybody is trained and VX-108 analysed, is enough for all.
beforeAll(async () => {
	at = await openNodeWorld();
	const [collection] = await findTrainingCollections(at.http);
	await endedJob(at.http, trainPath(collection?.id ?? ''), at.service);
	await analyzed(at.http, siteId(108), at.service);
});
afterAll(() => at.close());

test('Get Face Timespans: per appearance, per person, per video; filters; drop-frame on demand', async () => {
	const faces = async (parameters: IDataObject) =>
		(await at.run(new GetFaceTimespans(), { itemId: located(siteId(108)), ...parameters })).outputs[0]?.map(
			({ json }) => json,
		) ?? [];
	const all = await faces({});
	expect(all).toHaveLength(9);
	expect(await faces({ filters: { minConfidence: 0.9 } })).toHaveLength(
		all.filter(({ confidence }) => confidence === null || Number(confidence) >= 0.9).length,
	);
	const people = await faces({ output: 'people' });
	expect(new Set(people.map(({ personId }) => personId)).size).toBe(people.length);
	expect(await faces({ output: 'videos' })).toEqual([
		expect.objectContaining({ itemId: siteId(108), appearances: all, people }),
	]);
	const dropFrame = await faces({ options: { frameRate: 'NTSC', mergeGapSeconds: 60 } });
	expect(dropFrame.every(({ startTimecode }) => /^00:00:\d\d;\d\d$/.test(String(startTimecode)))).toBe(true);
	expect(dropFrame).toHaveLength(people.length);
});

test('Get Face Timespans: files as binary data, together, simplified, limited, shortest duration', async () => {
	const faces = async (parameters: IDataObject) =>
		(await at.run(new GetFaceTimespans(), { itemId: located(siteId(108)), ...parameters })).outputs[0] ?? [];
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
			json: { itemId: siteId(108), fileName: `${siteId(108)}-faces.${extension}`, appearances: 9 },
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
	const { run: failed } = await at.run(new GetFaceTimespans(), {
		itemId: located(siteId(108)),
		output: 'file',
		fileFormat: 'edl',
		options: { startTimecode: '10:00' },
	});
	expect(failed.data.resultData.error?.message).toMatch(/"10:00" is not a time code/);
});

test('Get Face Timespans: many items come out in the order of the input, a failing one alone', async () => {
	const { outputs } = await at.run(
		new GetFaceTimespans(),
		{ itemId: located('={{ $json.video }}'), output: 'videos' },
		[siteId(112), siteId(108), siteId(999), siteId(110), siteId(108), siteId(109)].map((video) => ({ video })),
		{ onError: 'continueRegularOutput' },
	);
	expect(
		outputs[0]?.map(({ json, pairedItem }) => [json.itemId ?? 'error', (pairedItem as { item: number }).item]),
	).toEqual([
		[siteId(112), 0],
		[siteId(108), 1],
		['error', 2],
		[siteId(110), 3],
		[siteId(108), 4],
		[siteId(109), 5],
	]);
});
