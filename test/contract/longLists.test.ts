import type { Emulator } from '../../tools/emulator';
import type { ScenarioVideo } from '../../tools/emulator/scenario';
import { vidiCoreOver } from '../../tools/lab/fetchTransport';
import type { VidiCoreHttp } from '../../vidicore/http';
import { detailsQuery, plainFields } from '../../vidicore/items/itemDetails';
import { searchDocument, type Search } from '../../vidicore/search/document';
import { itemPages } from '../../vidicore/search/pages';
import { archiveOf, manyNumbered } from '../support/numberedArchive';
import { siteId } from '../support/site';

// How the client goes through long lists, also while they change.
let emulator: Emulator;
let http: VidiCoreHttp;

async function open(videos: ScenarioVideo[]): Promise<void> {
	emulator = await archiveOf(videos);
	http = vidiCoreOver(emulator.baseUrl);
}
afterEach(() => emulator.close());

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
	await open(manyNumbered(10_200));
	const { found } = await read(true);
	expect(found).toHaveLength(10_200);
	expect(new Set(found).size).toBe(10_200);
	expect(searches()).toBe(21);
	await expect(read(false)).rejects.toThrow(/first 10000 hits/);
});

test('10,000 hits while items come and go: none twice, and none of those that stay is missing', async () => {
	const all = manyNumbered(10_000);
	await open(all);
	const gone = new Set<string>();
	const { found, hits } = await read(true, async (page) => {
		await http.send('POST', '/API/import/placeholder', {
			query: [['container', 1]],
			body: JSON.stringify({ timespan: [{ field: [{ name: 'title', value: [{ value: `New ${page}` }] }] }] }),
		});
		// One that was on a page already, and one that still comes.
		for (const n of [9990 - page, 40 + page]) {
			await http.send('DELETE', `/API/item/${siteId(20_000 + n)}`);
			gone.add(`Video ${n}`);
		}
	});
	expect(new Set(found).size).toBe(found.length);
	expect(all.map(({ title }) => title).filter((title) => !gone.has(title) && !found.includes(title))).toEqual([]);
	expect(new Set(hits).size).toBeGreaterThan(1);
});

test('without a cursor: what moves on to the next page does not come twice', async () => {
	await open(manyNumbered(1200));
	const { found } = await read(false, async (page) => {
		if (page > 2) return;
		for (let n = 0; n < 3; n++)
			await http.send('POST', '/API/import/placeholder', { query: [['container', 1]], body: '{}' });
	});
	expect(new Set(found).size).toBe(found.length);
	expect(found).toHaveLength(1200);
});

test('up to a limit, in one request where one does', async () => {
	await open(manyNumbered(600));
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
	await open(manyNumbered(1200));
	const fails = { match: /^PUT .API.item$/, times: 99, effect };
	emulator.faults.add({ match: /^PUT .API.item$/, times: 1, effect: { delayMs: 0 }, then: [fails] });
	await expect(read(generic)).rejects.toMatchObject({ kind: 'badAnswer' });
});

test('a VidiCore without cursors is read by numbers', async () => {
	await open(manyNumbered(1200));
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
