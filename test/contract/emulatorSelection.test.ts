import { openWorld, type World } from '../../tools/emulator/world';
import { askEmulator } from '../support/askEmulator';

// Which part of the metadata an answer has: field, group, interval, terse (VidiCore's reference on item content).
let world: World;
beforeAll(async () => {
	world = await openWorld();
	const values = (name: string, value: string) => ({ name, value: [{ value }] });
	const timespan = [
		{
			...{ start: '-INF', end: '+INF' },
			field: [values('station_desk', 'sport')],
			group: [
				{
					name: 'station_story',
					field: [values('station_note', 'outer'), values('station_persons', 'Ada')],
					group: [{ name: 'station_line', field: [values('station_note', 'inner')] }],
				},
			],
		},
		{ start: '0@PAL', end: '25@PAL', field: [values('station_note', 'first words')] },
		{ start: '25@PAL', end: '50@PAL', field: [values('station_note', 'second words')] },
	];
	const body = JSON.stringify({ timespan });
	expect(await askEmulator(world, 'PUT', '/API/item/VX-111/metadata', { body })).toMatchObject({ status: 200 });
});
afterAll(async () => await world.close());

interface Part {
	name: string;
	value?: Array<{ value: string }>;
	field?: Part[];
	group?: Part[];
}
interface Span {
	start: string;
	end: string;
	field: Part[];
	group: Part[];
}
type Words = Array<string | { name: string; holds: Words }>;

/** `name=value` of fields, and groups with what they hold. */
const wordsIn = ({ field = [], group = [] }: Pick<Part, 'field' | 'group'>): Words => [
	...field.map(({ name, value = [] }) => `${name}=${value[0]?.value ?? ''}`),
	...group.map((one) => ({ name: one.name, holds: wordsIn(one) })),
];
const spans = async (query: string) =>
	(
		(await askEmulator(world, 'GET', `/API/item/VX-111?content=metadata&${query}`)).json().metadata as {
			timespan: Span[];
		}
	).timespan;
const generic = async (query: string) => wordsIn((await spans(`interval=generic&${query}`))[0] ?? {});

const story = (...holds: Words) => ({ name: 'station_story', holds });
const line = { name: 'station_line', holds: ['station_note=inner'] };

test.each<[string, Words]>([
	['field=station_desk', ['station_desk=sport']],
	['field=station_desk:desk', ['desk=sport']],
	['group=station_story', [story('station_note=outer', 'station_persons=Ada')]],
	['group=station_story%2B', [story('station_note=outer', 'station_persons=Ada', line)]],
	[
		'field=station_desk&group=station_story:tale',
		['station_desk=sport', { ...story('station_note=outer', 'station_persons=Ada'), name: 'tale' }],
	],
	['group=station_story&field=-station_note', [story('station_persons=Ada')]],
	['field=station_note', [story('station_note=outer', line)]],
	['field=nothing_here', []],
])('%s', async (query, expected) => {
	expect(await generic(query)).toEqual(expected);
});

test('what is left out is left out everywhere, and all the rest is there', async () => {
	const all = await generic('');
	expect(await generic('group=-station_story&field=-station_desk')).toEqual(
		all.filter((one) => one !== 'station_desk=sport' && typeof one === 'string'),
	);
	expect(all).toContain('station_desk=sport');
	expect(all.filter((one) => typeof one !== 'string')).toHaveLength(1);
});

test('interval=result: those spans in which the search has found something', async () => {
	const body = JSON.stringify({ field: [{ name: 'station_note', value: [{ value: 'second' }] }] });
	const path = '/API/item?content=metadata&field=station_note&interval=';
	const found = async (interval: string) =>
		(
			(await askEmulator(world, 'PUT', path + interval, { body })).json().item as Array<{
				metadata: { timespan: Span[] };
			}>
		)
			.flatMap(({ metadata }) => metadata.timespan)
			.map(({ start }) => start);
	expect(await found('result')).toEqual(['25@PAL']);
	expect(await found('generic,result')).toEqual(['-INF', '25@PAL']);
	expect(await found('all')).toEqual(['-INF', '0@PAL', '25@PAL']);
});

test('terse: by field, each value with its span; groups are lost', async () => {
	const { terse, metadata } = (
		await askEmulator(world, 'GET', '/API/item/VX-111?content=metadata&terse=yes&field=station_note')
	).json() as { terse: Record<string, Array<{ value: string; start: string }>>; metadata?: object };
	expect(metadata).toBeUndefined();
	expect(terse.station_note?.map(({ value, start }) => [value, start])).toEqual([
		['outer', '-INF'],
		['inner', '-INF'],
		['first words', '0@PAL'],
		['second words', '25@PAL'],
	]);
	const list = (await askEmulator(world, 'GET', '/API/item/VX-111/metadata?terse=true&field=station_desk')).json();
	expect(list.item).toEqual([{ id: 'VX-111', station_desk: [expect.objectContaining({ value: 'sport' })] }]);
});

test('what is known by its name only is said, and refused where the emulator is strict', async () => {
	const strict = await openWorld({ strict: true });
	try {
		strict.vidiCore.onPurpose.set('GET /API/item/VX-111', 'p is known by its name only');
		const { status, headers } = await askEmulator(strict, 'GET', '/API/item/VX-111?p=metadata');
		expect([status, headers.get('x-emulator-unknown')]).toEqual([400, 'p']);
	} finally {
		await strict.close();
	}
});

test('the change sets of an item, a page of them, and one', async () => {
	interface ChangeSets {
		changeSet: Array<{ id: string; metadata: { timespan: Span[] } }>;
	}
	const ask = async (path: string) =>
		(await askEmulator(world, 'GET', `/API/item/VX-111/metadata/changes${path}`)).json() as unknown as ChangeSets;
	const { changeSet } = await ask('');
	const last = changeSet.at(-1);
	expect(last?.metadata.timespan.map(({ start }) => start)).toEqual(['-INF', '0@PAL', '25@PAL']);
	expect(wordsIn(last?.metadata.timespan[1] ?? {})).toEqual(['station_note=first words']);
	expect((await ask(`?first=${changeSet.length}&number=1`)).changeSet).toEqual([last]);
	expect((await ask(`?change=${last?.id}`)).changeSet).toEqual([last]);
	expect((await ask(`/${last?.id}`)).changeSet).toEqual([last]);
	const { metadata } = (await askEmulator(world, 'GET', '/API/item/VX-111?content=metadata')).json() as {
		metadata: { revision: string };
	};
	expect(new Set(metadata.revision.split(','))).toEqual(new Set(changeSet.map(({ id }) => id)));
	expect(await askEmulator(world, 'GET', '/API/item/VX-111/metadata/changes/VX-1')).toMatchObject({ status: 404 });
});
