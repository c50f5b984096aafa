import type { IDataObject } from 'n8n-workflow';
import { VidiCore } from '../../nodes/VidiCore/VidiCore.node';
import { sourcesOf } from '../../vidicore/clips/relations';
import { collectionsNamed, createCollection } from '../../vidicore/collections/collections';
import { waitForJobs } from '../../vidicore/jobs/waitForJobs';
import { readShapes } from '../../vidicore/shapes/shapes';
import { located, openNodeWorld, type NodeWorld } from '../support/nodeWorld';
import { site, siteId } from '../support/site';

// Item: Export Clip and Item: Make Item of Clips in n8n's own engine. The emulator's scripted videos are texts that
// say which frames they are of.
let at: NodeWorld;
beforeEach(async () => {
	const users = [
		{ name: 'cutter', password: 'cutter', lacks: ['_export'] },
		{ name: 'reader', password: 'reader', lacks: ['_job_write'], mayNotSee: [] },
		{ name: 'visitor', password: 'visitor', mayNotSee: [siteId(109)] },
	];
	at = await openNodeWorld({ bare: true, users });
});
afterEach(() => at.close());

const run = (operation: string, parameters: IDataObject, items: IDataObject[] = [{}]) =>
	at.run(new VidiCore(), { resource: 'item', operation, ...parameters }, items);
const make = (items: IDataObject[], parameters: IDataObject = {}) =>
	run('makeItemOfClips', { title: 'Reel', itemId: located('={{ $json.itemId }}'), ...parameters }, items);
const exportClip = (parameters: IDataObject) =>
	run('exportClip', {
		itemId: located(siteId(108)),
		from: '9',
		to: '19',
		locationName: located('Deliveries'),
		...parameters,
	});
const error = (ran: Awaited<ReturnType<typeof run>>) => {
	const { message, description } = ran.run.data.resultData.error ?? {};
	return [message, description].filter(Boolean).join(' ');
};
const json = (ran: Awaited<ReturnType<typeof run>>) => {
	expect(error(ran)).toBe('');
	return ran.outputs[0]?.[0]?.json ?? {};
};
const as = (username: string) => Object.assign(at.credentials.vidiCoreApi ?? {}, { username, password: username });

async function outcome(jobId: unknown): Promise<string> {
	const ended = await waitForJobs(at.http, [String(jobId)], { limitMs: 60_000, maxPauseMs: 100 });
	const result = ended.get(String(jobId));
	return result?.kind === 'ended' ? result.job.status : String(result?.kind);
}

/** What the file of an item's newest shape says of itself. */
async function content(itemId: unknown): Promise<unknown> {
	const [file] = (await readShapes(at.http, String(itemId))).shapes.at(-1)?.files ?? [];
	const bytes = await at.http.bytes(`/API/file/${file?.fileId}/data`);
	return JSON.parse(Buffer.from(bytes).toString());
}

const rows = [
	{ itemId: siteId(109), start: '90@NTSC', end: '120@NTSC', person: 'Ada' },
	{ itemId: siteId(108), start: '225@PAL', end: '250@PAL', person: 'Bo' },
	{ itemId: siteId(109), start: '110@NTSC', end: '150@NTSC', person: 'Cy' },
];

describe('an item of clips', () => {
	test('is made of the frames that the rows name, in their order, those that overlap as one', async () => {
		const made = json(await make(rows, { caption: '={{ $json.person }}' }));
		expect(made).toMatchObject({
			...{ started: true, type: 'CONFORM', title: 'Reel', videos: 2, clips: 2, durationSeconds: 3.002 },
			segments: [
				{
					itemId: siteId(109),
					start: '90@30000:1001',
					end: '150@30000:1001',
					frames: 60,
					caption: 'Ada\nCy',
					atSeconds: 0,
				},
				{
					itemId: siteId(108),
					start: '225@25',
					end: '250@25',
					startSeconds: 9,
					frames: 25,
					caption: 'Bo',
					atSeconds: 2.002,
				},
			],
		});
		expect(await outcome(made.jobId)).toBe('FINISHED');
		expect(await content(made.itemId)).toEqual([
			{ item: siteId(109), from: 90, to: 150 },
			{ item: siteId(108), from: 225, to: 250 },
		]);
		expect((await sourcesOf(at.http, String(made.itemId))).sort()).toEqual([siteId(108), siteId(109)]);
	});

	test('comes of all input items, and is put into a collection', async () => {
		const { id } = await createCollection(at.http, 'Reels');
		const ran = await make(rows, { collectionId: located(id) });
		expect(ran.outputs[0]).toHaveLength(1);
		expect(ran.outputs[0]?.[0]?.pairedItem).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
		at.world.vidiCore.index.settle();
		const found = await at.http.json<{ item: Array<{ id: string }> }>('GET', `/API/collection/${id}/item`);
		expect(found.item.map((one) => one.id)).toEqual([json(ran).itemId]);
		for await (const page of collectionsNamed(at.http, 'Reels')) expect(page).toHaveLength(1);
	});

	test('goes on when it is made but cannot be put into its collection, and says what is left', async () => {
		const { id } = await createCollection(at.http, 'Reels');
		at.world.vidiCore.faults.add({ match: /^PUT .API.collection/, times: 1, effect: { status: 403 } });
		const made = json(await make(rows, { collectionId: located(id) }));
		expect(made).toMatchObject({ started: true, itemId: expect.stringMatching(/-\d+$/) as unknown });
		expect(made.hint).toMatch(/makes ".*", but it could not be put into .*\(403\).*Do not run this again/);
		expect(await outcome(made.jobId)).toBe('FINISHED');
	});

	test('keeps every clip by itself when wanted, takes handles as far as the video goes, and whole videos', async () => {
		const options = { joinClips: false, handleBefore: 1, handleAfter: 0.5 };
		const made = json(await make([...rows, { itemId: siteId(108), start: '0', end: '0.04' }], { options }));
		expect(made.segments).toMatchObject([
			{ start: '60@30000:1001', end: '135@30000:1001' },
			{ start: '200@25', end: '263@25' },
			{ start: '80@30000:1001', end: '165@30000:1001' },
			{ start: '0@25', end: '14@25' },
		]);
		const whole = json(await make([{ itemId: siteId(111) }], { part: 'whole' }));
		expect(whole.segments).toMatchObject([{ start: '0@25', end: '750@25' }]);
	});

	test('is started once when the answer gets lost', async () => {
		at.world.vidiCore.faults.add({ match: /POST \/API\/conform/, times: 1, effect: 'dropAfter' });
		expect(json(await make(rows))).toMatchObject({ started: true });
		expect(at.posts().filter(({ path }) => path === '/API/conform')).toHaveLength(1);
	});

	test.each([
		[
			'a video that is gone',
			{ itemId: siteId(999), start: '0', end: '1' },
			/Input item 2 cannot be used: .*[A-Z]+-999/,
		],
		[
			'a time behind the end',
			{ itemId: siteId(111), start: '40', end: '41' },
			/Input item 2 .*outside .*lasts 30 seconds/,
		],
		['an end before the start', { itemId: siteId(111), start: '5', end: '4' }, /Input item 2 .*before it begins/],
		['what is no time', { itemId: siteId(111), start: 'soon', end: '4' }, /Input item 2 .*"soon" is not a time/],
	])('with %s nothing is made, or it is left out', async (_, wrong, words) => {
		const some = [rows[1] ?? {}, wrong];
		expect(error(await make(some))).toMatch(words);
		expect(at.posts()).toEqual([]);
		const made = json(await make(some, { options: { ifUnusable: 'leaveOut' } }));
		expect(made).toMatchObject({ clips: 1, leftOut: [{ inputItem: 2, itemId: wrong.itemId }] });
	});

	test('of a picture, or of what has no media yet, is none', async () => {
		const waiting = await at.http.json<{ id: string }>('POST', '/API/import/placeholder?container=1', { body: '{}' });
		const ran = await make([{ itemId: waiting.id, start: '0', end: '1' }]);
		expect(error(ran)).toMatch(/Input item 1 cannot be used: VidiCore does not say how many frames a second/);
	});

	test('of nothing but what cannot be used is none', async () => {
		const ran = await make([{ itemId: siteId(999), start: '0', end: '1' }], { options: { ifUnusable: 'leaveOut' } });
		expect(error(ran)).toMatch(/Input item 1 cannot be used/);
		expect(error(await make([{ itemId: siteId(108) }]))).toMatch(/"From" is empty/);
		expect(at.posts()).toEqual([]);
	});

	test('needs a right, a shape tag that exists, and videos that the user may see', async () => {
		expect(error(await make(rows, { options: { shapeTag: 'nope' } }))).toMatch(/no shape tag "nope".*It has: original/);
		as('visitor');
		expect(error(await make(rows))).toMatch(/Input item 1 cannot be used.*\(input items 3\)/);
		as('reader');
		expect(error(await make(rows))).toMatch(/lacks a right/);
		expect(at.world.vidiCore.requests.filter(({ path, status }) => path === '/API/conform' && status === 200)).toEqual(
			[],
		);
	});

	test('whose source has no file fails in its job', async () => {
		const made = json(await make([{ itemId: siteId(112), start: '0', end: '1' }]));
		expect(await outcome(made.jobId)).toBe('FAILED_TOTAL');
	});
});

describe('a clip that is exported', () => {
	test('goes to the location, in whole frames', async () => {
		const made = json(await exportClip({ from: '9.01', options: { handleBefore: 0.1 } }));
		expect(made).toMatchObject({
			...{ started: true, type: 'EXPORT', itemId: siteId(108), exportLocation: 'Deliveries' },
			...{ start: '222@25', end: '475@25', startSeconds: 8.88, endSeconds: 19, durationSeconds: 10.12, frames: 253 },
		});
		expect(await outcome(made.jobId)).toBe('FINISHED');
		const files = await at.http.json<{ file: Array<{ id: string; path: string }> }>(
			'GET',
			`/API/storage/${site}-1/file`,
			{
				query: [['path', 'delivered/council-meeting.mp4']],
			},
		);
		const bytes = await at.http.bytes(`/API/file/${files.file[0]?.id}/data`);
		expect(JSON.parse(Buffer.from(bytes).toString())).toEqual([{ item: siteId(108), from: 222, to: 475 }]);
	});

	test.each([
		[siteId(110), '10:00:09:00', '10:00:10:00', 216],
		[siteId(109), '00:00:09;12', '00:00:10;12', 240],
		[siteId(108), '225@PAL', '+INF', 225],
	])('of %s counts time codes from that of the file', async (itemId, from, to, frame) => {
		const { start } = json(await exportClip({ itemId: located(itemId), from, to }));
		expect(String(start).split('@')[0]).toBe(String(frame));
	});

	test('goes to an address, whose key is nowhere to be seen', async () => {
		const { accessKeyId, secretAccessKey } = at.world.owner;
		const keys = [accessKeyId, secretAccessKey].map(encodeURIComponent).join(':');
		const ran = await exportClip({ destination: 'storageUri', storageUri: `s3://${keys}@demo-callback/clips/ada.mp4` });
		const made = json(ran);
		expect(made.storageUri).toBe('s3://demo-callback/clips/ada.mp4');
		expect(await outcome(made.jobId)).toBe('FINISHED');
		expect(JSON.stringify(ran.outputs)).not.toContain(secretAccessKey.slice(0, 12));
	});

	test('is exported once when the answer gets lost, and not twice at the same time', async () => {
		at.world.vidiCore.faults.add({ match: /POST .*\/export/, times: 1, effect: 'dropAfter' });
		expect(json(await exportClip({}))).toMatchObject({ started: true });
		expect(at.posts()).toHaveLength(1);
	});

	test.each([
		[{ locationName: located('Nowhere') }, /Nowhere/],
		[{ options: { shapeTag: 'nope' } }, /no shape tag "nope"/],
		[{ destination: 'storageUri', storageUri: 'clips' }, /"Storage URI" is no address/],
		[{ from: '={{ $json.start }}' }, /"From" is empty/],
		[{ to: '8' }, /ends \(8\) before it begins \(9\)/],
		[{ itemId: located(siteId(999)) }, /[A-Z]+-999/],
	])('with %j is refused', async (parameters, words) => {
		expect(error(await exportClip(parameters))).toMatch(words);
		expect(at.world.vidiCore.requests.filter(({ path, status }) => /export$/.test(path) && status === 200)).toEqual([]);
	});

	test('needs the right to export, and a file', async () => {
		const lost = json(await exportClip({ itemId: located(siteId(112)) }));
		expect(await outcome(lost.jobId)).toBe('FAILED_TOTAL');
		as('cutter');
		expect(error(await exportClip({}))).toMatch(/lacks a right/);
	});
});
