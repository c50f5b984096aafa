import { copiedSpans } from '../../../../tools/emulator/clips/copyMetadata';
import { cutsAt, framesOf, stretchOf } from '../../../../tools/emulator/clips/cut';
import { numberedFrame, numberIn } from '../../../../tools/emulator/clips/numberedFrame';
import { readConform } from '../../../../tools/emulator/clips/timeline';
import { FieldValues } from '../../../../tools/emulator/metadata/fieldValues';
import type { Item } from '../../../../tools/emulator/entities';

const PAL = { numerator: 25, denominator: 1 };
const NTSC = { numerator: 30000, denominator: 1001 };
const seconds = (top: number, bottom = 1) => ({ top: BigInt(top), bottom: BigInt(bottom) });

test.each([
	[seconds(9), seconds(19), PAL, 225, 475],
	[seconds(901, 100), seconds(905, 100), PAL, 225, 226],
	[seconds(90 * 1001, 30000), seconds(120 * 1001, 30000), NTSC, 90, 120],
])('a stretch of time is whole frames, never one that begins before it ends', (from, to, rate, first, behind) =>
	expect(stretchOf(from, to, rate, 1000)).toMatchObject({ from: first, to: behind }),
);

test.each([
	[seconds(39), seconds(41), /ends at frame 1025, the video at 1000/],
	[seconds(5), seconds(5), /is empty/],
])('what is not in the video is refused', (from, to, words) =>
	expect(() => stretchOf(from, to, PAL, 1000)).toThrow(words),
);

test('at its own rate each frame of a video is shown once, at another as the time goes', () => {
	const [own, other] = cutsAt(PAL, [
		{ from: 10, to: 13, rate: PAL },
		{ from: 100, to: 200, rate: { numerator: 50, denominator: 1 } },
	]);
	expect(own).toEqual({ first: 10, shown: [1, 1, 1] });
	expect(other && framesOf(other)).toBe(50);
	expect(other?.shown.slice(0, 4)).toEqual([1, 0, 1, 0]);
});

test('many stretches of another rate last as long together as they should', () => {
	const cuts = cutsAt(
		PAL,
		Array.from({ length: 100 }, () => ({ from: 0, to: 7, rate: NTSC })),
	);
	expect(cuts.reduce((sum, cut) => sum + framesOf(cut), 0)).toBe(Math.round((100 * 7 * 1001 * 25) / 30000));
});

test('a face span goes along, cut to its segment and moved to where that is now', () => {
	const group = [{ name: 'adu_face', field: [{ name: 'adu_value', value: 'Ada' }], group: [], uuid: 'a' }];
	const spans = [
		{ start: '200@PAL', end: '240@PAL', group },
		{ start: '300@PAL', end: '310@PAL', group },
		{ start: '230@PAL', end: '600@PAL', group },
	];
	const item: Item = { id: 'VX-1', fields: new FieldValues(), spans, shapes: [] };
	const part = { source: { item, stretch: { from: 225, to: 275, rate: PAL } }, at: 100, frames: 50 };
	const copied = copiedSpans([part], PAL);
	expect(copied.map(({ start, end }) => `${start} ${end}`)).toEqual(['100@PAL 115@PAL', '105@PAL 150@PAL']);
	expect(copied[0]?.group[0]).toMatchObject({ name: 'adu_face', field: [{ name: 'adu_value', value: 'Ada' }] });
	expect(copied[0]?.group[0]?.uuid).not.toBe('a');
});

test('a frame says which it is, and a picture that shows two at once says nothing', () => {
	for (const [width, height] of [
		[160, 90],
		[320, 180],
	] as const)
		for (const frame of [0, 1, 4095, 100_000, 16_777_215]) {
			const luma = numberedFrame({ video: 109, frame }, width, height).subarray(0, width * height);
			expect(numberIn(luma, width, height)).toEqual({ video: 109, frame });
		}
	const [one, other] = [1, 2].map((frame) => numberedFrame({ video: 1, frame }, 160, 90));
	const mixed = (one ?? Buffer.alloc(0)).map((luma, at) => (luma + (other?.[at] ?? 0)) / 2);
	expect(numberIn(mixed, 160, 90)).toBeUndefined();
});

test.each([
	[{}],
	[{ conform: { timeline: {} } }],
	[{ conform: { timeline: { segment: [{ source: { interval: {} } }] } } }],
	[{ conform: { timeline: { segment: [{ source: { id: 'VX-1', interval: { start: { samples: 0.5 } } } }] } } }],
	[{ conform: { timeline: { segment: [{ source: { id: 'VX-1' }, destination: {} }] } } }],
])('%j is no conform', (document) => expect(() => readConform(document)).toThrow(/400 invalidInput/));
