import { openWorld, type World } from '../../tools/emulator/world';
import { vidiCoreOver } from '../../tools/lab/fetchTransport';
import type { VidiCoreHttp } from '../../vidicore/http';

// What the emulator does with writes of metadata, as far as it is documented or recorded.
let world: World;
let http: VidiCoreHttp;
beforeEach(async () => {
	world = await openWorld();
	http = vidiCoreOver(world.vidiCore.baseUrl);
});
afterEach(() => world.close());

interface Field {
	name: string;
	uuid: string;
	change: string;
	user: string;
	value: Array<{ value: string; uuid: string; change: string }>;
}
interface Metadata {
	revision: string;
	timespan: Array<{ start: string; end: string; field: Field[]; group: Array<{ name: string; field: Field[] }> }>;
}

const path = '/API/item/VX-108/metadata';
const read = async (query: Array<[string, string]> = [], at = path) => {
	const answer = await http.json<{ item?: Array<{ metadata: Metadata }> } & Metadata>('GET', at, { query });
	return answer.item?.[0]?.metadata ?? answer;
};
const put = async (timespan: unknown, query: Array<[string, string]> = [], at = path) =>
	await http.json('PUT', at, { query, body: JSON.stringify({ timespan }) });
const generic = (...field: object[]) => [{ start: '-INF', end: '+INF', field }];
const valuesIn = (span: Metadata['timespan'][0] | undefined, name: string) =>
	span?.field.find((field) => field.name === name)?.value.map(({ value }) => value);
const values = async (name: string) => valuesIn((await read()).timespan[0], name);
const several = (...texts: unknown[]) => texts.map((value) => ({ value }));

test('a field takes several values, more of them, fewer, and none', async () => {
	await put(generic({ name: 'station_persons', value: several('Ada', 'Rosa') }));
	expect(await values('station_persons')).toEqual(['Ada', 'Rosa']);
	await put(generic({ name: 'station_persons', mode: 'add', value: several('<&"> 🎬') }));
	expect(await values('station_persons')).toEqual(['Ada', 'Rosa', '<&"> 🎬']);
	await put(generic({ name: 'station_persons', value: [{ value: 'Rosa', mode: 'remove' }] }));
	expect(await values('station_persons')).toEqual(['Ada', '<&"> 🎬']);
	const [, one] = (await read()).timespan[0]?.field.find(({ name }) => name === 'station_persons')?.value ?? [];
	await put(generic({ name: 'station_persons', mode: 'remove', value: [{ value: '', uuid: one?.uuid }] }));
	expect(await values('station_persons')).toEqual(['Ada']);
	await put(generic({ name: 'station_persons' }));
	expect(await values('station_persons')).toBeUndefined();
	expect(await values('title')).toEqual(['Council meeting, part one']);
});

test('each change has its id, and is on what it wrote only', async () => {
	await put(generic({ name: 'station_persons', value: several('Ada') }));
	const first = await read();
	await put(generic({ name: 'station_persons', mode: 'add', value: several('Rosa') }));
	const second = await read();
	const [before, after] = [first, second].map(({ revision }) => revision.split(','));
	const added = after?.filter((id) => !before?.includes(id)) ?? [];
	expect(added).toHaveLength(1);
	const field = second.timespan[0]?.field.find(({ name }) => name === 'station_persons');
	expect(field).toMatchObject({ change: added[0], user: 'admin' });
	expect(field?.value.map(({ change }) => change)).toEqual([expect.any(String), added[0]]);
	expect(before).toContain(field?.value[0]?.change);
	expect(new Set(field?.value.map(({ uuid }) => uuid)).size).toBe(2);
	await expect(
		put(generic({ name: 'title', value: several('x') }), [['revision', first.revision]]),
	).rejects.toMatchObject({ kind: 'conflict' });
	const otherOrder = second.revision.split(',').reverse().join(',');
	await put(generic({ name: 'title', value: several('x') }), [['revision', otherOrder]]);
	expect(await values('title')).toEqual(['x']);
});

test('numbers and flags are taken as JSON has them, and come back as texts', async () => {
	await put(
		generic(
			{ name: 'station_episode', value: several(7) },
			{ name: 'station_rating', value: several(4.5) },
			{ name: 'station_archived', value: several(true) },
		),
	);
	expect([await values('station_episode'), await values('station_rating'), await values('station_archived')]).toEqual([
		['7'],
		['4.5'],
		['true'],
	]);
});

test('what is timed stands apart from what is not, and goes with its span', async () => {
	await put(generic({ name: 'station_note', value: several('all of it') }));
	const note = (text: string) => [
		{ start: '225@PAL', end: '250@PAL', field: [{ name: 'station_note', value: several(text) }] },
	];
	await put(note('a goal'));
	const timed = async () => (await read()).timespan.filter(({ start }) => start !== '-INF');
	expect(await values('station_note')).toEqual(['all of it']);
	expect((await timed()).map((span) => [span.start, span.end, valuesIn(span, 'station_note')])).toEqual([
		['225@PAL', '250@PAL', ['a goal']],
	]);
	await put([{ start: '9', end: '10', field: [{ name: 'station_note', mode: 'add', value: several('cheers') }] }]);
	expect((await timed()).map((span) => valuesIn(span, 'station_note'))).toEqual([['a goal', 'cheers']]);
	expect((await read([['interval', 'generic']])).timespan).toHaveLength(1);
	await put([{ start: '225@PAL', end: '250@PAL' }]);
	expect(await timed()).toEqual([]);
	expect(await values('station_note')).toEqual(['all of it']);
});

test('groups come beside each other or in place of each other', async () => {
	const group = (text: string, mode?: string) => [
		{
			...{ start: '0@PAL', end: '25@PAL' },
			group: [{ name: 'station_notes', mode, field: [{ name: 'station_note', value: several(text) }] }],
		},
	];
	const texts = async () =>
		(await read()).timespan[1]?.group.map(({ field }) => field.map(({ value }) => value[0]?.value));
	await put(group('one', 'add'));
	await put(group('two', 'add'));
	expect(await texts()).toEqual([['one'], ['two']]);
	await put(group('three'));
	expect(await texts()).toEqual([['three']]);
});

test.each<[string, unknown, object]>([
	['a field nobody knows', [{ name: 'station_none', value: several('x') }], { kind: 'notFound', status: 404 }],
	['a word for a number', [{ name: 'station_episode', value: several('seven') }], { kind: 'invalidInput' }],
	['no day', [{ name: 'station_airdate', value: several('soon') }], { kind: 'invalidInput' }],
	['no flag', [{ name: 'station_archived', value: several('maybe') }], { kind: 'invalidInput' }],
	['none of the choices', [{ name: 'station_desk', value: several('Weather') }], { kind: 'invalidInput' }],
	['a field of VidiCore’s own', [{ name: 'durationSeconds', value: several('1') }], { kind: 'invalidInput' }],
	['another mode', [{ name: 'station_persons', mode: 'replace', value: several('x') }], { kind: 'invalidInput' }],
	[
		'a value that is not there',
		[{ name: 'station_persons', value: [{ value: 'x', uuid: 'u' }] }],
		{ kind: 'notFound' },
	],
])('%s is refused, and nothing is written', async (_, field, refusal) => {
	const before = await read();
	await expect(
		put(generic({ name: 'title', value: several('changed') }, ...(field as object[]))),
	).rejects.toMatchObject(refusal);
	expect(await read()).toEqual(before);
});

test('a span that ends before it begins, a time that is none, a parameter that is not emulated', async () => {
	for (const [start, end] of [
		['250@PAL', '225@PAL'],
		['soon', '+INF'],
	])
		await expect(put([{ start, end, field: [] }])).rejects.toMatchObject({ kind: 'invalidInput' });
	await expect(put([], [['skipForbidden', 'true']])).rejects.toMatchObject({ kind: 'invalidInput' });
});

test('a collection has metadata too, alone in the answer', async () => {
	const { id } = await http.json<{ id: string }>('POST', '/API/collection', { query: [['name', 'Sports']] });
	const at = `/API/collection/${id}/metadata`;
	await put(generic({ name: 'station_desk', value: several('sport') }), [], at);
	expect(valuesIn((await read([], at)).timespan[0], 'station_desk')).toEqual(['sport']);
});

test('fields with their definitions; choices when they are asked for', async () => {
	const list = async (query: Array<[string, string]> = []) =>
		(await http.json<{ field: object[] }>('GET', '/API/metadata-field', { query })).field;
	const desk = { name: 'station_desk', type: 'string-exact', origin: 'VX', system: 'false' };
	const values = { field: expect.arrayContaining([{ key: 'culture', value: 'Culture & Arts' }]) };
	expect(await list()).toEqual(
		expect.arrayContaining([desk, { name: 'title', type: 'string', origin: 'VX', system: 'true' }]),
	);
	expect(await list([['includeValues', 'true']])).toEqual(expect.arrayContaining([{ ...desk, values }]));
	expect(await http.json('GET', '/API/metadata-field/station_desk/values')).toEqual(values);
	await expect(http.json('GET', '/API/metadata-field/Title')).rejects.toMatchObject({ status: 404 });
	const make = async (name: string, type: string) =>
		await http.json('PUT', `/API/metadata-field/${name}`, { body: JSON.stringify({ type }) });
	expect(await make('station_colour', 'string-exact')).toEqual({
		name: 'station_colour',
		type: 'string-exact',
		origin: 'VX',
	});
	for (const [name, type] of [
		['colour', 'string'],
		['station_size', 'number'],
		['title', 'integer'],
	] as const)
		await expect(make(name, type)).rejects.toMatchObject({ kind: 'invalidInput' });
});
