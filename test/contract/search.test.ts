import { startEmulator, type Emulator } from '../../tools/emulator';
import type { ScenarioVideo } from '../../tools/emulator/scenario';
import { vidiCoreOver } from '../../tools/lab/fetchTransport';
import type { VidiCoreHttp } from '../../vidicore/http';
import { detailsQuery, plainFields } from '../../vidicore/items/itemDetails';
import { searchDocument, type Search } from '../../vidicore/search/document';
import { itemPages } from '../../vidicore/search/pages';

// Searching: what the emulator takes and refuses, and how the client goes through long lists.
let emulator: Emulator;
let http: VidiCoreHttp;

const video = (n: number, title = `Video ${n}`): ScenarioVideo => ({
	id: `VX-${20_000 + n}`,
	title,
	file: `${n}.mp4`,
	durationSeconds: 10 + (n % 7),
	timeBase: 'PAL',
	cast: [],
	missingFile: true,
});

async function open(videos: ScenarioVideo[]): Promise<void> {
	const keys = { accessKeyId: 'A', secretAccessKey: 'b' };
	emulator = await startEmulator({
		scenario: { storage: { id: 'VX-1', bucket: 'archive' }, people: [], videos },
		s3: { endpoint: 'http://127.0.0.1:9', region: 'eu-west-1', cognitive: keys, vidicore: keys },
	});
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

describe('the emulator', () => {
	beforeEach(() =>
		open([video(1, 'Evening news'), video(2, 'Evening sports'), video(3, 'Morning news'), video(4, 'AC/DC live')]),
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
		['words in any order', { text: [{ value: 'news evening' }] }, [1]],
		['wildcards within words', { field: [value('title', 'm?rn*')] }, [3]],
		['a star that is no wildcard', { field: [value('itemId', 'VX-2000\\*')] }, []],
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
		await http.send('PUT', '/API/item/VX-20001/metadata', { body: JSON.stringify({ timespan }) });
		await http.send('DELETE', '/API/item/VX-20003');
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
			'Item VX-20002',
			'Item VX-20001',
			`Collection ${id}`,
		]);
		await http.send('DELETE', '/API/collection', { query: [['id', `VX-9,${id}`]] });
		expect((await http.json<Answer>('PUT', '/API/collection', { body: '{}' })).hits).toBe(0);
	});
});

describe('long lists', () => {
	const everything: Search = { conditions: [], combine: 'AND', sort: [{ field: 'created', order: 'descending' }] };
	const wanted = (generic: boolean, limit = Infinity) => ({
		search: searchDocument({ ...everything, ...(generic ? { intervals: 'generic' } : {}) }),
		query: detailsQuery({ fields: ['title'] }, []),
		limit,
		pageSize: 500,
		generic,
	});
	const read = async (generic: boolean, between: (page: number) => Promise<void> = async () => {}, limit?: number) => {
		const found: string[] = [];
		const hits: Array<number | undefined> = [];
		for await (const page of itemPages(http, wanted(generic, limit))) {
			for (const item of page.items) found.push(String(plainFields(item, ['title']).title));
			hits.push(page.hits);
			await between(hits.length);
		}
		return { found, hits };
	};
	const searches = () => emulator.requests.filter(({ method }) => method === 'PUT').length;

	test('more than the index gives by number, each once, in as few requests as pages', async () => {
		await open(Array.from({ length: 10_200 }, (_, n) => video(n)));
		const { found } = await read(true);
		expect(found).toHaveLength(10_200);
		expect(new Set(found).size).toBe(10_200);
		expect(searches()).toBe(21);
		await expect(read(false)).rejects.toThrow(/first 10000 hits/);
	});

	test('10,000 hits while items come and go: none twice, and none of those that stay is missing', async () => {
		const all = Array.from({ length: 10_000 }, (_, n) => video(n));
		await open(all);
		const gone = new Set<string>();
		const { found, hits } = await read(true, async (page) => {
			await http.send('POST', '/API/import/placeholder', {
				query: [['container', 1]],
				body: JSON.stringify({ timespan: [{ field: [value('title', `New ${page}`)] }] }),
			});
			// One that was on a page already, and one that still comes.
			for (const n of [9990 - page, 40 + page]) {
				await http.send('DELETE', `/API/item/VX-${20_000 + n}`);
				gone.add(`Video ${n}`);
			}
		});
		expect(new Set(found).size).toBe(found.length);
		expect(all.map(({ title }) => title).filter((title) => !gone.has(title) && !found.includes(title))).toEqual([]);
		expect(new Set(hits).size).toBeGreaterThan(1);
	});

	test('without a cursor: what moves on to the next page does not come twice', async () => {
		await open(Array.from({ length: 1200 }, (_, n) => video(n)));
		const { found } = await read(false, async (page) => {
			if (page > 2) return;
			for (let n = 0; n < 3; n++)
				await http.send('POST', '/API/import/placeholder', { query: [['container', 1]], body: '{}' });
		});
		expect(new Set(found).size).toBe(found.length);
		expect(found).toHaveLength(1200);
	});

	test('up to a limit, in one request where one does', async () => {
		await open(Array.from({ length: 600 }, (_, n) => video(n)));
		expect((await read(true, undefined, 50)).found).toHaveLength(50);
		expect(searches()).toBe(1);
		expect((await read(true, undefined, 550)).found).toHaveLength(550);
		expect(searches()).toBe(3);
	});

	const nothing = { status: 200, body: '{"hits":1200,"item":[]}', contentType: 'application/json' };
	test.each([
		['cut off', 'truncate', true],
		['cut off', 'truncate', false],
		['without its items', nothing, true],
		['without its items', nothing, false],
	] as const)('an answer %s in the middle is an error, never the end (%j, cursor: %p)', async (_, effect, generic) => {
		await open(Array.from({ length: 1200 }, (_one, n) => video(n)));
		const fails = { match: /^PUT .API.item$/, times: 99, effect };
		emulator.faults.add({ match: /^PUT .API.item$/, times: 1, effect: { delayMs: 0 }, then: [fails] });
		await expect(read(generic)).rejects.toMatchObject({ kind: 'badAnswer' });
	});

	test('a VidiCore without cursors is read by numbers', async () => {
		await open(Array.from({ length: 1200 }, (_, n) => video(n)));
		const page = (first: number) => ({
			status: 200,
			body: JSON.stringify({ hits: 3, item: [{ id: `VX-${first}` }] }),
			contentType: 'application/json',
		});
		const second = {
			match: /^PUT .API.item$/,
			times: 1,
			effect: page(2),
			then: [{ match: /^PUT/, times: 1, effect: page(3) }],
		};
		emulator.faults.add({ match: /^PUT .API.item$/, times: 1, effect: page(1), then: [second] });
		expect((await read(true)).found).toHaveLength(3);
		expect(emulator.requests.map(({ query }) => /(first|cursor)=[^&]*/.exec(query)?.[0])).toEqual([
			'cursor=*',
			'first=2',
			'first=3',
		]);
	});
});
