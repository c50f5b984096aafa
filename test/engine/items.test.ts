import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { located } from '../support/nodeWorld';
import { hintsOf, ResourceWorld } from '../support/resourceWorld';
import { siteId } from '../support/site';

// One item: all that is known of it, and its end.
const items = new ResourceWorld('item');

describe('Get', () => {
	beforeEach(() => items.open());

	test('all metadata that are not timed, in one request', async () => {
		const [item] = await items.rows('get', { itemId: located(siteId(108)) });
		expect(item).toMatchObject({ itemId: siteId(108), title: 'Council meeting, part one' });
		expect(item?.fields).toMatchObject({ mediaType: 'video', durationSeconds: '60' });
		expect(Object.keys(item?.fields as object).filter((name) => name.startsWith('__'))).toEqual([]);
		expect(item).not.toHaveProperty('technical');
		expect(items.asked()).toEqual([`GET /API/item/${siteId(108)}`]);
	});

	test('chosen fields only, null where there is no value; transient ones by name', async () => {
		const fieldNames = ['mediaType', 'startTimeCode', '__shape_size'];
		const [item] = await items.rows('get', { itemId: located(siteId(108)), fieldNames });
		expect(item).toEqual({
			itemId: siteId(108),
			title: 'Council meeting, part one',
			fields: { mediaType: 'video', startTimeCode: null, __shape_size: '1' },
		});
	});

	test('technical data in units that people use, in the same request', async () => {
		const options = { includeTechnical: true, includeShapes: true };
		const [item] = await items.rows('get', { itemId: located(siteId(109)), fieldNames: ['title'], options });
		expect(item?.fields).toEqual({ title: 'Evening news (NTSC)' });
		expect(item?.technical).toMatchObject({
			durationSeconds: 90,
			frameRate: '30000/1001',
			framesPerSecond: 29.97,
			startTimeCode: '00:00:01;12',
			dropFrame: true,
			mimeType: 'video/mp4',
		});
		expect(item?.shapes).toEqual([expect.objectContaining({ shapeId: siteId(1091), tags: ['original'] })]);
		expect(items.asked()).toEqual([`GET /API/item/${siteId(109)}`]);
		const film = await items.rows('get', { itemId: located(siteId(110)), options: { includeTechnical: true } });
		expect(film[0]?.technical).toMatchObject({
			frameRate: '24000/1001',
			framesPerSecond: 23.976,
			startTimeCode: '10:00:00:00',
			dropFrame: false,
		});
	});

	test('its collections', async () => {
		const id = await items.collection('A', siteId(108));
		const [item] = await items.rows('get', { itemId: located(siteId(108)), options: { includeCollections: true } });
		expect(item?.collectionIds).toEqual([id]);
	});

	test('shapes that our user may not see are left out, and said', async () => {
		const fault = { status: 403, body: '{"forbidden":{"context":"shape"}}', contentType: 'application/json' };
		items.faults.add({ match: /^GET .API.item.[A-Z]+-109$/, times: 1, effect: fault });
		const { outputs, run: ran } = await items.run('get', {
			itemId: located(siteId(109)),
			options: { includeTechnical: true },
		});
		expect(outputs[0]?.[0]?.json.technical).toMatchObject({ durationSeconds: 90 });
		expect(hintsOf(ran)).toContain('may not see shapes');
	});

	test('an item that is not there, and an answer that is none', async () => {
		expect(await items.refused('get', { itemId: located(siteId(9999)) })).toMatch(/[A-Z]+-9999/);
		items.faults.add({ match: /^GET .API.item.[A-Z]+-108$/, times: 9, effect: 'truncate' });
		expect(await items.refused('get', { itemId: located(siteId(108)) })).toMatch(/answer/i);
	});
});

describe('Delete', () => {
	beforeEach(() => items.open());
	const there = async (id: string) =>
		await items.at.http.json('GET', `/API/item/${id}`).then(
			() => true,
			() => false,
		);

	test('the item whose title was typed', async () => {
		const confirmTitle = 'Council meeting, part one';
		expect(await items.rows('delete', { itemId: located(siteId(108)), confirmTitle })).toEqual([
			{ itemId: siteId(108), title: confirmTitle, deleted: true },
		]);
		expect(await there(siteId(108))).toBe(false);
		expect(await items.found({})).not.toContain(siteId(108));
	});

	test('keeps its files when that is wanted', async () => {
		await items.rows('delete', {
			itemId: located(siteId(111)),
			confirmTitle: 'Empty studio',
			options: { keepFiles: true },
		});
		await items.rows('delete', { itemId: located(siteId(108)), confirmTitle: 'Council meeting, part one' });
		expect(await there(siteId(111))).toBe(false);
		const { s3, owner, scenario } = items.at.world;
		const client = new S3Client({ ...s3, credentials: owner, forcePathStyle: true });
		const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: scenario.storage.bucket }));
		client.destroy();
		const files = Contents.map(({ Key }) => Key);
		expect(files).toContain('empty-studio.mp4');
		expect(files).not.toContain('council-meeting.mp4');
	});

	test.each<[string, string, string, RegExp]>([
		['another title', siteId(108), 'Council meeting', /called "Council meeting, part one", not "Council meeting"/],
		['a title in other letters', siteId(111), 'empty studio', /Nothing was deleted/],
		['the title of another item', siteId(108), 'Empty studio', /Nothing was deleted/],
		['no title', siteId(108), '={{ $json.nothing }}', /is empty/],
		['an item that is not there', siteId(9999), 'Empty studio', /[A-Z]+-9999 is not in VidiCore/],
		['a step within the address', '..', 'Empty studio', /holds no id/],
	])('refuses %s', async (_, itemId, confirmTitle, words) => {
		expect(await items.refused('delete', { itemId: located(itemId), confirmTitle })).toMatch(words);
		expect(items.at.world.vidiCore.requests.filter(({ method }) => method === 'DELETE')).toEqual([]);
		expect(await there(siteId(108))).toBe(true);
	});

	test('an item without a title goes by its id', async () => {
		const timespan = [{ start: '-INF', end: '+INF', field: [{ name: 'title' }] }];
		await items.at.http.send('PUT', `/API/item/${siteId(111)}/metadata`, { body: JSON.stringify({ timespan }) });
		expect(await items.refused('delete', { itemId: located(siteId(111)), confirmTitle: 'x' })).toMatch(/has no name/);
		expect(await items.rows('delete', { itemId: located(siteId(111)), confirmTitle: siteId(111) })).toHaveLength(1);
	});

	test('an answer that got lost: it is looked whether the item is gone', async () => {
		items.faults.add({ match: /^DELETE/, times: 1, effect: 'dropAfter' });
		const parameters = { itemId: located(siteId(111)), confirmTitle: 'Empty studio' };
		expect(await items.rows('delete', parameters)).toEqual([
			{ itemId: siteId(111), title: 'Empty studio', deleted: true },
		]);
		expect(await items.refused('delete', parameters)).toMatch(/not in VidiCore/);
	});

	test('nobody can tell whether it was deleted: that is said, and known the next time', async () => {
		const away = { match: /^GET .API.item.[A-Z]+-111$/, times: 4, effect: { status: 503 } };
		items.faults.add({
			match: /^DELETE/,
			times: 1,
			effect: 'dropAfter',
			then: [{ match: /^DELETE/, times: 3, effect: { status: 503 }, then: [away] }],
		});
		const parameters = { itemId: located(siteId(111)), confirmTitle: 'Empty studio' };
		expect(await items.refused('delete', parameters)).toMatch(/not known whether [A-Z]+-111 was deleted/);
		expect(await items.rows('delete', parameters)).toEqual([
			{ itemId: siteId(111), title: 'Empty studio', deleted: true },
		]);
	});

	test('a right that is missing', async () => {
		await items.openWithout('_item_delete');
		expect(await items.refused('delete', { itemId: located(siteId(111)), confirmTitle: 'Empty studio' })).toMatch(
			/lacks a right/,
		);
		expect(await there(siteId(111))).toBe(true);
	});
});
