import { readTimedMetadata, type WantedMetadata } from '../../../../vidicore/items/timedMetadata';
import { answeringVidiCore, ok, type Answer } from '../../../support/answeringVidiCore';

// What is asked of VidiCore when an item's timed metadata are read, and what is made of strange answers.
async function reading(wanted: WantedMetadata, answer: (n: number) => Answer) {
	let asked = 0;
	const { http, requests } = answeringVidiCore(() => answer(asked++));
	const windows: unknown[] = [];
	for await (const window of readTimedMetadata(http, 'VX-1', wanted)) windows.push(window);
	const queries = requests.map(({ path }) => new URL(path, 'http://vidicore').searchParams);
	return { windows, queries };
}
const item = (metadata: object = { revision: 'VX-9', timespan: [] }) => ok({ id: 'VX-1', metadata });

test('a short item is one request; groups are asked for by name, whatever letters are in it', async () => {
	const groups = ['adu_label_Ünï &?#/+%', 'adu_transcript_Speech'];
	const { windows, queries } = await reading({ groups, durationSeconds: 60 }, () => item());
	expect(windows).toHaveLength(1);
	expect(queries.map((query) => [query.get('group'), query.get('interval')])).toEqual([
		['adu_label_Ünï &?#/+%+,adu_transcript_Speech+', 'all'],
	]);
});

test('without names no group is asked for, so that all come', async () => {
	const { queries } = await reading({}, () => item());
	expect(queries[0]?.has('group')).toBe(false);
	expect(queries[0]?.get('includeTransientMetadata')).toBe('false');
});

test.each([
	[true, 'generic,-INF-120'],
	[false, '-INF-120'],
])('what is not timed comes with the first window of a long item, if wanted: %s', async (untimed, first) => {
	const { queries } = await reading({ untimed, durationSeconds: 1300 }, () => item());
	const intervals = queries.map((query) => query.get('interval') ?? '');
	expect(intervals[0]).toBe(first);
	expect(intervals.slice(1).filter((interval) => interval.includes('generic'))).toEqual([]);
	expect(intervals.at(-1)).toMatch(/-\+INF$/);
});

test('change sets in another order are the same metadata', async () => {
	const sets = ['VX-190', 'VX-189', 'VX-192'];
	const shuffled = (n: number) =>
		item({ revision: [...sets.slice(n % 3), ...sets.slice(0, n % 3)].join(), timespan: [] });
	expect((await reading({ durationSeconds: 1300 }, shuffled)).windows.length).toBeGreaterThan(2);
});

test('metadata that change from window to window end the reading', async () => {
	const changing = (n: number) => item({ revision: `VX-${n}`, timespan: [] });
	await expect(reading({ durationSeconds: 1300 }, changing)).rejects.toMatchObject({ fault: { kind: 'conflict' } });
});

test.each([
	['no item', ok({})],
	['another document', ok({ hits: 0, item: [] })],
	['spans that are no list', item({ timespan: {} })],
])('%s is no empty reading', async (_, answer) => {
	await expect(reading({}, () => answer)).rejects.toMatchObject({ fault: { kind: 'badAnswer' } });
});
