import fc from 'fast-check';
import { filterAppearances } from '../../../faces/filter';
import { summarizePeople } from '../../../faces/people';
import { readAppearances } from '../../../faces/readAppearances';
import { compareTimes, parseTime, secondsBetween, toSeconds, type Instant } from '../../../faces/timecode';
import { fixture } from '../../support/fixture';

const field = (name: string, value: string) => ({ name, value: [{ value }] });
const face = (start: string, end: string, person: string, created = '2025-01-01T00:00:00', confidence = '0.9') => ({
	start,
	end,
	group: [
		{
			name: 'adu_face_DeepVAKeyframeAnalyzer',
			field: [field('adu_creationDate', created)],
			group: [
				{
					name: 'adu_av_analyzedValue',
					field: [
						field('adu_av_value', person),
						field('adu_av_valueId', person),
						field('adu_av_confidence', confidence),
					],
				},
			],
		},
	],
});
const read = (...timespan: unknown[]) => readAppearances('VX-1', { timespan });

const anyTime = fc
	.tuple(
		fc.bigInt(-(10n ** 14n), 10n ** 14n),
		fc.constantFrom('', '.5', '.001'),
		fc.constantFrom('PAL', 'NTSC', 'NTSC30', '24000:1001', '48000', '1000000', '1'),
	)
	.map(([samples, decimals, base]) => parseTime(`${samples}${decimals}@${base}`) as Instant);

test('seconds never run backwards: a later instant has no smaller number of seconds', () => {
	fc.assert(
		fc.property(anyTime, anyTime, (a, b) => {
			const [earlier, later] = compareTimes(a, b) <= 0 ? [a, b] : [b, a];
			expect(toSeconds(earlier)).toBeLessThanOrEqual(toSeconds(later));
			expect(secondsBetween(earlier, later)).toBeGreaterThanOrEqual(0);
		}),
	);
});

test('a thousandth of a frame apart is not the same instant, however far into the video', () => {
	expect(compareTimes(parseTime('90000000000000000.001@PAL'), parseTime('90000000000000000.002@PAL'))).toBe(-1);
});

test.each([
	['before', ['2025-01-01T00:00:00', '2024-01-01T00:00:00']],
	['after', ['2024-01-01T00:00:00', '2025-01-01T00:00:00']],
])('the newest of two analyses wins, standing %s the other in the metadata', (_, [first, second]) => {
	const sure = (created = '') => (created.startsWith('2025') ? '0.2' : '0.8');
	expect(
		read(face('0@PAL', '25@PAL', 'Ada', first, sure(first)), face('0@1', '1@1', 'Ada', second, sure(second))),
	).toMatchObject([{ confidence: 0.2, detectedAt: '2025-01-01T00:00:00' }]);
});

test('one tick more or less is another span', () =>
	expect(read(face('0@PAL', '25@PAL', 'Ada'), face('0@1000000', '1000001@1000000', 'Ada'))).toHaveLength(2));

test('the order is that of time across bases, open starts first and open ends last, then names', () => {
	const found = read(
		face('2@1', '3@1', 'Late'),
		face('25@PAL', '+INF', 'Open end'),
		face('1@1', '2@1', 'Bo'),
		face('1000@1000', '2000@1000', 'Ada'),
		face('-INF', '0@1', 'Open start'),
		face('-25@PAL', '0@1', 'Negative'),
	);
	expect(found.map(({ person }) => person)).toEqual(['Open start', 'Negative', 'Ada', 'Bo', 'Open end', 'Late']);
});

test('the order of the metadata does not matter', () => {
	const { metadata } = fixture<{ metadata: { timespan: unknown[] } }>('item-face-metadata.json');
	const expected = readAppearances('VX-108', metadata);
	expect(expected.length).toBeGreaterThan(2);
	fc.assert(
		fc.property(fc.shuffledSubarray(metadata.timespan, { minLength: metadata.timespan.length }), (timespan) => {
			expect(readAppearances('VX-108', { timespan })).toEqual(expected);
		}),
	);
});

test('filtering keeps the order and takes away only what the filter names', () => {
	const all = read(
		face('0@1', '1@1', 'Ada', undefined, '0.4'),
		face('1@1', '2@1', 'Bo', undefined, '0.6'),
		face('2@1', '3@1', 'unknown_3', undefined, '0.8'),
	);
	expect(filterAppearances(all, {})).toEqual(all);
	expect(filterAppearances(all, { minConfidence: 0.6, show: 'known' })).toEqual([all[1]]);
});

test('people: who is seen longest comes first; overlaps count once; first and last are of all appearances', () => {
	const all = read(
		face('0@1', '10@1', 'Ada'),
		face('5@1', '12@1', 'Ada', undefined, '0.95'),
		face('20@1', '21@1', 'Ada'),
		face('0@1', '14@1', 'Bo'),
	);
	expect(summarizePeople(all)).toMatchObject([
		{ person: 'Bo', totalSeconds: 14, appearances: 1 },
		{ person: 'Ada', totalSeconds: 13, appearances: 3, firstSeconds: 0, lastSeconds: 21, bestConfidence: 0.95 },
	]);
});
