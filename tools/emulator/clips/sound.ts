import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import type { MediaTools } from '../faceservice/real/programs';
import type { Ratio } from '../files/mediaFacts';
import type { VideoFile } from './frames';

export const sampleRate = 48_000;
/** Two channels of two bytes. */
const sampleBytes = 4;

/** A stretch of a video's sound, in seconds. */
export interface SoundPiece {
	/** Nothing where there is no file. */
	file?: VideoFile;
	from: number;
}

/**
 * Writes the sound of pieces one after the other into a file, as raw samples, each exactly as long as its pictures:
 * silence where there is no sound, or not enough of it.
 */
export async function writeSound(
	tools: MediaTools,
	pieces: ReadonlyArray<SoundPiece & { frames: number }>,
	rate: Ratio,
	into: string,
	signal: AbortSignal,
): Promise<void> {
	const out = createWriteStream(into);
	let [frames, done] = [0, 0];
	for (const { file, from, frames: own } of pieces) {
		frames += own;
		const end = Math.round((frames * rate.denominator * sampleRate) / rate.numerator) * sampleBytes;
		if (file?.hasSound) done += await copy(tools, file.path, from, end - done, out, signal);
		if (end > done) await write(out, Buffer.alloc(end - done));
		done = end;
	}
	out.end();
	await once(out, 'close');
}

/** Resolves to how many bytes there were, at most so many. */
async function copy(
	{ ffmpeg }: MediaTools,
	path: string,
	from: number,
	bytes: number,
	out: WriteStream,
	signal: AbortSignal,
): Promise<number> {
	const seconds = bytes / sampleBytes / sampleRate;
	const asked = ['-nostdin', '-v', 'error', '-ss', from.toFixed(6), '-t', seconds.toFixed(6), '-i', path, '-vn'];
	const sent = ['-ac', '2', '-ar', String(sampleRate), '-f', 's16le', '-'];
	const child = spawn(ffmpeg, [...asked, ...sent], { stdio: ['ignore', 'pipe', 'ignore'], signal });
	child.on('error', () => undefined); // silence takes its place
	let left = bytes;
	for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
		const taken = chunk.subarray(0, left);
		if (taken.length > 0) await write(out, taken);
		left -= taken.length;
	}
	return bytes - left;
}

async function write(out: WriteStream, bytes: Buffer): Promise<void> {
	if (!out.write(bytes)) await once(out, 'drain');
}
