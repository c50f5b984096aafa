import { spawn } from 'node:child_process';
import { pictures } from '../../emulator/clips/frames';
import { numberIn } from '../../emulator/clips/numberedFrame';
import type { MediaTools } from '../../emulator/faceservice/real/programs';
import type { Clip } from '../../../faces/clips/clip';
import type { TimeBase } from '../../../faces/timecode';
import { size, type ProofSource } from './sources';

/** What was found when every frame of a reel was read back. */
export interface FrameProof {
	segments: number;
	/** Of the result. */
	frames: number;
	/** Frames at a place where the plan has another, or that cannot be read. */
	wrong: number;
	/** Frames of the plan that the result does not show, and frames that it shows more often. */
	missing: number;
	doubled: number;
}

/** Which frame each picture of a video says it is: `VIDEO FRAME`, in order; `?` where it cannot be read. */
export async function framesRead({ ffmpeg }: MediaTools, file: string): Promise<string[]> {
	const { width, height } = size;
	const scaled = `scale=${width}:${height},format=gray`;
	const asked = ['-nostdin', '-v', 'error', '-i', file, '-map', '0:V:0', '-vsync', '0', '-vf', scaled];
	const child = spawn(ffmpeg, [...asked, '-f', 'rawvideo', '-'], { stdio: ['ignore', 'pipe', 'inherit'] });
	const found: string[] = [];
	for await (const luma of pictures(child.stdout, width * height)) {
		const number = numberIn(luma, width, height);
		found.push(number ? `${number.video} ${number.frame}` : '?');
	}
	return found;
}

/**
 * The frames that a plan shows at a frame rate, in order. At a clip's own rate those are its frames, each once. At
 * another, each frame of the result shows what the video shows at that moment of the clip; where a clip begins is
 * rounded to the nearest frame of the result, so that a clip has one frame more or fewer than its length says.
 */
export function framesPlanned(clips: readonly Clip[], sources: readonly ProofSource[], rate: TimeBase): string[] {
	const numbers = new Map(sources.map(({ itemId, number }) => [itemId, number]));
	const found: string[] = [];
	let seconds = 0;
	for (const { itemId, frameRate, from, to } of clips) {
		const length = (Number(to - from) * Number(frameRate.per)) / Number(frameRate.rate);
		seconds += length;
		const behind = Math.round((seconds * Number(rate.rate)) / Number(rate.per));
		for (let n = 0n; found.length < behind; n++) {
			const shown = from + (n * rate.per * frameRate.rate) / (rate.rate * frameRate.per);
			found.push(`${numbers.get(itemId)} ${shown < to ? shown : to - 1n}`);
		}
	}
	return found;
}

/** Compares place by place, and as wholes. */
export function compare(planned: readonly string[], read: readonly string[], segments: number): FrameProof {
	const left = new Map<string, number>();
	for (const frame of planned) left.set(frame, (left.get(frame) ?? 0) + 1);
	for (const frame of read) left.set(frame, (left.get(frame) ?? 0) - 1);
	const balance = [...left.values()];
	const places = Math.max(planned.length, read.length);
	return {
		segments,
		frames: read.length,
		wrong: Array.from({ length: places }, (_, n) => planned[n] === read[n]).filter((same) => !same).length,
		missing: balance.reduce((sum, count) => sum + Math.max(0, count), 0),
		doubled: balance.reduce((sum, count) => sum + Math.max(0, -count), 0),
	};
}
