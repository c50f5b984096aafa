import fc from 'fast-check';
import {
	clipOf,
	framesIn,
	framesOf,
	framesUntil,
	insideVideo,
	instantsOf,
	secondsOf,
	withHandles,
	type Clip,
} from '../../../../faces/clips/clip';
import { joined, joinedOf } from '../../../../faces/clips/joined';
import { compareTimes, parseBase, parseTime, type Instant } from '../../../../faces/timecode';

const at = (text: string) => parseTime(text) as Instant;
const [PAL, NTSC, film] = [parseBase('PAL'), parseBase('NTSC'), parseBase('24000:1001')];
const clip = (from: bigint, to: bigint, itemId = 'VX-1', frameRate = PAL): Clip => ({ itemId, frameRate, from, to });

describe('a span becomes the frames that show during it', () => {
	test.each([
		['225@PAL', '475@PAL', PAL, 225n, 475n],
		['9.01', '9.05', PAL, 225n, 227n],
		['9', '9.04', PAL, 225n, 226n],
		['3003@30000', '6006@30000', NTSC, 3n, 6n],
		['100@PAL', '200@PAL', NTSC, 119n, 240n],
		['4.170833', '4.1709', film, 99n, 101n],
		['-1', '-0.5', PAL, -25n, -12n],
	])('%s to %s', (from, to, rate, first, behind) =>
		expect(clipOf('VX-1', { from: at(from), to: at(to) }, rate)).toMatchObject({ from: first, to: behind }),
	);

	test.each(['9', '9.01', '226@NTSC'])('a span without length at %s is one frame', (moment) => {
		const made = clipOf('VX-1', { from: at(moment), to: at(moment) }, PAL);
		expect(framesOf(made)).toBe(1n);
	});

	test('never a frame short, never one too many, never none', () => {
		const rate = fc.constantFrom('PAL', 'NTSC', 'NTSC30', '24000:1001', '24', '50', '60000:1001').map(parseBase);
		const base = fc.constantFrom('PAL', 'NTSC', '24000:1001', '48000', '1000000', '1000', '60000:1001');
		const samples = fc.bigInt(0n, 10n ** 9n);
		fc.assert(
			fc.property(samples, base, fc.bigInt(0n, 10n ** 7n), rate, (first, unit, length, frameRate) => {
				const span = { from: at(`${first}@${unit}`), to: at(`${first + length}@${unit}`) };
				const made = clipOf('VX-1', span, frameRate);
				const [begins, ends] = [instantsOf(made).from, instantsOf(made).to];
				expect(compareTimes(begins, span.from)).toBeLessThanOrEqual(0);
				expect(compareTimes(ends, span.to)).toBeGreaterThanOrEqual(0);
				const smaller = instantsOf({ ...made, from: made.from + 1n, to: made.to - 1n });
				expect(compareTimes(smaller.from, span.from)).toBeGreaterThan(0);
				if (framesOf(made) > 1n) expect(compareTimes(smaller.to, span.to)).toBeLessThan(0);
				expect(framesOf(made)).toBeGreaterThan(0n);
			}),
		);
	});
});

test.each([
	[0, PAL, 0n],
	[1, PAL, 25n],
	[0.5, NTSC, 15n],
	[0.001, film, 1n],
	[0.04, PAL, 1n],
	[0.0401, PAL, 1n],
	[0.041, PAL, 2n],
])('%d seconds are covered by frames', (seconds, rate, frames) => expect(framesIn(seconds, rate)).toBe(frames));

describe('at the ends of the video', () => {
	test('handles are cut there', () => {
		expect(insideVideo(withHandles(clip(10n, 20n), 25n, 25n), 40n)).toEqual(clip(0n, 40n));
		expect(insideVideo(withHandles(clip(10n, 20n), 5n, 5n), 40n)).toEqual(clip(5n, 25n));
		expect(insideVideo(withHandles(clip(10n, 20n), 0n, 100n), undefined)).toEqual(clip(10n, 120n));
	});

	test.each([clip(40n, 50n), clip(-10n, 0n)])('what lies outside is no clip', (outside) =>
		expect(insideVideo(outside, 40n)).toBeUndefined(),
	);

	test('a duration in rounded thousandths or millionths has every frame, and none more', () => {
		const rate = fc.constantFrom('PAL', 'NTSC', '24000:1001', '50', '60000:1001').map(parseBase);
		fc.assert(
			fc.property(fc.bigInt(1n, 10n ** 7n), rate, fc.constantFrom(1000n, 1_000_000n), (frames, frameRate, unit) => {
				const cutOff = (frames * frameRate.per * unit) / frameRate.rate;
				for (const samples of [cutOff, cutOff + 1n])
					expect(framesUntil(at(`${samples}@${unit}`), frameRate)).toBe(frames);
			}),
		);
	});
});

test('a clip says how long it lasts', () => {
	expect(secondsOf(clip(225n, 475n))).toBe(10);
	expect(secondsOf(clip(0n, 30n, 'VX-1', NTSC))).toBe(1.001);
});

describe('clips of one video', () => {
	test('overlapping and touching ones become one, where the first of them stood', () => {
		const [a, b, c] = [clip(30n, 40n, 'VX-2'), clip(5n, 8n, 'VX-1'), clip(10n, 30n, 'VX-2')];
		const [d, e] = [clip(12n, 14n, 'VX-2'), clip(41n, 42n, 'VX-2')];
		expect(joinedOf([a, b, c, d, e])).toEqual([
			{ clip: clip(10n, 40n, 'VX-2'), parts: [a, c, d] },
			{ clip: b, parts: [b] },
			{ clip: e, parts: [e] },
		]);
		expect(a).toEqual(clip(30n, 40n, 'VX-2'));
		expect(joined([e, b, c])).toEqual([e, b, c]);
	});

	test('no frame is lost, doubled or made up, and what is left does not touch', () => {
		const some = fc
			.tuple(fc.bigInt(0n, 60n), fc.bigInt(1n, 9n), fc.constantFrom('VX-1', 'VX-2'))
			.map(([from, length, itemId]) => clip(from, from + length, itemId));
		fc.assert(
			fc.property(fc.array(some, { maxLength: 12 }), (clips) => {
				const result = joined(clips);
				const shown = result.flatMap(shownIn);
				expect(shown).toHaveLength(new Set(shown).size);
				expect(new Set(shown)).toEqual(new Set(clips.flatMap(shownIn)));
				for (const one of result)
					expect(result.some((other) => other.itemId === one.itemId && other.from === one.to)).toBe(false);
			}),
		);
	});
});

function shownIn({ itemId, from, to }: Clip): string[] {
	return Array.from({ length: Number(to - from) }, (_, n) => `${itemId} ${from + BigInt(n)}`);
}
