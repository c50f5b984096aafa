import fc from 'fast-check';
import { SpanReader } from '../../faces/spanTimes';
import {
	asFrameRate,
	compareTimes,
	parseBase,
	parseTime,
	secondsBetween,
	timecode,
	TimeError,
	toSeconds,
	type Instant,
} from '../../faces/timecode';

const seconds = (text: string) => toSeconds(parseTime(text) as Instant);

test.each([
	['225@PAL', 9],
	['100@NTSC', 3.336666667],
	['3600@24000:1001', 150.15],
	['90@NTSC30', 3],
	['42040000@1000000', 42.04],
	['7', 7],
	['-25@PAL', -1],
	['12.5@25', 0.5],
])('%s is %d s', (text, expected) => expect(seconds(text)).toBeCloseTo(expected, 9));

test.each([
	'',
	'soon',
	'25@',
	'@PAL',
	'1@0',
	'1@25:0',
	'1@FILM',
	'1e3@PAL',
	'0x1F',
	'--1',
	'1@PAL@PAL',
	'1@__proto__',
	'1@constructor',
	'INF',
])('%j is no time', (text) => expect(() => parseTime(text)).toThrow(TimeError));

test('the same instant in three bases compares equal, and infinities lie outside', () => {
	expect([
		compareTimes(parseTime('900000@25'), parseTime('1800000@50')),
		compareTimes(parseTime('900000@25'), parseTime('36000@1')),
	]).toEqual([0, 0]);
	expect(compareTimes('-INF', parseTime('-99999'))).toBeLessThan(0);
	expect(compareTimes('+INF', parseTime('99999@PAL'))).toBeGreaterThan(0);
});

test('comparison agrees with exact fractions', () => {
	const base = fc.constantFrom('PAL', 'NTSC', '24000:1001', '48000', '1000000', '1');
	fc.assert(
		fc.property(
			fc.bigInt(-(10n ** 12n), 10n ** 12n),
			base,
			fc.bigInt(-(10n ** 12n), 10n ** 12n),
			base,
			(a, baseA, b, baseB) => {
				const [x, y] = [parseBase(baseA), parseBase(baseB)];
				const left = a * x.per * y.rate;
				const right = b * y.per * x.rate;
				expect(compareTimes(parseTime(`${a}@${baseA}`), parseTime(`${b}@${baseB}`))).toBe(
					left < right ? -1 : left > right ? 1 : 0,
				);
			},
		),
	);
});

/** Counts labels up frame by frame, leaving out the dropped ones: SMPTE 12M as it is told, not as a formula. */
function* labels(fps: number, dropped: number): Generator<string> {
	const two = (n: number) => String(n).padStart(2, '0');
	for (let minute = 0; minute < 24 * 60; minute++) {
		for (let second = 0; second < 60; second++) {
			for (let frame = second === 0 && minute % 10 !== 0 ? dropped : 0; frame < fps; frame++)
				yield `${two(Math.floor(minute / 60))}:${two(minute % 60)}:${two(second)};${two(frame)}`;
		}
	}
}

test.each([
	['30000:1001', 30, 2],
	['60000:1001', 60, 4],
])(
	'drop-frame at %s, every frame of the first hour and the first frames of every minute of 24 hours',
	(base, fps, dropped) => {
		const rate = parseBase(base);
		let frame = 0n;
		const wrong: string[] = [];
		for (const label of labels(fps, dropped)) {
			if (
				(label < '01' || /:00;0\d$/.test(label)) &&
				timecode({ num: frame * rate.per, den: rate.rate }, rate) !== label
			)
				wrong.push(label);
			frame += 1n;
		}
		expect(wrong).toEqual([]);
		expect(frame).toBe(base === '30000:1001' ? 2589408n : 5178816n);
	},
);

test('other rates count through, 23.976 without drop-frame, and a base that is no frame rate shows milliseconds', () => {
	const shown = (text: string, rate?: string) =>
		timecode(parseTime(text) as Instant, rate ? parseBase(rate) : asFrameRate((parseTime(text) as Instant).base));
	expect(shown('226@PAL')).toBe('00:00:09:01');
	expect(shown('86400@24000:1001')).toBe('01:00:00:00');
	expect(shown('9040@1000')).toBe('00:00:09.040');
	expect(shown('9040@1000', 'PAL')).toBe('00:00:09:01');
	expect(shown('-25@PAL')).toBe('-00:00:01:00');
});

test('the quick way through spans gives what the exact one gives, for every base and frame rate', () => {
	const rational = fc.constantFrom(
		'PAL',
		'NTSC',
		'NTSC30',
		'25',
		'50',
		'24000:1001',
		'30000:1001',
		'60000:1001',
		'1000',
		'1000000',
		'48000',
		'90000',
		'44100',
		'1001:30000',
		'7',
		'1234567:89',
	);
	const rates = fc.constantFrom(undefined, 'PAL', 'NTSC', '60000:1001', '24', '50', '24000:1001', '120');
	const samples = fc.oneof(
		fc.nat({ max: 999_999_999 }),
		fc.nat({ max: 5000 }),
		fc.constantFrom(0, 1, 17982, 17981, 1800, 999_999_999),
	);
	fc.assert(
		fc.property(rational, rates, samples, fc.nat({ max: 100_000 }), (base, rate, from, length) => {
			const frameRate = rate === undefined ? undefined : parseBase(rate);
			const [start, end] = [`${from}@${base}`, `${from + length}@${base}`];
			const [a, b] = [parseTime(start), parseTime(end)];
			if (typeof a === 'string' || typeof b === 'string') throw new Error('no time');
			const shown = (time: typeof a) => timecode(time, frameRate ?? asFrameRate(time.base));
			expect(new SpanReader(frameRate).read(start, end)?.times).toEqual({
				start,
				end,
				startSeconds: toSeconds(a),
				endSeconds: toSeconds(b),
				durationSeconds: secondsBetween(a, b),
				startTimecode: shown(a),
				endTimecode: shown(b),
			});
		}),
		{ numRuns: 5000 },
	);
	const keys = (spans: Array<[string, string]>) =>
		new Set(spans.map(([start, end]) => new SpanReader().read(start, end)?.key));
	expect(
		keys([
			['25@PAL', '50@PAL'],
			['1', '2'],
			['1000@1000', '2000@1000'],
			['1.0@1', '2.00@1'],
			['30000@30000:1', '60000@30000:1'],
		]).size,
	).toBe(1);
	expect(new SpanReader().read('2@PAL', '1@PAL')).toBeUndefined();
	expect(() => new SpanReader().read('x@PAL', '1@PAL')).toThrow(/not a time/);
	expect(() => new SpanReader().read('1@QUICK', '2@QUICK')).toThrow(/not a time base/);
});
