import type { IDataObject, INode } from 'n8n-workflow';
import { VidiCore } from '../../nodes/VidiCore/VidiCore.node';
import { located, openNodeWorld, type NodeWorld } from '../support/nodeWorld';
import { quickClock } from '../support/quickClock';
import { siteId } from '../support/site';

// Shape: Get Many, File: Download and Get Temporary Link, in n8n's own engine.
let at: NodeWorld;
beforeEach(async () => void (at = await openNodeWorld({ bare: true })));
afterEach(async () => {
	jest.restoreAllMocks();
	await at.close();
});

const run = (resource: string, operation: string, parameters: IDataObject, more: Partial<INode> = {}) =>
	at.run(new VidiCore(), { resource, operation, ...parameters }, [{}], more);
const shapes = async (parameters: IDataObject) =>
	(await run('shape', 'getMany', parameters)).outputs[0]?.map(({ json }) => json) ?? [];
const download = (parameters: IDataObject = {}) =>
	run('file', 'download', { itemId: located(siteId(108)), ...parameters });
const link = (parameters: IDataObject = {}) =>
	run('file', 'getTemporaryLink', { itemId: located(siteId(108)), minutes: 720, ...parameters });
const error = async (ran: ReturnType<typeof run>) => {
	const { message, description } = (await ran).run.data.resultData.error ?? {};
	return [message, description].filter(Boolean).join(' ');
};
const dataAsked = () => at.world.vidiCore.requests.filter(({ path }) => path.endsWith('/data'));
const content = (ran: Awaited<ReturnType<typeof run>>) =>
	Buffer.from(ran.outputs[0]?.[0]?.binary?.data?.data ?? '', 'base64').toString();

test('a shape comes with its technical data and its files, and without the keys of the storage', async () => {
	const [shape, ...more] = await shapes({ itemId: located(siteId(108)) });
	expect(more).toEqual([]);
	expect(shape).toMatchObject({
		itemId: siteId(108),
		tags: ['original'],
		mimeType: 'video/mp4',
		videoCodec: 'h264',
		width: 1920,
		height: 1080,
		frameRate: '25',
		framesPerSecond: 25,
		essenceVersion: 0,
		files: [{ state: 'CLOSED', storageId: siteId(1) }],
	});
	expect(JSON.stringify(shape)).not.toContain(at.world.owner.accessKeyId);
	expect(await shapes({ itemId: located(siteId(108)), filters: { tags: 'lowres, __mp4' } })).toEqual([]);
});

test('a download is the file, with its name and type', async () => {
	const ran = await download();
	const file = ran.outputs[0]?.[0]?.binary?.data;
	const [shape] = await shapes({ itemId: located(siteId(108)) });
	const name = at.world.scenario.videos.find(({ id }) => id === siteId(108))?.file ?? '';
	expect(content(ran)).toBe(`stands for ${name}`);
	expect(file).toMatchObject({ fileName: name, mimeType: 'video/mp4', fileExtension: 'mp4' });
	expect(ran.outputs[0]?.[0]?.json).toMatchObject({ itemId: siteId(108), bytes: shape?.size, mimeType: 'video/mp4' });
	const [{ fileId } = {}] = shape?.files as Array<{ fileId: string }>;
	expect(content(await download({ fileOf: 'file', fileId: located(fileId) }))).toBe(`stands for ${name}`);
});

/** The end comes too early, and nothing says so. */
const short = { status: 200, contentType: 'application/octet-stream', body: 'stands' };

test.each([
	['in the middle', 'truncate'],
	['at once', 'drop'],
	['without a word', short],
] as const)('a download that breaks %s is fetched anew', async (_, effect) => {
	quickClock();
	at.world.vidiCore.faults.add({ match: /^GET .*\/data$/, times: 2, effect });
	expect(content(await download())).toMatch(/^stands for .*mp4$/);
	expect(dataAsked()).toHaveLength(3);
});

test.each([
	['in the middle', 'truncate'],
	['without a word', short],
] as const)('a download that breaks %s each time is an error and no file', async (_, effect) => {
	quickClock();
	at.world.vidiCore.faults.add({ match: /^GET .*\/data$/, times: Infinity, effect });
	const ran = await download();
	expect(ran.outputs).toEqual([]);
	expect(ran.run.data.resultData.error?.message).toMatch(/tried 4 times/);
	expect(dataAsked()).toHaveLength(4);
});

test('a page to sign in and a redirect are no files', async () => {
	at.world.vidiCore.faults.add({ match: /^GET .*\/data$/, times: 1, effect: { html: 200 } });
	expect(await error(download())).toMatch(/web page/);
	at.world.vidiCore.faults.add({ match: /^GET .*\/data$/, times: 1, effect: { status: 302 } });
	expect(await error(download())).toMatch(/redirect \(302\).*not followed/);
	expect(dataAsked()).toHaveLength(2);
});

test('a file above the limit is not asked for', async () => {
	at.world.vidiCore.faults.add({
		match: /^GET .API.item.[A-Z]+-108$/,
		times: 1,
		effect: { status: 200, contentType: 'application/json', body: JSON.stringify(large) },
	});
	expect(await error(download({ limitMegabytes: 100 }))).toMatch(
		/news\.mp4 has 5000 MB, and the limit is 100 MB Nothing was fetched/,
	);
	expect(dataAsked()).toEqual([]);
});
const large = {
	id: siteId(108),
	metadata: { timespan: [{ field: [{ name: 'originalFilename', value: [{ value: 'news.mp4' }] }] }] },
	shape: [
		{
			id: siteId(1),
			tag: ['original'],
			containerComponent: { file: [{ id: siteId(2), path: 'a/b.mp4', state: 'CLOSED', size: 5e9 }] },
		},
	],
};

test.each([
	['a shape tag that is not there', { shapeTag: 'lowres' }, /[A-Z]+-108 has no shape "lowres" It has: original\./],
	['a file that is gone', { itemId: located(siteId(112)) }, /cannot be read: VidiCore says that it is LOST/],
	['an unknown item', { itemId: located(siteId(1)) }, /VidiCore has no item [A-Z]+-1/],
	['an unknown file', { fileOf: 'file', fileId: located(siteId(1)) }, /VidiCore has no file [A-Z]+-1/],
])('%s is told', async (_, parameters, words) => {
	expect(await error(download(parameters))).toMatch(words);
	expect(await error(link(parameters))).toMatch(words);
	expect(dataAsked()).toEqual([]);
	expect(at.posts()).toEqual([]);
});

test('a link opens the file without a login, and says until when', async () => {
	const before = Date.now();
	const made = (await link()).outputs[0]?.[0]?.json as { link: string; validUntil: string; fileId: string };
	expect(await (await fetch(made.link)).text()).toMatch(/^stands for /);
	const minutes = (Date.parse(made.validUntil) - before) / 60_000;
	expect(minutes).toBeGreaterThanOrEqual(720);
	expect(minutes).toBeLessThan(725);
	const other = made.link.replace(/[0-9a-f]{8}$/, '00000000');
	expect((await fetch(other)).status).toBe(403);
});

test.each([0, 721])('a link for %d minutes is refused before VidiCore is asked', async (minutes) => {
	expect(await error(link({ minutes }))).toMatch(new RegExp(`"Minutes" is ${minutes} It goes from 1 to 720`));
	expect(at.world.vidiCore.requests).toEqual([]);
});

test('an item without media, and a user without the right, are told', async () => {
	const { id } = await at.http.json<{ id: string }>('POST', '/API/import/placeholder', {
		query: [['container', 1]],
		body: '{}',
	});
	expect(await error(download({ itemId: located(id) }))).toMatch(/no shape "original" It has no media at all/);
	at.world.vidiCore.faults.add({
		match: /^GET .*\/data$/,
		times: 1,
		effect: { status: 403, contentType: 'application/json', body: '{"forbidden":{"context":"file"}}' },
	});
	expect(await error(download())).toMatch(/does not allow this to the user/);
});
