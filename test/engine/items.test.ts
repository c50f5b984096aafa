import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import type { IDataObject } from 'n8n-workflow';
import { VidiCore } from '../../nodes/VidiCore/VidiCore.node';
import { analyzed, endedJob } from '../../tools/lab/setUpService';
import { findTrainingCollections, trainPath } from '../../vidicore/items/collections';
import { located, openNodeWorld, type NodeWorld } from '../support/nodeWorld';
import { quickClock } from '../support/quickClock';

// Items of the archive: one with all that is known of it, many by what is said of them, how many have which value.
let world: NodeWorld;
beforeEach(quickClock);
afterEach(async () => {
	jest.restoreAllMocks();
	await world.close();
});

const open = async (options: Parameters<typeof openNodeWorld>[0] = { bare: true }) => {
	world = await openNodeWorld(options);
};
const run = async (operation: string, parameters: IDataObject = {}) =>
	await world.run(new VidiCore(), { resource: 'item', operation, ...parameters });
const rows = async (operation: string, parameters: IDataObject = {}) => {
	const { run: ran, outputs } = await run(operation, parameters);
	expect(ran.data.resultData.error).toBeUndefined();
	return outputs[0]?.map(({ json }) => json) ?? [];
};
const refused = async (operation: string, parameters: IDataObject = {}) => {
	const { run: ran, outputs } = await run(operation, parameters);
	expect(outputs.flat()).toEqual([]);
	const { message = '', description = '' } = ran.data.resultData.error ?? {};
	return `${message} ${description}`;
};
const condition = (field: string, operator: string, value: IDataObject[string] = '', to: string = ''): IDataObject => ({
	field: located(field),
	operator,
	value,
	to,
});
const search = (...all: IDataObject[]) => ({ returnAll: true, conditions: { condition: all } });
const found = async (parameters: IDataObject) =>
	(await rows('getMany', { returnAll: true, ...parameters })).map(({ itemId }) => itemId);
const hintsOf = (ran: Awaited<ReturnType<typeof run>>['run']) =>
	JSON.stringify(ran.data.resultData.runData.Tried?.[0]?.hints);
const asked = () => world.world.vidiCore.requests.map(({ method, path }) => `${method} ${path}`);
const write = async (itemId: string, fields: Record<string, string>) =>
	await world.http.send('PUT', `/API/item/${itemId}/metadata`, {
		body: JSON.stringify({
			timespan: [
				{
					start: '-INF',
					end: '+INF',
					field: Object.entries(fields).map(([name, value]) => ({ name, value: [{ value }] })),
				},
			],
		}),
	});

describe('Get', () => {
	beforeEach(() => open());

	test('all metadata that are not timed, in one request', async () => {
		const [item] = await rows('get', { itemId: located('VX-108') });
		expect(item).toMatchObject({ itemId: 'VX-108', title: 'Council meeting, part one' });
		expect(item?.fields).toMatchObject({ mediaType: 'video', durationSeconds: '60' });
		expect(Object.keys(item?.fields as object).filter((name) => name.startsWith('__'))).toEqual([]);
		expect(item).not.toHaveProperty('technical');
		expect(asked()).toEqual(['GET /API/item/VX-108']);
	});

	test('chosen fields only, null where there is no value; transient ones by name', async () => {
		const fieldNames = ['mediaType', 'startTimeCode', '__shape_size'];
		const [item] = await rows('get', { itemId: located('VX-108'), fieldNames });
		expect(item).toEqual({
			itemId: 'VX-108',
			title: 'Council meeting, part one',
			fields: { mediaType: 'video', startTimeCode: null, __shape_size: '1' },
		});
	});

	test('technical data in units that people use, in the same request', async () => {
		const options = { includeTechnical: true, includeShapes: true };
		const [item] = await rows('get', { itemId: located('VX-109'), fieldNames: ['title'], options });
		expect(item?.fields).toEqual({ title: 'Evening news (NTSC)' });
		expect(item?.technical).toMatchObject({
			durationSeconds: 90,
			frameRate: '30000/1001',
			framesPerSecond: 29.97,
			startTimeCode: '00:00:01;12',
			dropFrame: true,
			mimeType: 'video/mp4',
		});
		expect(item?.shapes).toEqual([expect.objectContaining({ shapeId: 'VX-1091', tags: ['original'] })]);
		expect(asked()).toEqual(['GET /API/item/VX-109']);
		const film = await rows('get', { itemId: located('VX-110'), options: { includeTechnical: true } });
		expect(film[0]?.technical).toMatchObject({
			frameRate: '24000/1001',
			framesPerSecond: 23.976,
			startTimeCode: '10:00:00:00',
			dropFrame: false,
		});
	});

	test('its collections', async () => {
		const { id } = await world.http.json<{ id: string }>('POST', '/API/collection', { query: [['name', 'A']] });
		await world.http.send('PUT', `/API/collection/${id}/VX-108`);
		const [item] = await rows('get', { itemId: located('VX-108'), options: { includeCollections: true } });
		expect(item?.collectionIds).toEqual([id]);
	});

	test('shapes that our user may not see are left out, and said', async () => {
		const fault = { status: 403, body: '{"forbidden":{"context":"shape"}}', contentType: 'application/json' };
		world.world.vidiCore.faults.add({ match: /^GET .API.item.VX-109$/, times: 1, effect: fault });
		const { outputs, run: ran } = await run('get', { itemId: located('VX-109'), options: { includeTechnical: true } });
		expect(outputs[0]?.[0]?.json.technical).toMatchObject({ durationSeconds: 90 });
		expect(hintsOf(ran)).toContain('may not see shapes');
	});

	test('an item that is not there, and an answer that is none', async () => {
		expect(await refused('get', { itemId: located('VX-9999') })).toMatch(/VX-9999/);
		world.world.vidiCore.faults.add({ match: /^GET .API.item.VX-108$/, times: 9, effect: 'truncate' });
		expect(await refused('get', { itemId: located('VX-108') })).toMatch(/answer/i);
	});
});

describe('Get Many', () => {
	beforeEach(() => open());

	test('50 items with two fields in one request', async () => {
		const fieldNames = ['durationSeconds', 'mediaType'];
		const many = await rows('getMany', { ...search(condition('mediaType', 'equals', 'video')), fieldNames, limit: 50 });
		expect(many).toHaveLength(6);
		expect(many.at(-1)).toEqual({
			itemId: 'VX-108',
			title: 'Council meeting, part one',
			fields: { durationSeconds: '60', mediaType: 'video' },
		});
		expect(asked()).toEqual(['PUT /API/item']);
	});

	test('everything, the newest first, up to a limit', async () => {
		expect(await found({})).toEqual(['VX-113', 'VX-112', 'VX-111', 'VX-110', 'VX-109', 'VX-108']);
		expect(await found({ returnAll: false, limit: 2 })).toEqual(['VX-113', 'VX-112']);
	});

	test.each<[string, IDataObject[], string[]]>([
		['equals: words next to each other, in any case', [condition('title', 'equals', 'council MEETING')], ['VX-108']],
		['equals: not with a word in between', [condition('title', 'equals', 'council part')], []],
		['equals a value that is one token', [condition('itemId', 'equals', 'VX-110')], ['VX-110']],
		['equals: upper and lower case count there', [condition('itemId', 'equals', 'vx-110')], []],
		['equals a number, however it is written', [condition('durationSeconds', 'equals', '45.0')], ['VX-110']],
		[
			'not equals',
			[condition('title', 'notEquals', 'tape'), condition('durationSeconds', 'atMost', '45')],
			['VX-113', 'VX-111'],
		],
		['contains a part of a word', [condition('title', 'contains', 'ounc')], ['VX-108']],
		['contains several parts', [condition('title', 'contains', 'art counc')], ['VX-108']],
		['contains, with signs that an index leaves out', [condition('title', 'contains', 'news (NT')], ['VX-109']],
		[
			'contains in one token, signs and all',
			[condition('mimeType', 'contains', 'o/mp')],
			['VX-113', 'VX-112', 'VX-111', 'VX-110', 'VX-109', 'VX-108'],
		],
		['a star that was typed is a star', [condition('itemId', 'contains', 'VX*1')], []],
		['begins with', [condition('title', 'beginsWith', 'inter')], ['VX-110']],
		[
			'begins with, in one token',
			[condition('itemId', 'beginsWith', 'VX-11')],
			['VX-113', 'VX-112', 'VX-111', 'VX-110'],
		],
		['is one of', [condition('itemId', 'isOneOf', 'VX-108, VX-111')], ['VX-111', 'VX-108']],
		['is one of a list', [condition('itemId', 'isOneOf', ['VX-108', 'VX-111'])], ['VX-111', 'VX-108']],
		['from – to, both included', [condition('durationSeconds', 'range', '45', '60')], ['VX-110', 'VX-108']],
		['from, open above', [condition('durationSeconds', 'range', '60')], ['VX-109', 'VX-108']],
		['to, open below', [condition('durationSeconds', 'range', '', '30')], ['VX-113', 'VX-112', 'VX-111']],
		['at least', [condition('durationSeconds', 'atLeast', 60)], ['VX-109', 'VX-108']],
		[
			'a range of dates',
			[condition('created', 'range', '2025-03-01T08:01:00Z', '2025-03-01T08:02:00Z')],
			['VX-110', 'VX-109'],
		],
		[
			'to a day: its whole',
			[condition('created', 'atMost', '2025-03-01')],
			['VX-113', 'VX-112', 'VX-111', 'VX-110', 'VX-109', 'VX-108'],
		],
		['from the next day on', [condition('created', 'atLeast', '2025-03-02')], []],
		['time codes of different bases', [condition('startTimeCode', 'atLeast', '1000@PAL')], ['VX-110']],
		['exists', [condition('startTimeCode', 'exists')], ['VX-110', 'VX-109']],
		['does not exist', [condition('startTimeCode', 'notExists')], ['VX-113', 'VX-112', 'VX-111', 'VX-108']],
	])('%s', async (_, conditions, expected) => {
		expect(await found(search(...conditions))).toEqual(expected);
	});

	test('any of the conditions', async () => {
		const conditions = [condition('title', 'contains', 'studio'), condition('durationSeconds', 'atLeast', 90)];
		expect(await found({ ...search(...conditions), combine: 'OR' })).toEqual(['VX-111', 'VX-109']);
		expect(await found({ ...search(...conditions), combine: 'AND' })).toEqual([]);
	});

	test('full text, in a collection, sorted by two fields', async () => {
		expect(await found({ options: { fullText: 'tape 10' } })).toEqual(['VX-110']);
		expect(await found({ options: { fullText: 'int*' } })).toEqual(['VX-110']);
		const by = (...all: Array<[string, string]>) => ({
			options: { sort: { by: all.map(([field, order]) => ({ field: located(field), order })) } },
		});
		expect(await found(by(['durationSeconds', 'descending'], ['title', 'ascending']))).toEqual([
			'VX-109',
			'VX-108',
			'VX-110',
			'VX-111',
			'VX-113',
			'VX-112',
		]);
		const { id } = await world.http.json<{ id: string }>('POST', '/API/collection', { query: [['name', 'A']] });
		for (const item of ['VX-111', 'VX-108']) await world.http.send('PUT', `/API/collection/${id}/${item}`);
		expect(await found({ options: { inCollection: located(id) } })).toEqual(['VX-111', 'VX-108']);
		expect(
			await found({ ...search(condition('title', 'contains', 'council')), options: { inCollection: located(id) } }),
		).toEqual(['VX-108']);
	});

	test('n8n’s dates and ids out of expressions are understood', async () => {
		const value = '={{ DateTime.fromISO("2025-03-01T08:04:00Z") }}';
		expect(await found(search(condition('created', 'atLeast', value)))).toEqual(['VX-113', 'VX-112']);
		expect(await found(search(condition('itemId', 'isOneOf', '={{ ["VX-112"] }}')))).toEqual(['VX-112']);
	});

	test.each<[string, IDataObject, RegExp]>([
		['an unknown field', search(condition('vendor_unknown', 'equals', 'x')), /metadata field "vendor_unknown"/],
		[
			'an unknown field with a text of two words',
			search(condition('vendor_unknown', 'contains', 'x y')),
			/vendor_unknown/,
		],
		['a field to sort by that is unknown', { options: { sort: { by: [{ field: located('vendor_u') }] } } }, /vendor_u/],
		['words in a range', search(condition('durationSeconds', 'atLeast', 'long')), /neither a number nor a date/],
		['a date for a number', search(condition('durationSeconds', 'atLeast', '2026-01-01')), /durationSeconds/],
		['a number for a date', search(condition('created', 'atLeast', '12')), /created/],
		['a range from a number to a date', search(condition('created', 'range', '5', '2026-01-01')), /a number to a date/],
		['a range of nothing', search(condition('created', 'range')), /From and To of created.* is empty/],
		[
			'a condition without a value',
			search(condition('title', 'contains', '={{ $json.nothing }}')),
			/Value of title.* is empty/,
		],
		['a condition without a field', search(condition('={{ $json.nothing }}', 'contains', 'x')), /"Field" is empty/],
		['several values where one is meant', search(condition('title', 'equals', ['a', 'b'])), /holds 2 values/],
		['a field’s name that changes the request', search(condition('a,b', 'equals', 'x')), /not the name of a field/],
		['a collection that is gone', { options: { inCollection: located('VX-9999') } }, /collection.*VX-9999/i],
	])('refuses %s', async (_, parameters, words) => {
		expect(await refused('getMany', { returnAll: true, ...parameters })).toMatch(words);
	});

	test('a right that is missing is named', async () => {
		await world.close();
		await open({ bare: true, users: [{ name: 'shy', password: 'shy', lacks: ['_item_search'] }] });
		Object.assign(world.credentials.vidiCoreApi as object, { username: 'shy', password: 'shy' });
		expect(await refused('getMany', { returnAll: true })).toMatch(/lacks a right/);
	});

	test('a list that changed while it was read is said to have changed, and brings nothing twice', async () => {
		const page = (first: number, hits: number, ...ids: string[]) => ({
			status: 200,
			body: JSON.stringify({ hits, item: ids.map((id) => ({ id })), nextCursor: `c${first}` }),
			contentType: 'application/json',
		});
		const of = (n: number) => Array.from({ length: 100 }, (_, at) => `VX-${n + at}`);
		const once = { match: /^PUT .API.item$/, times: 1 };
		const third = { ...once, effect: page(3, 198) };
		const second = { ...once, effect: page(2, 198, 'VX-1099', 'VX-1100'), then: [third] };
		world.world.vidiCore.faults.add({ ...once, effect: page(1, 200, ...of(1000)), then: [second] });
		const { outputs, run: ran } = await run('getMany', { returnAll: true });
		expect(outputs[0]).toHaveLength(101);
		expect(new Set(outputs[0]?.map(({ json }) => json.itemId)).size).toBe(101);
		expect(hintsOf(ran)).toContain('counted 200 items at first and 198 at last. 101 came');
	});

	test('a field in which nothing has a value is named', async () => {
		const { run: ran } = await run('getMany', { limit: 3, fieldNames: ['title', 'Title'] });
		expect(hintsOf(ran)).toContain('None of these items has a value in \\"Title\\"');
	});

	test('a page that is cut off ends it: a list is never taken for shorter than it is', async () => {
		world.world.vidiCore.faults.add({ match: /^PUT .API.item$/, times: 99, effect: 'truncate' });
		expect(await refused('getMany', { returnAll: true })).toMatch(/answer/i);
	});
});

describe('Count by Field', () => {
	test('values and how many items have them, in one request', async () => {
		await open();
		expect(await rows('countByField', { countField: located('durationSeconds') })).toEqual([
			{ field: 'durationSeconds', value: '30', count: 3 },
			{ field: 'durationSeconds', value: '45', count: 1 },
			{ field: 'durationSeconds', value: '60', count: 1 },
			{ field: 'durationSeconds', value: '90', count: 1 },
		]);
		expect(asked()).toEqual(['PUT /API/item']);
		const only = { ...search(condition('durationSeconds', 'atLeast', 60)), countField: located('mediaType') };
		expect(await rows('countByField', only)).toEqual([{ field: 'mediaType', value: 'video', count: 2 }]);
	});

	test('no more values than wanted, and that there may be more is said', async () => {
		await open();
		const { run: ran, outputs } = await run('countByField', {
			countField: located('durationSeconds'),
			options: { maxValues: 2 },
		});
		expect(outputs[0]?.map(({ json }) => json.value)).toEqual(['30', '45']);
		expect(hintsOf(ran)).toContain('more values than these 2');
	});

	test('who is seen in how many items: the values of the analyses', async () => {
		await open({});
		const [training] = await findTrainingCollections(world.http);
		await endedJob(world.http, trainPath(training?.id ?? ''), world.service);
		for (const id of ['VX-108', 'VX-109']) await analyzed(world.http, id, world.service);
		const expected = new Map<string, Set<string>>();
		for (const { id, cast } of world.world.scenario.videos.filter((video) => ['VX-108', 'VX-109'].includes(video.id)))
			for (const { face } of cast) expected.set(face, (expected.get(face) ?? new Set()).add(id));
		const counts = await rows('countByField', { countField: located('adu_av_value'), options: { searchIn: 'timed' } });
		const known = world.world.scenario.people.map(({ name }) => name).filter((name) => expected.has(name));
		expect(known.length).toBeGreaterThan(1);
		for (const name of known)
			expect(counts).toContainEqual({ field: 'adu_av_value', value: name, count: expected.get(name)?.size });
		const [first = ''] = known;
		const one = search(condition('adu_av_value', 'equals', first));
		expect((await found(one)).sort()).toEqual([...(expected.get(first) ?? [])].sort());
		expect(await found({ ...one, options: { searchIn: 'generic' } })).toEqual([]);
	});

	test('refuses an unknown field, and an answer without the counts', async () => {
		await open();
		expect(await refused('countByField', { countField: located('vendor_unknown') })).toMatch(/vendor_unknown/);
		const answer = {
			status: 200,
			body: '{"hits":6,"item":[{"id":"VX-1"}],"facet":[]}',
			contentType: 'application/json',
		};
		world.world.vidiCore.faults.add({ match: /^PUT .API.item$/, times: 1, effect: answer });
		expect(await refused('countByField', { countField: located('title') })).toMatch(/counts nothing by "title"/);
	});
});

describe('Delete', () => {
	beforeEach(() => open());
	const there = async (id: string) =>
		await world.http.json('GET', `/API/item/${id}`).then(
			() => true,
			() => false,
		);

	test('the item whose title was typed', async () => {
		const confirmTitle = 'Council meeting, part one';
		expect(await rows('delete', { itemId: located('VX-108'), confirmTitle })).toEqual([
			{ itemId: 'VX-108', title: confirmTitle, deleted: true },
		]);
		expect(await there('VX-108')).toBe(false);
		expect(await found({})).not.toContain('VX-108');
	});

	test('keeps its files when that is wanted', async () => {
		await rows('delete', { itemId: located('VX-111'), confirmTitle: 'Empty studio', options: { keepFiles: true } });
		await rows('delete', { itemId: located('VX-108'), confirmTitle: 'Council meeting, part one' });
		expect(await there('VX-111')).toBe(false);
		const { s3, owner, scenario } = world.world;
		const client = new S3Client({ ...s3, credentials: owner, forcePathStyle: true });
		const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: scenario.storage.bucket }));
		client.destroy();
		const files = Contents.map(({ Key }) => Key);
		expect(files).toContain('empty-studio.mp4');
		expect(files).not.toContain('council-meeting.mp4');
	});

	test.each<[string, string, string, RegExp]>([
		['another title', 'VX-108', 'Council meeting', /called "Council meeting, part one", not "Council meeting"/],
		['a title in other letters', 'VX-111', 'empty studio', /Nothing was deleted/],
		['the title of another item', 'VX-108', 'Empty studio', /Nothing was deleted/],
		['no title', 'VX-108', '={{ $json.nothing }}', /is empty/],
		['an item that is not there', 'VX-9999', 'Empty studio', /VX-9999 is not in VidiCore/],
		['a step within the address', '..', 'Empty studio', /holds no id/],
	])('refuses %s', async (_, itemId, confirmTitle, words) => {
		expect(await refused('delete', { itemId: located(itemId), confirmTitle })).toMatch(words);
		expect(world.world.vidiCore.requests.filter(({ method }) => method === 'DELETE')).toEqual([]);
		expect(await there('VX-108')).toBe(true);
	});

	test('an item without a title goes by its id', async () => {
		await write('VX-111', { title: '' });
		expect(await refused('delete', { itemId: located('VX-111'), confirmTitle: 'x' })).toMatch(/has no name/);
		expect(await rows('delete', { itemId: located('VX-111'), confirmTitle: 'VX-111' })).toHaveLength(1);
	});

	test('an answer that got lost: it is looked whether the item is gone', async () => {
		world.world.vidiCore.faults.add({ match: /^DELETE/, times: 1, effect: 'dropAfter' });
		const parameters = { itemId: located('VX-111'), confirmTitle: 'Empty studio' };
		expect(await rows('delete', parameters)).toEqual([{ itemId: 'VX-111', title: 'Empty studio', deleted: true }]);
		expect(await refused('delete', parameters)).toMatch(/not in VidiCore/);
	});

	test('nobody can tell whether it was deleted: that is said, and known the next time', async () => {
		const away = { match: /^GET .API.item.VX-111$/, times: 4, effect: { status: 503 } };
		world.world.vidiCore.faults.add({
			match: /^DELETE/,
			times: 1,
			effect: 'dropAfter',
			then: [{ match: /^DELETE/, times: 3, effect: { status: 503 }, then: [away] }],
		});
		const parameters = { itemId: located('VX-111'), confirmTitle: 'Empty studio' };
		expect(await refused('delete', parameters)).toMatch(/not known whether VX-111 was deleted/);
		expect(await rows('delete', parameters)).toEqual([{ itemId: 'VX-111', title: 'Empty studio', deleted: true }]);
	});

	test('a right that is missing', async () => {
		await world.close();
		await open({ bare: true, users: [{ name: 'shy', password: 'shy', lacks: ['_item_delete'] }] });
		Object.assign(world.credentials.vidiCoreApi as object, { username: 'shy', password: 'shy' });
		expect(await refused('delete', { itemId: located('VX-111'), confirmTitle: 'Empty studio' })).toMatch(
			/lacks a right/,
		);
		expect(await there('VX-111')).toBe(true);
	});
});
