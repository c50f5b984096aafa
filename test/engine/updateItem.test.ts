import type { IDataObject } from 'n8n-workflow';
import { VidiCore } from '../../nodes/VidiCore/VidiCore.node';
import { located, openNodeWorld, type NodeWorld } from '../support/nodeWorld';
import { siteId } from '../support/site';

let at: NodeWorld;
beforeEach(async () => {
	at = await openNodeWorld({ bare: true });
});
afterEach(() => at.close());

const node = new VidiCore();
const itemId = siteId(108);
const update = async (more: IDataObject, items: IDataObject[] = [{}], how: object = {}) =>
	await at.run(node, { resource: 'item', operation: 'update', itemId: located(itemId), ...more }, items, how);
const row = async (more: IDataObject) => {
	const { run, outputs } = await update(more);
	expect(run.data.resultData.error?.message).toBeUndefined();
	return outputs[0]?.[0]?.json;
};
const refused = async (more: IDataObject) => {
	const { error } = (await update(more)).run.data.resultData;
	return [error?.message, error?.description].join(' ');
};
/** As the editor keeps it. */
const mapped = (value: IDataObject) => ({
	metadata: { mappingMode: 'defineBelow', value, matchingColumns: [], schema: [] } as IDataObject,
});
const further = (...pairs: Array<[string, unknown]>) => ({
	furtherFields: { field: pairs.map(([name, value]) => ({ name, value })) } as IDataObject,
});
const note = (begin: string, end: string, text: string, more: IDataObject = {}) => ({
	timedNotes: { note: [{ begin, end, text, field: 'station_note', ...more }] } as IDataObject,
});
const { stringify } = JSON;
const metadata = async () =>
	await at.http.json<{
		metadata: {
			revision: string;
			timespan: Array<{
				start: string;
				end: string;
				field: Array<{ name: string; value: Array<{ value: string }> }>;
				group: Array<{ name: string }>;
			}>;
		};
	}>('GET', `/API/item/${itemId}`, { query: [['content', 'metadata']] });
const values = async (name: string) =>
	(await metadata()).metadata.timespan[0]?.field.find((field) => field.name === name)?.value.map(({ value }) => value);
const puts = () => at.world.vidiCore.requests.filter(({ method }) => method === 'PUT');
const write = async (name: string, ...texts: string[]) => {
	const field = [{ name, value: texts.map((value) => ({ value })) }];
	const body = stringify({ timespan: [{ start: '-INF', end: '+INF', field }] });
	await at.http.json('PUT', `/API/item/${itemId}/metadata`, { body });
};

test('fields of every type are written in one request, and a second time nothing is', async () => {
	const all = {
		...mapped({
			...{ title: 'Budget <&"> 🎬', station_episode: 7, station_rating: '4.50', station_archived: false },
			...{ station_airdate: '2026-04-01T18:30:00.000+02:00', station_bestMoment: '225@PAL', station_desk: 'Sport' },
			...{ station_description: '', station_tape: null },
		}),
		...further(['station_persons', 'Ada'], ['station_persons', 'Rosa']),
	};
	const first = await row(all);
	expect(first).toMatchObject({ itemId, changed: true });
	expect(first?.fields).toEqual({
		...{ title: 'Budget <&"> 🎬', station_episode: '7', station_rating: '4.50', station_archived: 'false' },
		...{ station_airdate: '2026-04-01T18:30:00.000+02:00', station_bestMoment: '225@PAL', station_desk: 'sport' },
		station_persons: ['Ada', 'Rosa'],
	});
	expect(await values('title')).toEqual(['Budget <&"> 🎬']);
	expect(await values('station_persons')).toEqual(['Ada', 'Rosa']);
	expect(await values('station_description')).toBeUndefined();
	expect(puts()).toHaveLength(1);
	expect(await row(all)).toMatchObject({ changed: false, changedFields: [] });
	expect(puts()).toHaveLength(1);
});

test('only what differs is sent; other fields of the item stay', async () => {
	await write('station_tape', 'T-1');
	const before = await values('title');
	expect(await row(mapped({ title: before?.[0] ?? '', station_tape: 'T-2' }))).toMatchObject({
		changedFields: ['station_tape'],
	});
	expect([await values('title'), await values('station_tape')]).toEqual([before, ['T-2']]);
});

test('values are added once, and removed, and a field is emptied', async () => {
	await write('station_keywords', 'city');
	const add = { mode: 'add', ...mapped({ station_keywords: 'city; budget ;vote' }), options: { separator: ';' } };
	expect(await row(add)).toMatchObject({ changed: true, fields: { station_keywords: ['city', 'budget', 'vote'] } });
	expect(await row(add)).toMatchObject({ changed: false });
	expect(await values('station_keywords')).toEqual(['city', 'budget', 'vote']);
	const remove = { mode: 'remove', ...mapped({ station_keywords: 'budget' }) };
	expect(await row(remove)).toMatchObject({ changed: true, fields: { station_keywords: ['city', 'vote'] } });
	expect(await row(remove)).toMatchObject({ changed: false });
	const empty = { options: { emptyFields: ['station_keywords'] } };
	expect(await row(empty)).toMatchObject({ changed: true, fields: { station_keywords: null } });
	expect(await row(empty)).toMatchObject({ changed: false });
	expect(await values('station_keywords')).toBeUndefined();
});

test('a note by seconds or by time code stands in its span, once, and leaves the field itself alone', async () => {
	await write('station_note', 'all of it');
	const timed = async () =>
		(await metadata()).metadata.timespan
			.filter(({ start }) => start !== '-INF')
			.map(({ start, end, field, group }) => [
				start,
				end,
				field[0]?.value.map(({ value }) => value),
				(group ?? []).length,
			]);
	expect(await row(note('9', '10.5', 'a goal'))).toMatchObject({ changed: true, changedFields: ['station_note'] });
	expect(await row(note('9.0', '10.5', 'a goal'))).toMatchObject({ changed: false });
	expect(await row(note('9', '10.5', 'cheers'))).toMatchObject({ changed: true });
	expect(await timed()).toEqual([['9000@1000', '10500@1000', ['a goal', 'cheers'], 0]]);
	expect(await values('station_note')).toEqual(['all of it']);
});

test('a time code is one of the video: counted from its start, in its frames', async () => {
	// The tape of VX-110 starts at 10:00:00:00 and has 24000/1001 frames a second.
	const own = { itemId: located(siteId(110)), ...note('10:00:09:12', '10:00:10:00', 'x') };
	expect(await row(own)).toMatchObject({ itemId: siteId(110), changed: true });
	const item = await at.http.json<{ metadata: { timespan: object[] } }>(
		'GET',
		`/API/item/${siteId(110)}?content=metadata`,
	);
	expect(item.metadata.timespan[1]).toMatchObject({ start: '228@24000:1001', end: '240@24000:1001' });
	expect(await row(own)).toMatchObject({ changed: false });
	for (const begin of ['09:59:59:00', '10:00:09:24'])
		expect(await refused({ ...own, ...note(begin, '10:00:30:00', 'x') })).toContain(`is "${begin}", which is no time`);
});

test('a note can stand in a group, once', async () => {
	const inGroup = note('1', '2', 'x', { group: 'station_notes' });
	expect([await row(inGroup), await row(inGroup)]).toMatchObject([{ changed: true }, { changed: false }]);
	expect(await row(note('1', '2', 'y', { group: 'station_notes' }))).toMatchObject({ changed: true });
	expect((await metadata()).metadata.timespan[1]?.group.map(({ name }) => name)).toEqual([
		'station_notes',
		'station_notes',
	]);
});

test.each(['truncate', 'dropAfter'] as const)(
	'an answer that is lost after the write (%s): looked up, once',
	async (effect) => {
		at.world.vidiCore.faults.add({ match: /^PUT .*metadata$/, times: 1, effect });
		const add = { mode: 'add', ...mapped({ station_persons: 'Rosa' }) };
		expect(await row(add)).toMatchObject({ changed: true, fields: { station_persons: 'Rosa' } });
		expect(await values('station_persons')).toEqual(['Rosa']);
	},
);

test('a thousand values are added in one request', async () => {
	const names = Array.from({ length: 1000 }, (_, n) => `Person ${n}`);
	const add = { mode: 'add', ...further(['station_persons', names]) };
	expect(await row(add)).toMatchObject({ changed: true });
	expect(await row(add)).toMatchObject({ changed: false });
	expect(await values('station_persons')).toEqual(names);
	expect(puts()).toHaveLength(1);
});

test.each<[string, IDataObject, RegExp]>([
	[
		'a field nobody knows',
		further(['station_Persons', 'x']),
		/no metadata field "station_Persons".*mean "station_persons"/,
	],
	['a read-only field', mapped({ durationSeconds: 5 }), /"durationSeconds" is read-only.*Nothing was written/],
	[
		'a word for a number',
		mapped({ title: 'x', station_episode: 'seven' }),
		/"seven" for "station_episode" of [A-Z]+-108 is not a whole number/,
	],
	[
		'none of the choices',
		mapped({ station_desk: 'weather' }),
		/"weather" for "station_desk" of [A-Z]+-108 is none of its choices: news/,
	],
	[
		'an object',
		further(['station_persons', { name: 'Ada' }]),
		/A value for "station_persons" of [A-Z]+-108 is not a single value/,
	],
	['no field at all', {}, /There is nothing to write to [A-Z]+-108/],
	['empty names', further(['station_persons', ['', ' ', null]]), /nothing to write/],
	[
		'a field written and emptied',
		{ ...mapped({ title: 'x' }), options: { emptyFields: ['title'] } },
		/"title" is to be written and to be emptied/,
	],
	['a note that ends before it begins', note('10', '9', 'x'), /ends at 9, which is not after 10/],
	['a note at no time', note('soon', '9', 'x'), /"Begin" of a note for [A-Z]+-108 is "soon"/],
	['an item that is gone', { ...mapped({ title: 'x' }), itemId: located(siteId(9999)) }, /item [A-Z]+-9999/i],
])('%s: a message, and nothing is written', async (_, parameters, message) => {
	const before = (await metadata()).metadata.revision;
	expect(await refused(parameters)).toMatch(message);
	expect(puts().filter(({ status }) => status < 400)).toEqual([]);
	expect((await metadata()).metadata.revision).toBe(before);
});

test('a date of n8n’s picker, without a zone, is one of the workflow’s time zone', async () => {
	const { outputs } = await update(mapped({ station_airdate: '2026-04-01T18:30:00' }));
	expect(outputs[0]?.[0]?.json.fields).toEqual({ station_airdate: '2026-04-01T22:30:00.000Z' }); // New York, n8n's own
});

test('the definitions of the fields are read once for all items', async () => {
	const { outputs } = await update({ metadata: mapped({ station_tape: '={{ $json.tape }}' }).metadata }, [
		{ tape: 'A' },
		{ tape: 'B' },
		{ tape: 'C' },
	]);
	expect(outputs[0]?.map(({ json }) => (json.fields as IDataObject).station_tape)).toEqual(['A', 'B', 'C']);
	expect(at.world.vidiCore.requests.filter(({ path }) => path === '/API/metadata-field')).toHaveLength(1);
});
