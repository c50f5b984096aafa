import { join } from 'node:path';
import { encode } from '../../emulator/clips/encode';
import { madeUpFrames } from '../../emulator/clips/render';
import type { MediaTools } from '../../emulator/faceservice/real/programs';
import type { Scenario } from '../../emulator/scenario';
import type { FrameRate } from '../../../faces/timecode';

export const size = { width: 160, height: 90 };

/** A video in which every frame says which it is. */
export interface ProofSource {
	itemId: string;
	/** What its frames call it. */
	number: number;
	frameRate: FrameRate;
	/** Where its time code begins. */
	start: string;
	frames: number;
	file: string;
}

const kinds: ReadonlyArray<[rate: bigint, per: bigint, start: string]> = [
	[25n, 1n, '10:00:00:00'],
	[30000n, 1001n, '01:00:00;00'],
	[30000n, 1001n, '23:59:50:00'],
	[24000n, 1001n, '00:00:00:00'],
	[50n, 1n, '09:59:59:49'],
	[60000n, 1001n, '00:59:59;30'],
];

/** A source for each usual rate, with and without drop-frame; they differ in length by a few frames. */
export const proofSources = (frames: number): ProofSource[] =>
	kinds.map(([rate, per, start], n) => ({
		itemId: `VX-${101 + n}`,
		number: 101 + n,
		frameRate: { rate, per, dropFrame: start.includes(';') },
		start,
		frames: frames + n * 7,
		file: `proof-${n + 1}.mp4`,
	}));

/** Makes their files in a folder. Rejects with what ffmpeg says. */
export async function makeFiles(
	tools: MediaTools,
	sources: readonly ProofSource[],
	folder: string,
): Promise<Map<string, string>> {
	const made = new Map<string, string>();
	for (const { number, frameRate, start, frames, file } of sources) {
		const into = join(folder, file);
		const rate = { numerator: Number(frameRate.rate), denominator: Number(frameRate.per) };
		const pictures = madeUpFrames(number, { first: 0, shown: new Array<number>(frames).fill(1) }, size);
		// With frames that need later ones, as archives have them.
		const codecs = ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '18', '-g', '50', '-timecode', start];
		await encode(tools, inTurn(pictures), { size, rate, codecs, into }, new AbortController().signal);
		made.set(file, into);
	}
	return made;
}

async function* inTurn(pictures: Iterable<Buffer>): AsyncGenerator<Buffer> {
	for (const picture of pictures) yield await Promise.resolve(picture);
}

/** An archive that holds them. */
export const archiveOf = (sources: readonly ProofSource[]): Scenario => ({
	storage: { id: 'VX-1', bucket: 'demo-archive' },
	people: [],
	videos: sources.map(({ itemId, frameRate: { rate, per }, frames, file }) => ({
		id: itemId,
		title: file,
		file,
		durationSeconds: (frames * Number(per)) / Number(rate),
		timeBase: per === 1n ? String(rate) : `${rate}:${per}`,
		cast: [],
	})),
});
