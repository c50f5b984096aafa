import { listFields } from '../../vidicore/fields/definitions';
import type { VidiCoreHttp } from '../../vidicore/http';
import { detailsQuery, plainFields } from '../../vidicore/items/itemDetails';
import { searchDocument, type Search } from '../../vidicore/search/document';
import { countByField } from '../../vidicore/search/facet';
import { itemPages } from '../../vidicore/search/pages';
import { vidiCoreOver } from '../lab/fetchTransport';
import type { SearchRun } from './search';

// One measured run of tools/bench/search.ts, in a process that holds nothing but the client:
//   node --expose-gc searchRun.js WORK BASE_URL

type Outcome = Pick<SearchRun, 'rows' | 'heldMB'>;

const everything: Search = {
	conditions: [],
	combine: 'AND',
	intervals: 'generic',
	sort: [{ field: 'created', order: 'descending' }],
};
const inPages = { limit: Infinity, pageSize: 500, generic: true };

/** What is held after a collection, in MB. */
function held(): number {
	(globalThis as { gc?: () => void }).gc?.();
	return Math.round((process.memoryUsage().heapUsed / 2 ** 20) * 10) / 10;
}

const works: Record<string, (http: VidiCoreHttp) => Promise<Outcome>> = {
	nothing: async (http) => ({ rows: (await listFields(http)).length }),

	/** 50 items with two fields, out of all. */
	fifty: async (http) => {
		const conditions = [{ field: 'title', operator: 'contains', value: 'evening' }] as const;
		const search = searchDocument({ ...everything, conditions });
		const query = detailsQuery({ fields: ['title', 'durationSeconds'] }, []);
		let rows = 0;
		for await (const { items } of itemPages(http, { ...inPages, search, query, limit: 50 }))
			rows += items.filter((item) => plainFields(item, ['title']).title !== null).length;
		return { rows };
	},

	/** The id and one field of all items; nothing is kept of a page but the ids. */
	all: async (http) => {
		const query = detailsQuery({ fields: ['title'] }, []);
		const [heldMB, pageRows]: [number[], number[]] = [[], []];
		let rows = 0;
		for await (const { items } of itemPages(http, { ...inPages, search: searchDocument(everything), query })) {
			rows += items.filter((item) => plainFields(item, ['title']).title !== null).length;
			pageRows.push(items.length);
			if (pageRows.length % 20 === 0) heldMB.push(held());
		}
		return { rows, heldMB };
	},

	/** Who is seen in how many items: VidiCore counts. */
	facet: async (http) => {
		const search = searchDocument({ ...everything, sort: [], intervals: 'timed' });
		const { counts } = await countByField(http, search, { field: 'adu_av_value', most: 1000 });
		return { rows: counts.length };
	},

	/** The same by reading the faces of all items. */
	byReading: async (http) => {
		const query = [
			['content', 'metadata'],
			['group', 'adu_face_DeepVAKeyframeAnalyzer+'],
			['includeTransientMetadata', false],
		] as const;
		const items = new Map<string, Set<string>>();
		for await (const page of itemPages(http, { ...inPages, search: searchDocument(everything), query }))
			for (const item of page.items) {
				const groups = (item.part('metadata').partsIfAny('timespan') ?? []).flatMap(
					(span) => span.partsIfAny('group')?.flatMap((group) => group.partsIfAny('group') ?? []) ?? [],
				);
				for (const field of groups.flatMap((group) => group.partsIfAny('field') ?? [])) {
					const value = field.text('name') === 'adu_av_value' && field.partsIfAny('value')?.[0]?.plainIfAny('value');
					if (value) items.set(value, (items.get(value) ?? new Set()).add(item.text('id')));
				}
			}
		return { rows: items.size };
	},
};

async function main(): Promise<void> {
	const [name = '', baseUrl = ''] = process.argv.slice(2);
	const http = vidiCoreOver(baseUrl);
	await listFields(http); // the first request makes the connection
	const begun = performance.now();
	const outcome = await works[name]?.(http);
	const run = {
		...outcome,
		ms: Math.round(performance.now() - begun),
		peakMB: Math.round(process.resourceUsage().maxRSS / 1024),
	};
	console.log(JSON.stringify(run));
}

void main();
