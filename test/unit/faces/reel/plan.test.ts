import fc from 'fast-check';
import { planReels } from '../../../../faces/reel/plan';
import { totalSeconds, type Segment, type SourceVideo } from '../../../../faces/reel/segment';
import { segmentsIn, type ClipSettings } from '../../../../faces/reel/segmentsIn';
import { sightingsOf } from '../../../../faces/reel/sightings';
import { rates, source } from '../../../support/reelSources';
import { seen, type Seen } from '../../../support/seen';

// Which clips a reel is made of, and what is left out of it.

const video: SourceVideo = { ...source('VX-1', rates[0]), frames: 1500n };
const settings: ClipSettings = { minConfidence: 0, minSeconds: 0, gapSeconds: 0, handleBefore: 0, handleAfter: 0 };
const ada = { name: 'Ada', ids: ['id of Ada'] };
const bo = { name: 'Bo', ids: ['id of Bo'] };
const at = (person: string, from: number, to: number | '+INF', confidence?: string): Seen => ({
	...{ person, start: `${from}@PAL`, end: to === '+INF' ? to : `${to}@PAL` },
	...(confidence === undefined ? {} : { confidence }),
});
const clips = (list: Seen[], more: Partial<ClipSettings> = {}, who: 'any' | 'together' = 'any', of = video) =>
	segmentsIn(of, sightingsOf(seen(...list), [ada, bo], who), { ...settings, ...more });
const short = ({ segments }: { segments: readonly Segment[] }) =>
	segments.map(({ from, to, persons }) => [Number(from), Number(to), persons.join('+')]);

test('each appearance of those who are wanted, touching and overlapping ones as one clip with all names', () => {
	expect(
		short(clips([at('Ada', 0, 25), at('Bo', 25, 50), at('Cy', 50, 99), at('Ada', 100, 125), at('Bo', 110, 200)])),
	).toEqual([
		[0, 50, 'Ada+Bo'],
		[100, 200, 'Ada+Bo'],
	]);
});

test('only while all are seen at once', () => {
	const list = [at('Ada', 0, 100), at('Bo', 50, 150), at('Cy', 0, 200), at('Ada', 120, 130)];
	expect(short(clips(list, {}, 'together'))).toEqual([
		[50, 100, 'Ada+Bo'],
		[120, 130, 'Ada+Bo'],
	]);
});

test('neighbours are joined over the gap, then measured, then get their handles', () => {
	const list = [at('Ada', 100, 120), at('Ada', 125, 140), at('Ada', 300, 320), at('Ada', 400, 450)];
	const done = clips(list, { gapSeconds: 0.2, minSeconds: 1, handleBefore: 1, handleAfter: 2 });
	expect(short(done)).toEqual([
		[75, 190, 'Ada'],
		[375, 500, 'Ada'],
	]);
	expect(done.leftOut).toEqual([
		expect.objectContaining({
			...{ itemId: 'VX-1', persons: ['Ada'], startTimecode: '00:00:12:00', durationSeconds: 0.8 },
			reason: 'It is shorter than 1 seconds',
		}),
	]);
});

test('what lies within the handles of another is not said to be left out', () => {
	const done = clips([at('Ada', 100, 150), at('Ada', 160, 165)], { minSeconds: 1, handleAfter: 1 });
	expect(short(done)).toEqual([[100, 175, 'Ada']]);
	expect(done.leftOut).toEqual([]);
});

test('handles end at the ends of the video, and so do spans that VidiCore does not see ending', () => {
	const list = [at('Ada', 10, 20), at('Bo', 1400, '+INF')];
	expect(short(clips(list, { handleBefore: 1, handleAfter: 1 }))).toEqual([
		[0, 45, 'Ada'],
		[1375, 1500, 'Bo'],
	]);
	const unknown = clips(list, {}, 'any', { ...video, frames: undefined });
	expect(short(unknown)).toEqual([[10, 20, 'Ada']]);
	expect(unknown.leftOut).toMatchObject([{ startTimecode: '00:00:56:00', reason: expect.stringMatching(/how long/) }]);
});

test('what is behind the end of the video, and who is not certain enough, is left out with the reason', () => {
	const done = clips([at('Ada', 0, 10, '0.5'), at('Ada', 20, 30), at('Ada', 1600, 1700, '0.9')], {
		minConfidence: 0.75,
	});
	expect(short(done)).toEqual([[20, 30, 'Ada']]);
	expect(done.leftOut.map(({ reason }) => reason)).toEqual([
		'It is less certain than 0.75',
		'It lies behind the end of the video',
	]);
});

test.each(rates)(
	'at %s frames a second (drop-frame %s), every frame of a sighting is shown, and no other',
	(...rate) => {
		const of = { ...source('VX-1', rate), frames: 300n };
		const [top, bottom] = [Number(of.frameRate.rate), Number(of.frameRate.per)];
		fc.assert(
			fc.property(
				fc.array(fc.record({ from: fc.nat({ max: 12_000 }), length: fc.nat({ max: 900 }), who: fc.boolean() }), {
					maxLength: 12,
				}),
				(list) => {
					const { segments } = clips(
						list.map(({ from, length, who }) => ({
							...{ person: who ? 'Ada' : 'Bo', start: `${from}@1000`, end: `${from + length}@1000` },
						})),
						{},
						'any',
						of,
					);
					const shown = new Set<number>();
					for (const { from, to } of segments)
						for (let frame = Number(from); frame < Number(to); frame++) {
							expect(shown.has(frame)).toBe(false);
							shown.add(frame);
						}
					for (let frame = 0; frame < 300; frame++) {
						// In thousandths of a second times the rate's numerator, so that everything is whole.
						const [begin, end] = [frame * bottom * 1000, (frame + 1) * bottom * 1000];
						const wanted = list.some(({ from, length }) =>
							length === 0
								? begin <= from * top && from * top < end
								: from * top < end && (from + length) * top > begin,
						);
						expect([frame, shown.has(frame)]).toEqual([frame, wanted]);
					}
				},
			),
			{ numRuns: 60 },
		);
	},
);

describe('a plan', () => {
	const films = [
		{ ...source('VX-3', rates[0]), title: 'B', date: '2025-01-02' },
		{ ...source('VX-2', rates[1]), title: 'A', date: '2025-01-03' },
		{ ...source('VX-1', rates[0]), title: 'C', date: '2025-01-01' },
	];
	const clip = (n: number, from: number, to: number, confidence: number | null): Segment => {
		const of = films[n] ?? video;
		return { ...of, video: of, from: BigInt(from), to: BigInt(to), persons: ['Ada'], confidence };
	};
	const list = [clip(0, 50, 75, 0.7), clip(0, 0, 25, 0.9), clip(1, 0, 60, null), clip(2, 5, 30, 0.8)];
	const order = (by: 'time' | 'video' | 'confidence') =>
		planReels(list, { order: by, mostClips: 10 }).reels[0]?.map(({ itemId, from }) => `${itemId} ${from}`);

	test('is in the order that was chosen', () => {
		expect(order('time')).toEqual(['VX-1 5', 'VX-3 0', 'VX-3 50', 'VX-2 0']);
		expect(order('video')).toEqual(['VX-2 0', 'VX-3 0', 'VX-3 50', 'VX-1 5']);
		expect(order('confidence')).toEqual(['VX-3 0', 'VX-1 5', 'VX-3 50', 'VX-2 0']);
	});

	test('is no longer than it may be: what does not fit whole is left out, what is shorter and later is not', () => {
		const { reels, leftOut } = planReels([clip(0, 0, 25, 1), clip(0, 100, 200, 1), clip(0, 300, 325, 1)], {
			...{ order: 'time', mostClips: 10, longestSeconds: 2 },
		});
		expect(reels.flat().map(({ from }) => Number(from))).toEqual([0, 300]);
		expect(totalSeconds(reels.flat())).toBe(2);
		expect(leftOut).toMatchObject([
			{ startTimecode: '00:00:04:00', durationSeconds: 4, reason: 'The reel would be longer than 2 seconds' },
		]);
	});

	test('becomes several reels where one would have too many clips; nothing is lost', () => {
		const many = Array.from({ length: 25 }, (_, n) => clip(0, n * 10, n * 10 + 5, 1));
		const { reels, leftOut } = planReels(many, { order: 'time', mostClips: 10 });
		expect(reels.map((reel) => reel.length)).toEqual([10, 10, 5]);
		expect(reels.flat()).toEqual(many);
		expect(leftOut).toEqual([]);
	});

	test('says how long it is, also of clips in several frame rates', () => {
		expect(totalSeconds([clip(0, 0, 25, 1), clip(1, 0, 60, 1), clip(1, 100, 130, 1)])).toBe(4.003);
		expect(totalSeconds([])).toBe(0);
	});
});
