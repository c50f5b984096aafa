import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { MediaTools } from '../faceservice/real/programs';
import type { Ratio } from '../files/mediaFacts';
import type { Cut } from './cut';

export interface Size {
	width: number;
	height: number;
}

/** A file of this machine with a video of that rate. */
export interface VideoFile {
	path: string;
	rate: Ratio;
	hasSound: boolean;
}

/** Bytes of a picture in yuv420p. */
export const pictureBytes = ({ width, height }: Size): number => (width * height * 3) / 2;

/**
 * The frames of a cut, each as often as it is shown, in yuv420p and fitted into that size. Throws an Error when the
 * video has fewer.
 */
export async function* cutFrames(
	{ ffmpeg }: MediaTools,
	{ path, rate }: VideoFile,
	{ first, shown }: Cut,
	size: Size,
	signal: AbortSignal,
): AsyncGenerator<Buffer> {
	const { numerator, denominator } = rate;
	// Half a frame earlier, so that what is decoded first is the frame itself and never the one behind it.
	const from = Math.max(0, ((first - 0.5) * denominator) / numerator);
	const { width, height } = size;
	const fitted =
		`setpts=N*${denominator}/${numerator}/TB,scale=${width}:${height}:force_original_aspect_ratio=decrease,` +
		`pad=${width}:${height}:(ow-iw)/2:(oh-ih)/2,setsar=1,format=yuv420p`;
	const asked = ['-nostdin', '-v', 'error', '-ss', from.toFixed(6), '-i', path, '-map', '0:V:0', '-vf', fitted];
	const sent = ['-r', `${numerator}/${denominator}`, '-frames:v', String(shown.length), '-f', 'rawvideo', '-'];
	const child = spawn(ffmpeg, [...asked, ...sent], { stdio: ['ignore', 'pipe', 'ignore'], signal });
	const ended = once(child, 'close').catch(() => undefined);
	child.on('error', () => undefined); // told by what did not come
	let index = 0;
	for await (const picture of pictures(child.stdout, pictureBytes(size))) {
		for (let times = shown[index++] ?? 0; times > 0; times--) yield picture;
	}
	await ended;
	signal.throwIfAborted();
	if (index < shown.length) throw new Error(`The video has no frame ${first + index}`);
}

/** The pictures of a stream of raw video. */
export async function* pictures(stream: AsyncIterable<Buffer>, bytes: number): AsyncGenerator<Buffer> {
	let picture = Buffer.alloc(bytes);
	let filled = 0;
	for await (const chunk of stream)
		for (let at = 0; at < chunk.length;) {
			const taken = chunk.copy(picture, filled, at, at + bytes - filled);
			at += taken;
			filled += taken;
			if (filled < bytes) continue;
			yield picture;
			picture = Buffer.alloc(bytes);
			filled = 0;
		}
}
