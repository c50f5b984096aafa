import { afterChangedItems, itemsChangedSince } from '../../../../vidicore/events/changedItems';
import { itemsInCollection } from '../../../../vidicore/events/collectionContent';
import { afterEndedJobs, endedJobsNamed, jobsEndedSince } from '../../../../vidicore/events/endedJobs';
import type { VidiCoreHttp } from '../../../../vidicore/http';
import { answeringVidiCore, ok } from '../../../support/answeringVidiCore';

// How many entries VidiCore gives at once at most is not known, and a time that cannot be read leads nowhere.
const number = 450;
const time = (n: number) => new Date(Date.UTC(2026, 0, 1) + n * 1000).toISOString();
const ids = Array.from({ length: number }, (_, n) => `VX-${n + 1}`);

interface Item {
	id: string;
	modified?: string;
	timestamp?: string;
}

const jobs = ids.map((jobId, n) => ({ jobId, status: 'FINISHED', started: time(n), finished: time(n) }));
const items: Item[] = ids.map((id, n) => ({ id, modified: time(n), timestamp: time(n) }));
const itemDocument = ({ id, modified, timestamp }: Item) => {
	const field = (name: string, value?: string) => ({ name, timestamp, change: `VX-9${id}`, value: [{ value }] });
	return {
		id,
		metadata: { timespan: [{ field: [field('title', 'x'), field('__metadata_last_modified', modified)] }] },
	};
};

interface Lists {
	jobs?: object[];
	items?: Item[];
	/** Whether the lists say how many entries they have. */
	counted?: boolean;
}

/** A VidiCore that gives at most so many entries at once, whatever it is asked for. */
function giving(
	most: number,
	{ jobs: ended = jobs, items: changed = items, counted = true }: Lists = {},
): VidiCoreHttp {
	return answeringVidiCore(({ path, body }) => {
		const query = new URL(path, 'http://vidicore').searchParams;
		const page = <T>(all: T[]): T[] =>
			all.slice(Number(query.get('first')) - 1).slice(0, Math.min(most, Number(query.get('number'))));
		const hits = (all: unknown[]) => (counted ? { hits: all.length } : {});
		const [, id] = /^\/API\/job\/([^?]+)/.exec(path) ?? [];
		if (id) return ok({ jobId: id, status: 'FINISHED' });
		if (path.startsWith('/API/job')) return ok({ ...hits(ended), job: page(ended) });
		const { field: [search] = [], sort: [sort] = [] } = JSON.parse(String(body ?? '{}')) as {
			field?: Array<{ range: Array<{ value: Array<{ value: string }> }> }>;
			sort?: Array<{ order: string }>;
		};
		const from = search?.range[0]?.value[0]?.value ?? '';
		const found = changed.filter(({ modified = '' }) => modified === '' || modified >= from);
		const sorted = sort?.order === 'descending' ? found.reverse() : found;
		return ok({ ...hits(sorted), item: page(sorted).map(itemDocument) });
	}).http;
}

test.each([
	['all that is asked for', 1000, true],
	['100 at once', 100, true],
	['7 at once', 7, true],
	['one at once', 1, true],
	['all that is asked for, and does not count', 1000, false],
])('nothing is missed of a VidiCore that gives %s', async (_, most, counted) => {
	const http = giving(most, { counted });
	expect((await jobsEndedSince(http, { seen: [] }, [])).events.map(({ jobId }) => jobId)).toEqual(ids);
	expect((await itemsChangedSince(http, { seen: [] }, ['title'])).events.map(({ itemId }) => itemId)).toEqual(ids);
	expect(await itemsInCollection(http, 'VX-9')).toEqual(ids);
	expect((await endedJobsNamed(http, ids)).jobs.length).toBe(Math.min(number, most === 1000 ? number : most * 5 + 10));
});

describe.each([
	['no', undefined],
	['an empty', ''],
	['a strange', 'yesterday'],
	['an impossible', '2026-13-45T99:99:99Z'],
])('%s time', (_, odd) => {
	test('at which a job has ended is an error that names it, and no cursor', async () => {
		const job = { jobId: 'VX-7', status: 'FINISHED', ...(odd === undefined ? {} : { finished: odd }) };
		const http = giving(1000, { jobs: [...jobs.slice(0, 3), job] });
		const wrong = { kind: 'badAnswer', message: expect.stringContaining('VX-7') as string };
		await expect(jobsEndedSince(http, { seen: [] }, [])).rejects.toMatchObject(wrong);
		await expect(afterEndedJobs(http, [])).rejects.toMatchObject(wrong);
	});

	test('at which an item was changed is an error that names it, and no cursor', async () => {
		const wrong = { kind: 'badAnswer', message: expect.stringContaining('VX-7') as string };
		const http = giving(1000, { items: [{ id: 'VX-7', modified: odd ?? time(1), timestamp: odd ?? 'never' }] });
		await expect(afterChangedItems(http, ['title'])).rejects.toMatchObject(wrong);
	});
});
