import fc from 'fast-check';
import { asFrameRate, compareTimes, parseBase, parseTime, timecode, TimeError, toSeconds, type Instant } from '../../faces/timecode';

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

test.each(['', 'soon', '25@', '@PAL', '1@0', '1@25:0', '1@FILM', '1e3@PAL', '0x1F', '--1', '1@PAL@PAL', '1@__proto__', '1@constructor', 'INF'])('%j is no time', (text) => expect(() => parseTime(text)).toThrow(TimeError));

test('the same instant in three bases compares equal, and infinities lie outside', () => {
	expect([compareTimes(parseTime('900000@25'), parseTime('1800000@50')), compareTimes(parseTime('900000@25'), parseTime('36000@1'))]).toEqual([0, 0]);
	expect(compareTimes('-INF', parseTime('-99999'))).toBeLessThan(0);
	expect(compareTimes('+INF', parseTime('99999@PAL'))).toBeGreaterThan(0);
});

test('comparison agrees with exact fractions', () => {
	const base = fc.constantFrom('PAL', 'NTSC', '24000:1001', '48000', '1000000', '1');
	fc.assert(
		fc.property(fc.bigInt(-(10n ** 12n), 10n ** 12n), base, fc.bigInt(-(10n ** 12n), 10n ** 12n), base, (a, baseA, b, baseB) => {
			const [x, y] = [parseBase(baseA), parseBase(baseB)];
			const left = a * x.per * y.rate;
			const right = b * y.per * x.rate;
			expect(compareTimes(parseTime(`${a}@${baseA}`), parseTime(`${b}@${baseB}`))).toBe(left < right ? -1 : left > right ? 1 : 0);
		}),
	);
});

/** Counts labels up frame by frame, leaving out the dropped ones: SMPTE 12M as it is told, not as a formula. */
function* labels(fps: number, dropped: number): Generator<string> {
	const two = (n: number) => String(n).padStart(2, '0');
	for (let minute = 0; minute < 24 * 60; minute++) {
		for (let second = 0; second < 60; second++) {
			for (let frame = second === 0 && minute % 10 !== 0 ? dropped : 0; frame < fps; frame++) yield `${two(Math.floor(minute / 60))}:${two(minute % 60)}:${two(second)};${two(frame)}`;
		}
	}
}

test.each([
	['30000:1001', 30, 2],
	['60000:1001', 60, 4],
])('drop-frame at %s, every frame of the first hour and the first frames of every minute of 24 hours', (base, fps, dropped) => {
	const rate = parseBase(base);
	let frame = 0n;
	const wrong: string[] = [];
	for (const label of labels(fps, dropped)) {
		if ((label < '01' || /:00;0\d$/.test(label)) && timecode({ num: frame * rate.per, den: rate.rate }, rate) !== label) wrong.push(label);
		frame += 1n;
	}
	expect(wrong).toEqual([]);
	expect(frame).toBe(base === '30000:1001' ? 2589408n : 5178816n);
});

test('other rates count through, 23.976 without drop-frame, and a base that is no frame rate shows milliseconds', () => {
	const shown = (text: string, rate?: string) => timecode(parseTime(text) as Instant, rate ? parseBase(rate) : asFrameRate((parseTime(text) as Instant).base));
	expect(shown('226@PAL')).toBe('00:00:09:01');
	expect(shown('86400@24000:1001')).toBe('01:00:00:00');
	expect(shown('9040@1000')).toBe('00:00:09.040');
	expect(shown('9040@1000', 'PAL')).toBe('00:00:09:01');
	expect(shown('-25@PAL')).toBe('-00:00:01:00');
});
