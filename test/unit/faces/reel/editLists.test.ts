import fc from 'fast-check';
import { FormatError } from '../../../../faces/formats/fileFormat';
import { eventsOf, mostUsedRate, type SequenceSettings } from '../../../../faces/reel/events';
import { reelFormats } from '../../../../faces/reel/formats';
import type { Segment } from '../../../../faces/reel/segment';
import {
	framesBefore,
	readEdl,
	readFcpxml,
	readOtio,
	readXmeml,
	type ReadClip,
} from '../../../support/editListReaders';
import { countingOf, rates, segmentsOf, source } from '../../../support/reelSources';

// Edit lists read back by readers that share nothing with the writers: the same clips, frame for frame.

const settings = (frameRate: SequenceSettings['frameRate'], startFrame = 90_000n): SequenceSettings => ({
	...{ title: 'Ada Nordin & sons', frameRate, startFrame, mediaFolder: '/archive/média' },
});
const inPlace = (segments: readonly Segment[], sequence: SequenceSettings, name: (segment: Segment) => string) =>
	eventsOf(segments, sequence).map(({ segment, from, to }): ReadClip => ({
		source: name(segment),
		...{ from: Number(segment.from), to: Number(segment.to), at: Number(from), until: Number(to) },
	}));
const inFolder = ({ itemId }: Segment) => `file:///archive/m%C3%A9dia/${itemId}.mxf`;
const secondsAFrame = ({ frameRate: { rate, per } }: SequenceSettings) => Number(per) / Number(rate);

describe.each(rates)('videos at %s frames a second, drop-frame %s', (base, dropFrame) => {
	const videos = ['VX-1', 'VX-22', 'VX-123456789', 'VX-123456788'].map((id, n) =>
		source(id, [base, dropFrame], BigInt(n * 700_001)),
	);
	const [first] = videos;
	const sequence = settings(first?.frameRate as SequenceSettings['frameRate']);

	test('EDL, FCPXML, xmeml and OpenTimelineIO give the same clips', () => {
		fc.assert(
			fc.property(segmentsOf(videos), (segments) => {
				const counting = (item: string) =>
					countingOf(videos.find(({ itemId }) => itemId === item) ?? source('', rates[0]));
				const edl = reelFormats.edl.write(segments, sequence);
				const begin = { ...countingOf(videos[0] ?? source('', rates[0])), first: Number(sequence.startFrame) };
				expect(readEdl(edl, begin, (_, item) => counting(item))).toEqual(
					inPlace(segments, sequence, ({ itemId }) => itemId),
				);
				expect(readFcpxml(reelFormats.fcpxml.write(segments, sequence))).toEqual(inPlace(segments, sequence, inFolder));
				expect(readXmeml(reelFormats.xmeml.write(segments, sequence))).toEqual(
					inPlace(segments, sequence, ({ itemId }) => itemId),
				);
				expect(readOtio(reelFormats.otio.write(segments, sequence), secondsAFrame(sequence))).toEqual(
					inPlace(segments, sequence, inFolder),
				);
			}),
			{ numRuns: 60 },
		);
	});
});

describe('videos of all rates in one sequence', () => {
	const videos = rates.map((rate, n) => source(`VX-${n}`, rate, BigInt(n * 10_007)));
	const sequence = settings(source('VX-0', rates[0]).frameRate);

	test('record times add up without a gap, and are never off by more than half a frame', () => {
		fc.assert(
			fc.property(segmentsOf(videos), (segments) => {
				let exact = 0;
				let before = 0n;
				for (const { segment, from, to } of eventsOf(segments, sequence)) {
					expect(from).toBe(before);
					exact += (Number(segment.to - segment.from) * Number(segment.frameRate.per)) / Number(segment.frameRate.rate);
					// Clips that are shorter than a frame of the sequence get a whole one, which moves those behind them.
					if (segments.every((one) => one.to - one.from > 3n))
						expect(Math.abs(Number(to) / 25 - exact)).toBeLessThanOrEqual(0.02 + 1e-9);
					before = to;
				}
			}),
		);
	});

	test('xmeml and OpenTimelineIO say each clip in its own frames; FCPXML where it begins and how long it lasts', () => {
		fc.assert(
			fc.property(segmentsOf(videos), (segments) => {
				const long = segments.filter(({ from, to }) => to - from > 3n);
				if (long.length === 0) return;
				const own = (clips: readonly ReadClip[]) => clips.map(({ from, to }) => [from, to]);
				const planned = long.map(({ from, to }) => [Number(from), Number(to)]);
				expect(own(readXmeml(reelFormats.xmeml.write(long, sequence)))).toEqual(planned);
				expect(own(readOtio(reelFormats.otio.write(long, sequence), 1 / 25))).toEqual(planned);
				for (const [n, { from, at, until }] of readFcpxml(reelFormats.fcpxml.write(long, sequence)).entries()) {
					const event = eventsOf(long, sequence)[n];
					expect([from, at, until]).toEqual([planned[n]?.[0], Number(event?.from), Number(event?.to)]);
				}
			}),
			{ numRuns: 60 },
		);
	});

	test('an EDL is refused with what to take instead', () => {
		const segments = videos.slice(0, 2).map((video) => ({
			...{ itemId: video.itemId, frameRate: video.frameRate, video, persons: ['Ada'], confidence: null },
			...{ from: 0n, to: 10n },
		}));
		const write = () => reelFormats.edl.write(segments, sequence);
		expect(write).toThrow(FormatError);
		expect(write).toThrow(/sequence has 25 frames a second, and VX-1 has 29\.97/);
	});

	test('the sequence has the rate in which most of it plays', () => {
		const clip = (n: number, frames: bigint): Segment => {
			const video = videos[n] ?? source('', rates[0]);
			return { ...video, video, from: 0n, to: frames, persons: [], confidence: null };
		};
		expect(mostUsedRate([clip(0, 100n), clip(1, 60n), clip(1, 70n)])).toMatchObject({ rate: 30_000n, dropFrame: true });
		expect(mostUsedRate([clip(0, 100n), clip(2, 60n)])).toMatchObject({ rate: 25n });
		expect(mostUsedRate([])).toBeUndefined();
	});
});

test('a video whose time code passes midnight counts on from 0', () => {
	const video = source('VX-1', ['30000:1001', true], 2_589_000n);
	const segment = { ...video, video, from: 100n, to: 900n, persons: ['Ada'], confidence: 1 };
	const sequence = settings(video.frameRate, 0n);
	const text = reelFormats.edl.write([segment], sequence);
	expect(text).toContain('23:59:49;22 00:00:16;12');
	expect(readEdl(text, { ...countingOf(video), first: 0 }, () => countingOf(video))).toEqual([
		{ source: 'VX-1', from: 100, to: 900, at: 0, until: 800 },
	]);
});

test('the readers know a wrong frame: theirs is the arithmetic of SMPTE 12M', () => {
	const drop = { rate: '29.97', dropFrame: true, first: 0 };
	expect(framesBefore('00:01:00;02', drop)).toBe(1800);
	expect(framesBefore('00:10:00;00', drop)).toBe(17_982);
	expect(() => framesBefore('00:01:00;01', drop)).toThrow('skipped');
	expect(() => framesBefore('00:01:00:02', drop)).toThrow('mark');
});

test('Avid markers stand at the cuts of the reel and say whom and whence', () => {
	const video = source('VX-1', ['25', false], 900_000n);
	const segment = { ...video, video, from: 25n, to: 75n, persons: ['Ada', 'Bo'], confidence: 1 };
	expect(reelFormats.avidMarkers.write([segment, segment], settings(video.frameRate)).split('\r\n')).toEqual([
		'VidiCore\t01:00:00:00\tV1\tgreen\tAda + Bo (Film VX-1, 10:00:01:00)\t50',
		'VidiCore\t01:00:02:00\tV1\tgreen\tAda + Bo (Film VX-1, 10:00:01:00)\t50',
		'',
	]);
});

test('more than 999 events have numbers of six digits, and sources names of at most eight characters', () => {
	const video = source('VX-123456789', ['25', false]);
	const many = Array.from({ length: 1001 }, () => ({
		...video,
		video,
		from: 0n,
		to: 9n,
		persons: ['A'],
		confidence: 1,
	}));
	const text = reelFormats.edl.write(many, settings(video.frameRate));
	expect(text).toMatch(/\r\n000001 {2}SRC00001 B/);
	expect(text).toMatch(/\r\n001001 {2}SRC00001 B/);
});
