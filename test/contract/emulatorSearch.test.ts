import type { Emulator } from '../../tools/emulator';
import type { ScenarioVideo } from '../../tools/emulator/scenario';
import { vidiCoreOver } from '../../tools/lab/fetchTransport';
import type { VidiCoreHttp } from '../../vidicore/http';
import { archiveOf, numbered } from '../support/numberedArchive';
import { siteId } from '../support/site';

// What the emulator finds, and what it refuses as VidiCore does.
let emulator: Emulator;
let http: VidiCoreHttp;

async function open(videos: ScenarioVideo[]): Promise<void> {
	emulator = await archiveOf(videos);
	http = vidiCoreOver(emulator.baseUrl);
}
afterEach(() => emulator.close());

interface Answer {
	hits?: number;
	item: Array<{ id: string }>;
	facet?: Array<{ field: string; count: object[]; range: object[] }>;
	nextCursor?: string;
}
const put = async (
	document: object,
	query: ReadonlyArray<readonly [string, string | number]> = [],
	path = '/API/item',
) => await http.json<Answer>('PUT', path, { query, body: JSON.stringify(document) });
const ids = async (document: object) => (await put(document)).item.map(({ id }) => Number(id.slice(3)) - 20_000);
const value = (name: string, ...values: string[]) => ({ name, value: values.map((one) => ({ value: one })) });

beforeEach(() =>
	open([
		numbered(1, 'Evening news'),
		numbered(2, 'Evening sports'),
		numbered(3, 'Morning news'),
		numbered(4, 'AC/DC live'),
	]),
);

test.each<[string, object, number[]]>([
	['nothing asked: everything, the newest first', {}, [4, 3, 2, 1]],
	['several fields: all of them', { field: [value('title', 'evening'), value('title', 'news')] }, [1]],
	['several values: one of them', { field: [value('title', 'sports', 'morning')] }, [3, 2]],
	[
		'NOT inside OR inside AND',
		{
			operator: {
				operation: 'AND',
				field: [value('mediaType', 'video')],
				operator: [
					{
						operation: 'OR',
						field: [value('title', 'live')],
						operator: [{ operation: 'NOT', field: [value('title', 'evening')] }],
					},
				],
			},
		},
		[4, 3],
	],
	['a filter counts as well', { filter: [{ name: 'f', operation: 'NOT', field: [value('title', 'news')] }] }, [4, 2]],
	['a phrase', { field: [value('title', '"dc live"')] }, [4]],
	['not a phrase the other way round', { field: [value('title', '"live dc"')] }, []],
	['any word of a text', { text: [{ value: 'news evening' }] }, [3, 2, 1]],
	['any word of a field, in any case', { field: [value('title', 'MORNING nothing')] }, [3]],
	['wildcards within words', { field: [value('title', 'm?rn*')] }, [3]],
	['a star that is no wildcard', { field: [value('itemId', `${siteId(2000)}\\*`)] }, []],
	[
		'an end that does not belong to a range',
		{
			field: [
				{
					name: 'durationSeconds',
					range: [{ value: [{ value: '11' }, { value: '13' }], exclusiveMinimum: true, exclusiveMaximum: true }],
				},
			],
		},
		[2],
	],
	[
		'an open end, whatever stands there',
		{ field: [{ name: 'durationSeconds', range: [{ value: [{ value: '13' }, { value: '0', maximum: true }] }] }] },
		[4, 3],
	],
	['sorted by two fields', { sort: [{ field: 'mediaType' }, { field: 'title', order: 'ascending' }] }, [4, 1, 2, 3]],
	['timed values only: none', { intervals: 'timed', field: [value('title', 'news')] }, []],
])('%s', async (_, document, expected) => {
	expect(await ids(document)).toEqual(expected);
});

test.each<[string, unknown, number]>([
	['a field that is not known', { field: [value('vendor_x', '1')] }, 404],
	['a field to sort by that is not known', { sort: [{ field: 'vendor_x' }] }, 404],
	['a field to count by that is not known', { facet: [{ field: 'vendor_x' }] }, 404],
	['a member that means nothing', { fields: [] }, 400],
	['an operation that is none', { operator: { operation: 'XOR', field: [] } }, 400],
	['a range with one value', { field: [{ name: 'created', range: [{ value: [{ value: '2025-01-01' }] }] }] }, 400],
	['words for a number', { field: [value('durationSeconds', 'long')] }, 400],
	['a number for a date', { field: [value('created', '12')] }, 400],
	['a field without a name', { field: [{ value: [{ value: 'x' }] }] }, 400],
	['a text for a field', { field: ['title'] }, 400],
	['an order that is none', { sort: [{ field: 'title', order: 'up' }] }, 400],
	['intervals that are none', { intervals: 'some' }, 400],
	['a list', [], 400],
	['null', null, 400],
	['a value that is an object', { field: [{ name: 'title', value: [{ value: {} }] }] }, 400],
])('refuses %s', async (_, document, status) => {
	for (const path of ['/API/item', '/API/collection', '/API/search'])
		await expect(put(document as object, [], path)).rejects.toMatchObject({ status });
});

test.each([
	['first', 0],
	['first', 'x'],
	['number', -1],
	['number', 1.5],
	['cursor', 'nonsense'],
	['first', 10_000],
] as const)('refuses %s=%s', async (name, given) => {
	await expect(put({}, [[name, given]])).rejects.toMatchObject({ status: 400 });
});

test('counts by field and by range, in the same request', async () => {
	const range = [
		{ start: '11', end: '13' },
		{ start: '13', end: '99' },
	];
	const { facet, hits, item } = await put(
		{
			facet: [
				{ field: 'mediaType', count: true },
				{ field: 'durationSeconds', count: true, maxResults: 1, range },
			],
		},
		[['number', 1]],
	);
	expect([hits, item.length]).toEqual([4, 1]);
	expect(facet).toEqual([
		{ field: 'mediaType', count: [{ fieldValue: 'video', value: 4 }], range: [] },
		{
			field: 'durationSeconds',
			count: [{ fieldValue: '11', value: 1 }],
			range: [
				{ ...range[0], value: 2 },
				{ ...range[1], value: 2 },
			],
		},
	]);
});

test('an index that holds still shows what was, but nothing that was deleted', async () => {
	emulator.index.holdStill();
	const timespan = [{ start: '-INF', end: '+INF', field: [value('title', 'Renamed')] }];
	await http.send('PUT', `/API/item/${siteId(20001)}/metadata`, { body: JSON.stringify({ timespan }) });
	await http.send('DELETE', `/API/item/${siteId(20003)}`);
	expect(await ids({ field: [value('title', 'renamed')] })).toEqual([]);
	expect(await ids({ field: [value('title', 'news')] })).toEqual([1]);
	emulator.index.catchUp();
	expect(await ids({ field: [value('title', 'renamed')] })).toEqual([1]);
	expect(await ids({ field: [value('title', 'news')] })).toEqual([]);
});

test('items and collections together; collections renamed, and deleted many at once', async () => {
	const { id } = await http.json<{ id: string }>('POST', '/API/collection', { query: [['name', 'News']] });
	await http.send('PUT', `/API/collection/${id}/rename`, { query: [['name', 'Evening collection']] });
	const found = await http.json<{ entry: Array<{ id: string; type: string }> }>('PUT', '/API/search', {
		body: JSON.stringify({ field: [value('title', 'evening')] }),
	});
	expect(found.entry.map((entry) => `${entry.type} ${entry.id}`)).toEqual([
		`Item ${siteId(20002)}`,
		`Item ${siteId(20001)}`,
		`Collection ${id}`,
	]);
	await http.send('DELETE', '/API/collection', { query: [['id', `${siteId(9)},${id}`]] });
	expect((await http.json<Answer>('PUT', '/API/collection', { body: '{}' })).hits).toBe(0);
});
