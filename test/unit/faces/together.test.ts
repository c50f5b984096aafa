import fc from 'fast-check';
import { parseTime, type Instant } from '../../../faces/timecode';
import { togetherSpans } from '../../../faces/together';
import { seen, seenIn } from '../../support/seen';

describe('people together', () => {
	const scene = seen(
		{ person: 'Ada', start: '0@PAL', end: '100@PAL' },
		{ person: 'Bo', start: '50@PAL', end: '75@PAL' },
		{ person: 'Bo', start: '75@PAL', end: '150@PAL' },
		{ person: 'Cy', start: '90@PAL', end: '+INF' },
	);
	const short = (names?: string[]) =>
		togetherSpans(scene, names).map(({ people, start, end }) => [people.join(' '), start, end]);

	test('anybody with anybody, and the ones that were asked for', () => {
		expect(short()).toEqual([
			['Ada Bo', '50@PAL', '90@PAL'],
			['Ada Bo Cy', '90@PAL', '100@PAL'],
			['Bo Cy', '100@PAL', '150@PAL'],
		]);
		expect(short(['ada', 'ID of Bo'])).toEqual([['Ada Bo', '50@PAL', '100@PAL']]);
		expect(short(['Cy', 'Nobody'])).toEqual([]);
	});

	test('agrees with looking at every frame', () => {
		fc.assert(
			fc.property(
				fc.array(
					fc.record({ person: fc.constantFrom('a', 'b', 'c'), from: fc.nat({ max: 30 }), length: fc.nat({ max: 10 }) }),
					{ maxLength: 12 },
				),
				(list) => {
					const all = seen(
						...list.map(({ person, from, length }) => ({ person, start: `${from}@PAL`, end: `${from + length}@PAL` })),
					);
					const spans = togetherSpans(all);
					for (let frame = 0; frame < 45; frame++) {
						const there = [
							...new Set(
								list.filter(({ from, length }) => from <= frame && frame < from + length).map(({ person }) => person),
							),
						].sort();
						const told = spans
							.filter(({ start, end }) => parseInt(start) <= frame && frame < parseInt(end))
							.map(({ people }) => people);
						expect(told).toEqual(there.length > 1 ? [there] : []);
					}
				},
			),
			{ numRuns: 500 },
		);
	});

	const end = parseTime('60') as Instant;

	test('times of one base or another, and their length, are exact', () => {
		const film = seen(
			{ person: 'Ada', start: '2@24000:1001', end: '40@24000:1001' },
			{ person: 'Bo', start: '0@PAL', end: '4@24000:1001' },
		);
		// 2002/24000 s; between the rounded seconds lie 0.083416666.
		expect(togetherSpans(film)).toMatchObject([
			{
				...{ people: ['Ada', 'Bo'], start: '2@24000:1001', end: '4@24000:1001' },
				...{ startSeconds: 0.083416667, endSeconds: 0.166833333, durationSeconds: 0.083416667 },
				...{ startTimecode: '00:00:00:02', endTimecode: '00:00:00:04' },
			},
		]);
	});

	test('open ends last as long as the video, and are open where nobody knows that', () => {
		const open = [
			{ person: 'Ada', start: '-INF', end: '+INF' },
			{ person: 'Bo', start: '300@PAL', end: '+INF' },
			{ person: 'Cy', start: '-INF', end: '25@PAL' },
			{ person: 'Ada', start: '0@PAL', end: '+INF' },
		];
		expect(togetherSpans(seenIn({ end }, ...open))).toMatchObject([
			{ people: ['Ada', 'Cy'], start: '0@PAL', end: '25@PAL', startSeconds: 0, endSeconds: 1, durationSeconds: 1 },
			{
				...{ people: ['Ada', 'Bo'], start: '300@PAL', end: '+INF', startSeconds: 12, endSeconds: 60 },
				...{ durationSeconds: 48, endTimecode: '00:01:00:00' },
			},
		]);
		const begun = [open[2], { person: 'Bo', start: '-INF', end: '50@PAL' }] as typeof open;
		expect(togetherSpans(seen(...begun))).toMatchObject([
			{ people: ['Bo', 'Cy'], start: '-INF', startSeconds: null, endSeconds: 1, durationSeconds: null },
		]);
		expect(togetherSpans(seen(...open))).toMatchObject([
			{ people: ['Ada', 'Cy'], durationSeconds: 1 },
			{ people: ['Ada', 'Bo'], startSeconds: 12, endSeconds: null, endTimecode: null, durationSeconds: null },
		]);
	});

	test('two people of one name are two, however their appearances follow each other', () => {
		const both = [
			{ person: 'Ada', personId: 'a', start: '0@PAL', end: '100@PAL' },
			{ person: 'Ada', personId: 'b', start: '25@PAL', end: '50@PAL' },
			{ person: 'Ada', personId: 'b', start: '50@PAL', end: '75@PAL' },
		];
		const expected = [{ people: ['Ada', 'Ada'], personIds: ['a', 'b'], start: '25@PAL', end: '75@PAL' }];
		expect(togetherSpans(seen(...both))).toMatchObject(expected);
		const handedOver = [
			{ person: 'Ada', personId: 'b', start: '0@PAL', end: '50@PAL' },
			{ person: 'Ada', personId: 'a', start: '0@PAL', end: '25@PAL' },
			{ person: 'Ada', personId: 'a', start: '25@PAL', end: '50@PAL' },
		];
		expect(togetherSpans(seen(...handedOver))).toMatchObject([
			{ personIds: ['a', 'b'], start: '0@PAL', end: '50@PAL', durationSeconds: 2 },
		]);
		expect(togetherSpans(seen({ person: 'Ada', personId: 'a', start: '0@PAL', end: '25@PAL' }))).toEqual([]);
		const oneGoesAnotherComes = [
			{ person: 'Bo', personId: 'bo', start: '0@PAL', end: '50@PAL' },
			{ person: 'Ada', personId: 'a', start: '0@PAL', end: '25@PAL' },
			{ person: 'Ada', personId: 'b', start: '25@PAL', end: '50@PAL' },
		];
		expect(togetherSpans(seen(...oneGoesAnotherComes))).toMatchObject([
			{ personIds: ['a', 'bo'], start: '0@PAL', end: '25@PAL' },
			{ personIds: ['b', 'bo'], start: '25@PAL', end: '50@PAL' },
		]);
	});
});
