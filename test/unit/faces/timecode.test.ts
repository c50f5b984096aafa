import fc from 'fast-check';
import { SpanReader } from '../../../faces/spanTimes';
import {
	asFrameRate,
	compareTimes,
	frameOfTimecode,
	parseBase,
	parseTime,
	readTimecode,
	secondsBetween,
	timecode,
	TimeError,
	toSeconds,
	type FrameRate,
	type Instant,
} from '../../../faces/timecode';

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
	'1@30000/1001',
	'1@30000:1001:1',
	'1@ 25',
	'1@25 fps',
	'1e3@PAL',
	'0x1F',
	'--1',
	'1@PAL@PAL',
	'1@__proto__',
	'1@constructor',
	'INF',
])('%j is no time', (text) => expect(() => parseTime(text)).toThrow(TimeError));

test.each([
	['10@23.976', '10@24000:1001'],
	['10@23.98', '10@24000:1001'],
	['10@23.97', '10@24000:1001'],
	['10@23.976024', '10@24000:1001'],
	['10@29.97', '10@30000:1001'],
	['10@29.970', '10@30000:1001'],
	['10@47.95', '10@48000:1001'],
	['10@47.952', '10@48000:1001'],
	['10@59.94', '10@60000:1001'],
	['10@59.9401', '10@60000:1001'],
	['10@119.88', '10@120000:1001'],
	['10@25.0', '10@25'],
	['-12.5@50.000', '-12.5@50'],
])('a decimal base that names a usual rate is that rate: %s is exactly %s', (decimal, exact) =>
	expect(compareTimes(parseTime(decimal), parseTime(exact))).toBe(0),
);

test.each([
	'23.9',
	'23.99',
	'23.977',
	'29.9',
	'29.98',
	'30.03',
	'59.95',
	'12.5',
	'0.0',
	'.25',
	'25.',
	'1e1.0',
	'-25.0',
])('a decimal base that names no usual rate is refused with its own text: %s', (base) => {
	expect(() => parseTime(`10@${base}`)).toThrow(TimeError);
	expect(() => parseTime(`10@${base}`)).toThrow(`"${base}" is not a time base`);
});

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

/**
 * Counts a day up frame by frame, leaving out the dropped numbers: SMPTE 12M as it is told, not as a formula. Every
 * frame of the first 21 minutes and the first ten of each later minute come out, with their numbers.
 */
function* day(fps: number, dropped: number): Generator<[frame: bigint, label: string]> {
	const two = (n: number) => String(n).padStart(2, '0');
	let count = 0n;
	for (let minute = 0; minute < 24 * 60; minute++) {
		for (let second = 0; second < 60; second++) {
			for (let frame = second === 0 && minute % 10 !== 0 ? dropped : 0; frame < fps; frame++) {
				if (minute <= 20 || (second === 0 && frame < 10)) {
					const time = `${two(Math.floor(minute / 60))}:${two(minute % 60)}:${two(second)}`;
					yield [count, `${time}${dropped > 0 ? ';' : ':'}${two(frame)}`];
				}
				count += 1n;
			}
		}
	}
	yield [count, dropped > 0 ? '00:00:00;00' : '00:00:00:00'];
}

const ntsc = parseBase('30000:1001');
const doubled = parseBase('60000:1001');
const through = (rate: FrameRate): FrameRate => ({ ...rate, dropFrame: false });
const atFrame = (frame: bigint, rate: FrameRate, startFrame?: bigint) =>
	timecode({ num: frame * rate.per, den: rate.rate }, rate, startFrame);

test.each([
	['29.97 with drop-frame', ntsc, 30, 2, 2_589_408n],
	['29.97 without', through(ntsc), 30, 0, 2_592_000n],
	['59.94 with drop-frame', doubled, 60, 4, 5_178_816n],
	['59.94 without', through(doubled), 60, 0, 5_184_000n],
	['23.976', parseBase('24000:1001'), 24, 0, 2_073_600n],
	['25', parseBase('PAL'), 25, 0, 2_160_000n],
])(
	'%s: every frame of the first minutes, the first frames of every minute of the day, and the day begins anew',
	(_, rate, fps, dropped, perDay) => {
		const wrong: string[] = [];
		let last = 0n;
		for (const [frame, label] of day(fps, dropped)) {
			if (atFrame(frame, rate) !== label) wrong.push(`${frame} is not ${label}`);
			if (frame < perDay && frameOfTimecode(label, rate) !== frame) wrong.push(`${label} is not ${frame}`);
			last = frame;
		}
		expect(wrong).toEqual([]);
		expect(last).toBe(perDay);
		expect(atFrame(perDay * 3n + 1n, rate)).toBe(dropped > 0 ? '00:00:00;01' : '00:00:00:01');
	},
);

test.each([
	['01:00:00:00', ntsc, 108_000n],
	['01:00:00;00', ntsc, 107_892n],
	['00:01:00:00', ntsc, 1800n],
	['00:01:00:01', ntsc, 1801n],
	['00:01:00;02', ntsc, 1800n],
	['00:10:00;00', ntsc, 17_982n],
	['00:00:01;12', ntsc, 42n],
	['00:00:01:12', ntsc, 42n],
	['01;00;00;00', ntsc, 107_892n],
	['01:00:00,00', ntsc, 107_892n],
	['01:00:00.00', ntsc, 108_000n],
	['01:00:00:00', doubled, 216_000n],
	['01:00:00;00', doubled, 215_784n],
	['00:01:00:00', doubled, 3600n],
	['23:59:50:00', parseBase('PAL'), 2_159_750n],
	[' 10:00:00:24 ', parseBase('PAL'), 900_024n],
])('colon and semicolon mean what they say: %s', (text, rate, frame) => {
	expect(frameOfTimecode(text, rate)).toBe(frame);
	// What the rate says does not count against what stands there, and the rest of the material is numbered like it.
	expect(readTimecode(text, through(rate))?.frame).toBe(frame);
	expect(atFrame(frame, readTimecode(text, rate)?.frameRate as FrameRate)).toBe(
		/[;,]\d+$/.test(text.trim()) ? text.replace(/[;,]/g, ':').replace(/:(\d+)$/, ';$1') : text.trim().replace('.', ':'),
	);
});

test.each([
	['00:01:00;00', ntsc],
	['00:01:00;01', ntsc],
	['00:11:00;03', doubled],
	['00:00:00:30', ntsc],
	['00:00:00:25', parseBase('PAL')],
	['24:00:00:00', parseBase('PAL')],
	['00:60:00:00', ntsc],
	['00:00:60:00', ntsc],
	['24:00', ntsc],
	['10:00:00', ntsc],
	['-10:00:00:00', ntsc],
	['10:00:00:00 PM', ntsc],
	['x', ntsc],
])('%s is no time code there', (text, rate) => expect(frameOfTimecode(text, rate)).toBeUndefined());

test('material that begins at a time code goes on from there, over midnight too', () => {
	const pal = parseBase('PAL');
	const from = (start: string, rate: FrameRate, frames: bigint) => {
		const read = readTimecode(start, rate);
		return atFrame(frames, read?.frameRate as FrameRate, read?.frame);
	};
	expect(from('23:59:50:00', pal, 20n * 25n)).toBe('00:00:10:00');
	expect(from('23:59:59;29', ntsc, 1n)).toBe('00:00:00;00');
	expect(from('23:59:59:29', ntsc, 1n)).toBe('00:00:00:00');
	expect(from('10:00:00:00', pal, -25n)).toBe('09:59:59:00');
	expect(from('00:00:00:00', pal, -25n)).toBe('-00:00:01:00');
	expect(timecode(parseTime('0') as Instant, ntsc, 42n)).toBe('00:00:01;12');
});

test('time codes are as an independent implementation (smpte-timecode) has them, around every minute of a day', () => {
	const Timecode =
		jest.requireActual<(frames: number, rate: number, drop: boolean) => { toString(): string }>('smpte-timecode');
	for (const [rate, fps, drop] of [
		[ntsc, 29.97, true],
		[doubled, 59.94, true],
		[through(ntsc), 29.97, false],
		[through(doubled), 59.94, false],
		[parseBase('24000:1001'), 23.976, false],
		[parseBase('50'), 50, false],
	] as const) {
		const perDay = frameOfTimecode(`23:59:59${drop ? ';' : ':'}00`, rate) as bigint;
		for (let minute = 0n; minute <= 1440n; minute++) {
			for (const offset of [0n, 1n, 2n, 3n, BigInt(Math.round(fps)) * 30n]) {
				const frame = (perDay * minute) / 1440n + offset;
				expect(atFrame(frame, rate)).toBe(Timecode(Number(frame), fps, drop).toString());
			}
		}
	}
});

test('other rates count through, 23.976 without drop-frame; a base that is no frame rate shows milliseconds', () => {
	const shown = (text: string, rate?: string) =>
		timecode(parseTime(text) as Instant, rate ? parseBase(rate) : asFrameRate((parseTime(text) as Instant).base));
	expect(shown('226@PAL')).toBe('00:00:09:01');
	expect(shown('86400@24000:1001')).toBe('01:00:00:00');
	expect(shown('9040@1000')).toBe('00:00:09.040');
	expect(shown('9040@1000', 'PAL')).toBe('00:00:09:01');
	expect(shown('-25@PAL')).toBe('-00:00:01:00');
	expect(shown('90000@1')).toBe('25:00:00.000');
	expect(shown('90000@1', 'PAL')).toBe('01:00:00:00');
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
		'24000',
		'30000',
		'60000',
		'98765432109:7',
		'3:9876543210',
	);
	const rates = fc.constantFrom<FrameRate | undefined>(
		undefined,
		...['PAL', 'NTSC', '60000:1001', '24', '50', '24000:1001', '120'].map(parseBase),
		through(ntsc),
		through(doubled),
	);
	const samples = fc.oneof(
		fc.nat({ max: 999_999_999 }),
		fc.nat({ max: 5000 }),
		fc.constantFrom(0, 1, 17982, 17981, 1800, 999_999_999, 9_999_999_999, 9_007_199_254_740_991n, 10n ** 20n),
	);
	fc.assert(
		fc.property(rational, rates, samples, fc.nat({ max: 100_000 }), (base, frameRate, from, length) => {
			const [start, end] = [`${from}@${base}`, `${BigInt(from) + BigInt(length)}@${base}`];
			const [a, b] = [parseTime(start), parseTime(end)];
			if (typeof a === 'string' || typeof b === 'string') throw new Error('no time');
			const shown = (time: typeof a) => timecode(time, frameRate ?? asFrameRate(time.base));
			expect(new SpanReader({ frameRate, dropFrame: frameRate?.dropFrame }).read(start, end)?.times).toEqual({
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
	expect(new SpanReader().read('26@PAL', '1@1')).toBeUndefined();
	expect(new SpanReader().read('1@1', '24@PAL')).toBeUndefined();
	expect(new SpanReader().read('25@PAL', '1@1')?.times).toMatchObject({ startSeconds: 1, durationSeconds: 0 });
	expect(new SpanReader().read('10@23.976', '20@23.976')?.times.startTimecode).toBe('00:00:00:10');
	expect(() => new SpanReader().read('x@PAL', '1@PAL')).toThrow(/not a time/);
	expect(() => new SpanReader().read('0@PAL', '@PAL')).toThrow(/not a time/);
	expect(() => new SpanReader().read('1@QUICK', '2@QUICK')).toThrow(/not a time base/);
});
