import type { IDataObject } from 'n8n-workflow';
import { ManageFaces } from '../../nodes/ManageFaces/ManageFaces.node';
import { VidiCore } from '../../nodes/VidiCore/VidiCore.node';
import { blankPicture } from '../../tools/emulator/blankPicture';
import { located, openNodeWorld, type NodeWorld } from '../support/nodeWorld';
import { siteId } from '../support/site';

// Picture: Get Frame and Get Thumbnails, Shape: Transcode, in n8n's own engine. The emulator's pictures say in their
// last bytes which time they stand for.
let at: NodeWorld;
beforeEach(async () => void (at = await openNodeWorld({ bare: true })));
afterEach(() => at.close());

const run = (resource: string, operation: string, parameters: IDataObject, items: IDataObject[] = [{}]) =>
	at.run(new VidiCore(), { resource, operation, itemId: located(siteId(108)), ...parameters }, items);
const frame = (time: string, parameters: IDataObject = {}) => run('picture', 'getFrame', { time, ...parameters });
const error = async (ran: ReturnType<typeof run>) => {
	const { message, description } = (await ran).run.data.resultData.error ?? {};
	return [message, description].filter(Boolean).join(' ');
};
const shown = (ran: Awaited<ReturnType<typeof run>>, row = 0) =>
	Buffer.from(ran.outputs[0]?.[row]?.binary?.data?.data ?? '', 'base64')
		.subarray(blankPicture.length)
		.toString();
const json = async (ran: ReturnType<typeof run>) => (await ran).outputs[0]?.[0]?.json;

test.each([
	['9.04', 'time=226@25'],
	['9.039', 'time=226@25'], // rounded down to milliseconds
	['226@PAL', 'time=226@25'],
	['00:00:09:01', 'time=226@25'],
	['0', 'time=0@25'],
])('the frame at %s is that very frame', async (time, words) => {
	const ran = await frame(time);
	expect(shown(ran)).toBe(words);
	expect(ran.outputs[0]?.[0]?.json).toMatchObject({ exact: true, secondsOff: 0, itemId: siteId(108) });
	expect(ran.outputs[0]?.[0]?.binary?.data).toMatchObject({ mimeType: 'image/png' });
});

test('a frame that is there is made by no second job, also when it is named in another way', async () => {
	expect(await json(frame('9.04'))).toHaveProperty('jobId');
	const again = await frame('00:00:09:01');
	expect(shown(again)).toBe('time=226@25');
	expect(again.outputs[0]?.[0]?.json).not.toHaveProperty('jobId');
	expect(at.posts()).toHaveLength(1);
	expect(shown(await frame('9.08'))).toBe('time=227@25');
	expect(at.posts()).toHaveLength(2);
});

test('each row has the frame of its own time', async () => {
	const ran = await frame('={{ $json.startSeconds }}', {});
	expect(ran.run.data.resultData.error?.message).toMatch(/"Time" is empty/);
	const rows = await run('picture', 'getFrame', { time: '={{ $json.startSeconds }}' }, [
		{ startSeconds: 1 },
		{ startSeconds: 2.5 },
	]);
	expect([shown(rows, 0), shown(rows, 1)]).toEqual(['time=25@25', 'time=62@25']);
});

test('a link opens the very frame without a login', async () => {
	const made = (await frame('9.04', { pictureAs: 'link' })).outputs[0]?.[0];
	expect(made?.binary).toBeUndefined();
	const bytes = Buffer.from(await (await fetch(String(made?.json.link))).arrayBuffer());
	expect(bytes.subarray(blankPicture.length).toString()).toBe('time=226@25');
});

test.each([
	['100000', /100000 lies outside of [A-Z]+-108, which lasts \d+ seconds/],
	['soon', /"soon" is not a time/],
	['00:00:09:99', /not a time code of [A-Z]+-108/],
])('%s is refused before anything is started', async (time, words) => {
	expect(await error(frame(time))).toMatch(words);
	expect(at.posts()).toEqual([]);
});

test('what VidiCore cannot make is an error, or the nearest thumbnail that says how far it is', async () => {
	at.world.vidiCore.faults.add({
		match: /^GET .API.job.[A-Z]+/,
		times: Infinity,
		effect: {
			status: 200,
			contentType: 'application/json',
			body: JSON.stringify({
				jobId: siteId(9),
				status: 'FAILED_TOTAL',
				data: [{ key: 'errorMessage', value: 'no decoder for this' }],
			}),
		},
	});
	expect(await error(frame('9.04'))).toMatch(/could not make the frame of [A-Z]+-108 at 9\.04: no decoder for this/);
});

test('the nearest thumbnail is taken when that is said, and only if it is near enough', async () => {
	at.world.vidiCore.faults.add({
		match: /^GET .API.job.[A-Z]+/,
		times: Infinity,
		effect: {
			status: 200,
			contentType: 'application/json',
			body: JSON.stringify({ jobId: siteId(9), status: 'FAILED_TOTAL' }),
		},
	});
	expect(await json(frame('11.04', { ifNoFrame: 'nearest' }))).toMatchObject({ exact: false, secondsOff: 1.04 });
	expect(await error(frame('14.04', { ifNoFrame: 'nearest' }))).toMatch(
		/nearest thumbnail of [A-Z]+-108 is 4\.04 seconds/,
	);
});

test('an item without pictures and an unknown one are told', async () => {
	const { id } = await at.http.json<{ id: string }>('POST', '/API/import/placeholder', {
		query: [['container', 1]],
		body: '{}',
	});
	expect(await error(frame('1', { itemId: located(id) }))).toMatch(/has no video from which to take a picture/);
	expect(await error(frame('1', { itemId: located(siteId(1)) }))).toMatch(/VidiCore has no item [A-Z]+-1/);
});

test('thumbnails come in the order of their times, as many as are wanted', async () => {
	const ran = await run('picture', 'getThumbnails', { limit: 2, pictureAs: 'both' });
	expect(ran.outputs[0]?.map(({ json: row }) => row.seconds)).toEqual([0, 10]);
	for (const { binary, json: row } of ran.outputs[0] ?? []) {
		expect(binary?.data?.mimeType).toBe('image/png');
		expect(row.link).toContain('/APInoauth/');
	}
	const links = await run('picture', 'getThumbnails', { limit: 3, pictureAs: 'link' });
	expect(links.outputs[0]).toHaveLength(3);
	expect((await fetch(String(links.outputs[0]?.[1]?.json.link))).status).toBe(200);
});

test('Add a Picture learns from the very frame', async () => {
	const collection = await at.http.json<{ id: string }>('POST', '/API/collection', { query: [['name', 'Training']] });
	const training = { resource: 'training', operation: 'addPicture', trainingCollectionId: located(collection.id) };
	const picture = { imageFrom: 'frame', videoId: located(siteId(108)), seconds: 9.04, name: 'Ada Nordin' };
	const posts = () => at.posts().filter(({ path }) => path.endsWith('/thumbnail'));
	await at.run(new ManageFaces(), { ...training, ...picture });
	expect(posts().map(({ query }) => new URLSearchParams(query).get('createPosters'))).toEqual(['226@25']);
	const asked = at.world.vidiCore.requests.filter(({ path }) => /\/(poster|thumbnail)\/[A-Z]+-\d+\//.test(path));
	expect(asked.map(({ path }) => path)).toEqual([expect.stringContaining('/poster/')]);
	expect(await error(at.run(new ManageFaces(), { ...training, ...picture, seconds: 100_000 }))).toMatch(/lies outside/);
});

const transcode = (tags: string, parameters: IDataObject = {}) => run('shape', 'transcode', { tags, ...parameters });
const tag = async () =>
	(await at.http.json<{ uri: string[] }>('GET', '/API/shape-tag')).uri.find((name) => name !== 'original') ?? '';

test('a transcode makes what is missing, once', async () => {
	const wanted = await tag();
	const started = await json(transcode(wanted));
	expect(started).toMatchObject({ started: true, type: 'TRANSCODE', tags: [wanted], tagsThere: [] });
	for (let status = ''; status !== 'FINISHED';)
		({ status } = await at.http.json<{ status: string }>('GET', `/API/job/${String(started?.jobId)}`));
	expect(await json(transcode(`${wanted}, original`))).toMatchObject({
		started: false,
		tags: [],
		tagsThere: [wanted, 'original'],
	});
	expect(at.posts()).toHaveLength(1);
});

test('a shape tag that is not there, and an item without media, start nothing', async () => {
	expect(await error(transcode('huge'))).toMatch(/VidiCore has no shape tag "huge" Nothing was started\. It has:/);
	const { id } = await at.http.json<{ id: string }>('POST', '/API/import/placeholder', {
		query: [['container', 1]],
		body: '{}',
	});
	at.world.vidiCore.requests.length = 0;
	expect(await error(transcode(await tag(), { itemId: located(id) }))).toMatch(/has no media that could be transcoded/);
	expect(at.posts()).toEqual([]);
});
