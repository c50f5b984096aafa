import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { MediaTools } from '../faceservice/real/programs';
import type { Ratio } from '../files/mediaFacts';
import type { Size } from './frames';
import { sampleRate } from './sound';

/** What a new video is made of, and how. */
export interface Encoding {
	size: Size;
	rate: Ratio;
	/** A file of raw samples. */
	sound?: string;
	/** A filter of ffmpeg through which the pictures go. */
	filter?: string;
	/** What ffmpeg is told of the codecs, in place of the usual. */
	codecs?: readonly string[];
	into: string;
}

const usual = ['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '18', '-c:a', 'aac', '-b:a', '128k'];

/** Makes a video file of pictures in yuv420p. Throws an Error with ffmpeg's last words. */
export async function encode(
	{ ffmpeg }: MediaTools,
	pictures: AsyncIterable<Buffer>,
	{ size, rate, sound, filter, codecs = usual, into }: Encoding,
	signal: AbortSignal,
): Promise<void> {
	const raw = ['-f', 'rawvideo', '-pix_fmt', 'yuv420p', '-s', `${size.width}x${size.height}`];
	const input = [...raw, '-r', `${rate.numerator}/${rate.denominator}`, '-i', '-'];
	const heard = sound === undefined ? [] : ['-f', 's16le', '-ar', String(sampleRate), '-ac', '2', '-i', sound];
	const filters = filter === undefined ? [] : ['-vf', filter];
	const asked = ['-v', 'error', '-y', ...input, ...heard, ...filters, ...codecs, '-pix_fmt', 'yuv420p', into];
	const child = spawn(ffmpeg, asked, { stdio: ['pipe', 'ignore', 'pipe'], signal });
	let words = '';
	child.stderr.on('data', (chunk: Buffer) => (words = (words + chunk.toString()).slice(-500)));
	const ended = new Promise<number | null>((resolve) =>
		child.once('error', () => resolve(null)).once('close', (code) => resolve(code)),
	);
	child.stdin.on('error', () => undefined); // told by how it ends
	try {
		for await (const picture of pictures)
			if (!child.stdin.write(picture)) await Promise.race([once(child.stdin, 'drain').catch(() => ended), ended]);
	} finally {
		child.stdin.end();
	}
	const code = await ended;
	signal.throwIfAborted();
	if (code !== 0) throw new Error(`The pictures cannot be written: ${words.trim().split('\n').at(-1) ?? ''}`);
}
