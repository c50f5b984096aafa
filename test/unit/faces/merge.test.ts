import fc from 'fast-check';
import type { Appearance } from '../../../faces/appearance';
import { gapOfFrames, gapOfSeconds, mergeAppearances } from '../../../faces/merge';
import { parseBase, parseTime, toSeconds, type Instant } from '../../../faces/timecode';
import { seen, seenIn } from '../../support/seen';

const spans = (list: readonly Appearance[]) => list.map(({ person, start, end }) => [person, start, end]);
const end = parseTime('60') as Instant;

test('a gap in frames is exactly so many frames of that rate', () => {
	const ntsc = parseBase('NTSC');
	expect(gapOfFrames(30, ntsc)).toEqual({ num: 30_030n, den: 30_000n });
	const found = seen(
		{ person: 'Ada', start: '0@NTSC', end: '10@NTSC' },
		{ person: 'Ada', start: '40@NTSC', end: '50@NTSC' },
		{ person: 'Ada', start: '81@NTSC', end: '90@NTSC' },
	);
	expect(spans(mergeAppearances(found, gapOfFrames(29, ntsc)))).toHaveLength(3);
	expect(spans(mergeAppearances(found, gapOfFrames(30, ntsc)))).toEqual([
		['Ada', '0@NTSC', '50@NTSC'],
		['Ada', '81@NTSC', '90@NTSC'],
	]);
	expect(spans(mergeAppearances(found, gapOfFrames(31, ntsc)))).toEqual([['Ada', '0@NTSC', '90@NTSC']]);
	// Thirty frames at 29.97 last longer than a second, and 30 at 30 just that.
	expect(mergeAppearances(found, gapOfSeconds(1))).toHaveLength(3);
	expect(mergeAppearances(found, gapOfFrames(30, parseBase('NTSC30')))).toHaveLength(3);
});

test('the gap is compared exactly where the bases differ', () => {
	const found = seen(
		{ person: 'Ada', start: '0@PAL', end: '25@PAL' },
		{ person: 'Ada', start: '1040000@1000000', end: '2' },
	);
	expect(mergeAppearances(found, gapOfFrames(1, parseBase('PAL')))).toMatchObject([
		{ start: '0@PAL', end: '2', durationSeconds: 2, mergedFrom: 2 },
	]);
	expect(mergeAppearances(found, { num: 39_999n, den: 1_000_000n })).toHaveLength(2);
});

test('what was joined over two bases keeps its exact times for what is done with it next', () => {
	const [ada] = mergeAppearances(
		seen({ person: 'Ada', start: '25@PAL', end: '50@PAL' }, { person: 'Ada', start: '1500@1000', end: '3003@1000' }),
		gapOfSeconds(0),
	);
	expect([ada?.from, ada?.to].map((instant) => instant && toSeconds(instant))).toEqual([1, 3.003]);
	const later = seen({ person: 'Ada', start: '3004@1000', end: '4@1' });
	expect(mergeAppearances([...later, ada as Appearance], { num: 1n, den: 1000n })).toMatchObject([
		{ start: '25@PAL', end: '4@1', durationSeconds: 3, mergedFrom: 3 },
	]);
	expect(mergeAppearances([...later, ada as Appearance], { num: 1n, den: 1001n })).toHaveLength(2);
});

test('the same person in two videos is not joined, and groups of unknown meaning are all kept', () => {
	const [ada] = seen({ person: 'Ada', start: '0@PAL', end: '25@PAL' }) as [Appearance];
	const box = (value: string) => ({ extra: [{ name: 'box', fields: [{ name: 'x', value }] }] });
	expect(mergeAppearances([ada, ada.until(ada, { itemId: 'VX-2' })], gapOfSeconds(0))).toHaveLength(2);
	const [joined] = mergeAppearances([ada.until(ada, box('1')), ada, ada.until(ada, box('2'))], gapOfSeconds(0));
	expect(joined?.extra).toEqual([...box('1').extra, ...box('2').extra]);
});

test('two people of one name are two, and one person of two spellings is one', () => {
	const two = seen(
		{ person: 'Ada', personId: 'a', start: '0@PAL', end: '25@PAL' },
		{ person: 'Ada', personId: 'b', start: '25@PAL', end: '50@PAL' },
		{ person: 'Ada N.', personId: 'a', start: '50@PAL', end: '75@PAL' },
	);
	expect(mergeAppearances(two, gapOfSeconds(1))).toMatchObject([
		{ personId: 'a', person: 'Ada', start: '0@PAL', end: '75@PAL', mergedFrom: 2 },
		{ personId: 'b', start: '25@PAL', end: '50@PAL' },
	]);
	const nameless = seen(
		{ person: 'Ada', personId: '', start: '0@PAL', end: '25@PAL' },
		{ person: 'Bo', personId: '', start: '0@PAL', end: '25@PAL' },
	);
	expect(mergeAppearances(nameless, gapOfSeconds(1))).toHaveLength(2);
});

test('an open end swallows what comes behind, and lasts as long as the video where that is known', () => {
	const list = [
		{ person: 'Ada', start: '300@PAL', end: '+INF' },
		{ person: 'Ada', start: '500@PAL', end: '525@PAL' },
		{ person: 'Bo', start: '500@PAL', end: '525@PAL' },
	];
	expect(mergeAppearances(seen(...list), gapOfSeconds(0))).toMatchObject([
		{ person: 'Ada', start: '300@PAL', end: '+INF', endSeconds: null, endTimecode: null, durationSeconds: null },
		{ person: 'Bo', start: '500@PAL', end: '525@PAL' },
	]);
	expect(mergeAppearances(seenIn({ end }, ...list), gapOfSeconds(0))[0]).toMatchObject({
		...{ start: '300@PAL', end: '+INF', endSeconds: 60, endTimecode: '00:01:00:00', durationSeconds: 48 },
		mergedFrom: 2,
	});
});

test('an open end that comes last leaves the joined one open', () => {
	const list = [
		{ person: 'Ada', start: '-INF', end: '25@PAL' },
		{ person: 'Ada', start: '25@PAL', end: '+INF' },
	];
	expect(mergeAppearances(seen(...list), gapOfSeconds(0))).toMatchObject([
		{ start: '-INF', end: '+INF', startSeconds: null, endSeconds: null, durationSeconds: null, mergedFrom: 2 },
	]);
	expect(mergeAppearances(seenIn({ end }, ...list), gapOfSeconds(0))).toMatchObject([
		{ start: '-INF', end: '+INF', startSeconds: 0, endSeconds: 60, durationSeconds: 60, mergedFrom: 2 },
	]);
});

test('one that begins openly has no length where nobody knows the video', () => {
	const list = [
		{ person: 'Ada', start: '-INF', end: '25@PAL' },
		{ person: 'Ada', start: '20@PAL', end: '50@PAL' },
	];
	expect(mergeAppearances(seen(...list), gapOfSeconds(0))).toMatchObject([
		{ start: '-INF', end: '50@PAL', endSeconds: 2, durationSeconds: null },
	]);
});

test('what is joined has the best confidence, all that is known beside it, and its parts stay as they were', () => {
	const found = seen(
		{ person: 'Ada', start: '0@PAL', end: '25@PAL' },
		{ person: 'Ada', start: '10@PAL', end: '20@PAL', confidence: '0.9' },
		{ person: 'Ada', start: '20@PAL', end: '30@PAL', confidence: '0.4' },
	);
	const before = JSON.stringify(found);
	const once = mergeAppearances(found, gapOfSeconds(0));
	expect(once).toMatchObject([{ end: '30@PAL', confidence: 0.9, mergedFrom: 3, durationSeconds: 1.2 }]);
	expect(JSON.stringify(found)).toBe(before);
	const later = seen({ person: 'Ada', start: '31@PAL', end: '40@PAL' });
	expect(mergeAppearances([...once, ...later], gapOfSeconds(1))).toMatchObject([{ end: '40@PAL', mergedFrom: 4 }]);
	expect(mergeAppearances(later, gapOfSeconds(1))).toEqual(later);
});

test('the length of what is joined is reckoned exactly and rounded once', () => {
	const found = seen(
		{ person: 'Ada', start: '2@24000:1001', end: '3@24000:1001' },
		{ person: 'Ada', start: '3@24000:1001', end: '4@24000:1001' },
	);
	// 2002/24000 s; between the rounded seconds lie 0.083416666.
	expect(mergeAppearances(found, gapOfSeconds(0))).toMatchObject([{ durationSeconds: 0.083416667 }]);
});

test('joined in any order, in whatever bases, it comes to the same', () => {
	const time = fc.tuple(fc.nat(40), fc.constantFrom(['PAL', 1], ['50', 2], ['1000', 40] as const));
	const list = fc.array(
		fc.record({ at: time, length: fc.nat(10), person: fc.constantFrom('a', 'b'), open: fc.boolean() }),
		{ maxLength: 8 },
	);
	fc.assert(
		fc.property(list, fc.nat(3), (parts, gap) => {
			const built = parts.map(({ at: [frame, [base, each]], length, person, open }) => ({
				person,
				start: `${frame * Number(each)}@${base}`,
				end: open ? '+INF' : `${(frame + length) * Number(each)}@${base}`,
			}));
			const merged = (video: object, all: typeof built) =>
				mergeAppearances(seenIn(video, ...all), gapOfFrames(gap, parseBase('PAL'))).map(
					({ person, startSeconds, endSeconds, durationSeconds, mergedFrom }) => ({
						...{ person, startSeconds, endSeconds, durationSeconds, mergedFrom },
					}),
				);
			for (const video of [{}, { end }]) expect(merged(video, built)).toEqual(merged(video, [...built].reverse()));
			// The same, found by hand: frames of a person that are at most `gap` apart hang together.
			for (const person of ['a', 'b']) {
				const own = parts.filter((part) => part.person === person);
				const runs: Array<[number, number]> = [];
				for (const { at, length, open } of [...own].sort((one, two) => one.at[0] - two.at[0])) {
					const [from, to] = [at[0], open ? 1500 : at[0] + length];
					const last = runs.at(-1);
					if (last && from - last[1] <= gap) last[1] = Math.max(last[1], to);
					else runs.push([from, to]);
				}
				expect(
					merged({ end }, built)
						.filter((row) => row.person === person)
						.map((row) => [Math.round(Number(row.startSeconds) * 25), Math.round(Number(row.endSeconds) * 25)]),
				).toEqual(runs);
			}
		}),
	);
});
