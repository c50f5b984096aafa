import type { IDataObject } from 'n8n-workflow';
import { located } from '../support/nodeWorld';
import { condition, hintsOf, ResourceWorld, search } from '../support/resourceWorld';
import { easier, site, siteId } from '../support/site';

// Items by what is said of them.
const items = new ResourceWorld('item');
beforeEach(() => items.open());

test('50 items with two fields in one request', async () => {
	await items.open({ worstCase: easier('pageSize') }); // requests are counted
	const fieldNames = ['durationSeconds', 'mediaType'];
	const many = await items.rows('getMany', {
		...search(condition('mediaType', 'equals', 'video')),
		fieldNames,
		limit: 50,
	});
	expect(many).toHaveLength(6);
	expect(many.at(-1)).toEqual({
		itemId: siteId(108),
		title: 'Council meeting, part one',
		fields: { durationSeconds: '60', mediaType: 'video' },
	});
	expect(items.asked()).toEqual(['PUT /API/item']);
});

test('everything, the newest first, up to a limit', async () => {
	expect(await items.found({})).toEqual([siteId(113), siteId(112), siteId(111), siteId(110), siteId(109), siteId(108)]);
	expect(await items.found({ returnAll: false, limit: 2 })).toEqual([siteId(113), siteId(112)]);
});

test.each<[string, IDataObject[], string[]]>([
	['equals: words next to each other, in any case', [condition('title', 'equals', 'council MEETING')], [siteId(108)]],
	['equals: not with a word in between', [condition('title', 'equals', 'council part')], []],
	['equals a value that is one token', [condition('itemId', 'equals', siteId(110))], [siteId(110)]],
	['equals: upper and lower case count there', [condition('itemId', 'equals', 'vx-110')], []],
	['equals a number, however it is written', [condition('durationSeconds', 'equals', '45.0')], [siteId(110)]],
	[
		'not equals',
		[condition('title', 'notEquals', 'tape'), condition('durationSeconds', 'atMost', '45')],
		[siteId(113), siteId(111)],
	],
	['contains a part of a word', [condition('title', 'contains', 'ounc')], [siteId(108)]],
	['contains several parts', [condition('title', 'contains', 'art counc')], [siteId(108)]],
	['contains, with signs that an index leaves out', [condition('title', 'contains', 'news (NT')], [siteId(109)]],
	[
		'contains in one token, signs and all',
		[condition('mimeType', 'contains', 'o/mp')],
		[siteId(113), siteId(112), siteId(111), siteId(110), siteId(109), siteId(108)],
	],
	['a star that was typed is a star', [condition('itemId', 'contains', 'VX*1')], []],
	['begins with', [condition('title', 'beginsWith', 'inter')], [siteId(110)]],
	[
		'begins with, in one token',
		[condition('itemId', 'beginsWith', siteId(11))],
		[siteId(113), siteId(112), siteId(111), siteId(110)],
	],
	['is one of', [condition('itemId', 'isOneOf', `${siteId(108)}, ${siteId(111)}`)], [siteId(111), siteId(108)]],
	['is one of a list', [condition('itemId', 'isOneOf', [siteId(108), siteId(111)])], [siteId(111), siteId(108)]],
	['from – to, both included', [condition('durationSeconds', 'range', '45', '60')], [siteId(110), siteId(108)]],
	['from, open above', [condition('durationSeconds', 'range', '60')], [siteId(109), siteId(108)]],
	['to, open below', [condition('durationSeconds', 'range', '', '30')], [siteId(113), siteId(112), siteId(111)]],
	['at least', [condition('durationSeconds', 'atLeast', 60)], [siteId(109), siteId(108)]],
	[
		'a range of dates',
		[condition('created', 'range', '2025-03-01T08:01:00Z', '2025-03-01T08:02:00Z')],
		[siteId(110), siteId(109)],
	],
	[
		'to a day: its whole',
		[condition('created', 'atMost', '2025-03-01')],
		[siteId(113), siteId(112), siteId(111), siteId(110), siteId(109), siteId(108)],
	],
	['from the next day on', [condition('created', 'atLeast', '2025-03-02')], []],
	['time codes of different bases', [condition('startTimeCode', 'atLeast', '1000@PAL')], [siteId(110)]],
	['exists', [condition('startTimeCode', 'exists')], [siteId(110), siteId(109)]],
	['does not exist', [condition('startTimeCode', 'notExists')], [siteId(113), siteId(112), siteId(111), siteId(108)]],
])('%s', async (_, conditions, expected) => {
	expect(await items.found(search(...conditions))).toEqual(expected);
});

test('any of the conditions', async () => {
	const conditions = [condition('title', 'contains', 'studio'), condition('durationSeconds', 'atLeast', 90)];
	expect(await items.found({ ...search(...conditions), combine: 'OR' })).toEqual([siteId(111), siteId(109)]);
	expect(await items.found({ ...search(...conditions), combine: 'AND' })).toEqual([]);
});

test('full text, in a collection, sorted by two fields', async () => {
	expect(await items.found({ options: { fullText: 'tape 10' } })).toEqual([siteId(110)]);
	expect(await items.found({ options: { fullText: 'int*' } })).toEqual([siteId(110)]);
	const by = (...all: Array<[string, string]>) => ({
		options: { sort: { by: all.map(([field, order]) => ({ field: located(field), order })) } },
	});
	expect(await items.found(by(['durationSeconds', 'descending'], ['title', 'ascending']))).toEqual([
		siteId(109),
		siteId(108),
		siteId(110),
		siteId(111),
		siteId(113),
		siteId(112),
	]);
	const id = await items.collection('A', siteId(111), siteId(108));
	expect(await items.found({ options: { inCollection: located(id) } })).toEqual([siteId(111), siteId(108)]);
	expect(
		await items.found({ ...search(condition('title', 'contains', 'council')), options: { inCollection: located(id) } }),
	).toEqual([siteId(108)]);
});

test('n8n’s dates and ids out of expressions are understood', async () => {
	const value = '={{ DateTime.fromISO("2025-03-01T08:04:00Z") }}';
	expect(await items.found(search(condition('created', 'atLeast', value)))).toEqual([siteId(113), siteId(112)]);
	expect(await items.found(search(condition('itemId', 'isOneOf', `={{ ["${siteId(112)}"] }}`)))).toEqual([siteId(112)]);
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
	['a collection that is gone', { options: { inCollection: located(siteId(9999)) } }, /collection.*[A-Z]+-9999/i],
])('refuses %s', async (_, parameters, words) => {
	expect(await items.refused('getMany', { returnAll: true, ...parameters })).toMatch(words);
});

test('a right that is missing is named', async () => {
	await items.openWithout('_item_search');
	expect(await items.refused('getMany', { returnAll: true })).toMatch(/lacks a right/);
});

test('a list that changed while it was read is said to have changed, and brings nothing twice', async () => {
	const page = (first: number, hits: number, ...ids: string[]) => ({
		status: 200,
		body: JSON.stringify({ hits, item: ids.map((id) => ({ id })), nextCursor: `c${first}` }),
		contentType: 'application/json',
	});
	const of = (n: number) => Array.from({ length: 100 }, (_, at) => `${site}-${n + at}`);
	const once = { match: /^PUT .API.item$/, times: 1 };
	const third = { ...once, effect: page(3, 198) };
	const second = { ...once, effect: page(2, 198, siteId(1099), siteId(1100)), then: [third] };
	items.faults.add({ ...once, effect: page(1, 200, ...of(1000)), then: [second] });
	const { outputs, run: ran } = await items.run('getMany', { returnAll: true });
	expect(outputs[0]).toHaveLength(101);
	expect(new Set(outputs[0]?.map(({ json }) => json.itemId)).size).toBe(101);
	expect(hintsOf(ran)).toContain('counted 200 items at first and 198 at last. 101 came');
});

test('a field in which nothing has a value is named', async () => {
	const { run: ran } = await items.run('getMany', { limit: 3, fieldNames: ['title', 'Title'] });
	expect(hintsOf(ran)).toContain('None of these items has a value in "Title"');
});

test('a page that is cut off ends it: a list is never taken for shorter than it is', async () => {
	items.faults.add({ match: /^PUT .API.item$/, times: 99, effect: 'truncate' });
	expect(await items.refused('getMany', { returnAll: true })).toMatch(/answer/i);
});
