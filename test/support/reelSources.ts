import fc from 'fast-check';
import type { Segment, SourceVideo } from '../../faces/reel/segment';
import { parseBase } from '../../faces/timecode';
import type { Counting } from './editListReaders';

/** The frame rates of broadcasting, with and without drop-frame. */
export const rates = [
	['25', false],
	['30000:1001', true],
	['30000:1001', false],
	['24000:1001', false],
	['50', false],
	['60000:1001', true],
	['60000:1001', false],
] as const;

/** A video of an hour at one of these rates. */
export function source(itemId: string, [base, dropFrame]: readonly [string, boolean], startFrame = 0n): SourceVideo {
	const frameRate = { ...parseBase(base), dropFrame };
	const frames = (frameRate.rate * 3600n) / frameRate.per;
	return {
		...{ itemId, title: `Film ${itemId}`, fileName: `${itemId}.mxf`, date: '2025-03-01T08:00:00Z' },
		...{ frameRate, startFrame, frames, width: 1920, height: 1080, audioChannels: 2 },
	};
}

/** How that video counts, for the readers. */
export const countingOf = ({ frameRate, startFrame }: SourceVideo): Counting => ({
	rate: String(Number(frameRate.rate) / Number(frameRate.per)),
	dropFrame: frameRate.dropFrame === true,
	first: Number(startFrame),
});

/** Clips out of these videos, anywhere in them. */
export const segmentsOf = (videos: readonly SourceVideo[]): fc.Arbitrary<Segment[]> =>
	fc.array(
		fc
			.record({
				video: fc.constantFrom(...videos),
				from: fc.nat({ max: 80_000 }),
				length: fc.integer({ min: 1, max: 2000 }),
				person: fc.constantFrom('Ada Nordin', 'Bo <Berg> & "Co"', 'שרה 🎬'),
			})
			.map(({ video, from, length, person }) => ({
				...{ itemId: video.itemId, frameRate: video.frameRate, video },
				...{ from: BigInt(from), to: BigInt(from + length), persons: [person], confidence: 0.9 },
			})),
		{ minLength: 1, maxLength: 30 },
	);
