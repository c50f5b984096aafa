import { rmSync, statSync, writeFileSync } from 'node:fs';
import type { MediaFacts, Ratio } from '../files/mediaFacts';
import { probeMedia } from '../files/probe';
import type { MediaTools } from '../faceservice/real/programs';
import type { Studio } from '../media/pictures';
import { captionFilter } from './captions';
import { cutsAt, framesOf, type Cut } from './cut';
import { encode } from './encode';
import { cutFrames, type Size } from './frames';
import { numberedFrame } from './numberedFrame';
import { filesOf, type Source } from './source';
import { writeSound } from './sound';
import type { Caption } from './timeline';

/** A video that was made. */
export interface Rendered {
	/** On this machine; whoever asked for it takes it away. */
	path: string;
	facts: MediaFacts;
	bytes: number;
	/** How many of its frames come from each source. */
	frames: number[];
}

/** Where nobody has a picture, this is how large those are that are made. */
const madeUp: Size = { width: 320, height: 180 };

/**
 * Makes one video of the sources, at the rate and in the size of the first (inferred). With ffmpeg it is cut frame by
 * frame; a source without media shows its item's number and that of each frame. Without, a text stands for it.
 */
export async function render(
	{ imports }: Studio,
	sources: readonly Source[],
	{ tag, captions = [], signal }: { tag: string; captions?: readonly Caption[]; signal: AbortSignal },
): Promise<Rendered> {
	const [first] = sources;
	const rate = first?.stretch.rate ?? { numerator: 25, denominator: 1 };
	const cuts = cutsAt(
		rate,
		sources.map(({ stretch }) => stretch),
	);
	const frames = cuts.map(framesOf);
	const path = `${imports.transfers.scratch()}.mp4`;
	const { tools } = imports.intake;
	const size = inShape(tag, even(first?.file && first.facts.video ? first.facts.video : madeUp));
	const done = { path, frames };
	const facts = factsAt(rate, size, frames);
	if (!tools) {
		writeFileSync(
			path,
			JSON.stringify(sources.map(({ item, stretch: { from, to } }) => ({ item: item.id, from, to }))),
		);
		return { ...done, facts, bytes: statSync(path).size };
	}
	const scratch = [`${path}.pcm`];
	try {
		const pieces = sources.map((source, n) => ({ file: source.file, from: secondsIn(source), frames: frames[n] ?? 0 }));
		const [sound = ''] = scratch;
		await writeSound(tools, pieces, rate, sound, signal);
		const { filter, files } = captionFilter(captions, rate, path);
		scratch.push(...files);
		await encode(
			tools,
			allFrames(tools, sources, cuts, size, signal),
			{ size, rate, sound, filter, into: path },
			signal,
		);
		return { ...done, facts: (await probeMedia(tools, path)) ?? facts, bytes: statSync(path).size };
	} finally {
		for (const file of [...scratch, ...filesOf(sources)]) rmSync(file, { force: true });
	}
}

const secondsIn = ({ stretch: { from, rate } }: Source): number => (from * rate.denominator) / rate.numerator;

async function* allFrames(
	tools: MediaTools,
	sources: readonly Source[],
	cuts: readonly Cut[],
	size: Size,
	signal: AbortSignal,
): AsyncGenerator<Buffer> {
	for (const [n, cut] of cuts.entries()) {
		const { file, item } = sources[n] as Source;
		if (file) yield* cutFrames(tools, file, cut, size, signal);
		else yield* madeUpFrames(Number(item.id.replace(/\D/g, '')) % 256, cut, size);
	}
}

/** Pictures that say which they are. */
export function* madeUpFrames(video: number, { first, shown }: Cut, { width, height }: Size): Generator<Buffer> {
	for (const [index, times] of shown.entries()) {
		if (times === 0) continue;
		const picture = numberedFrame({ video, frame: first + index }, width, height);
		for (let n = 0; n < times; n++) yield picture;
	}
}

const even = ({ width, height }: Size): Size => ({ width: width & ~1, height: height & ~1 });

/** A proxy is 360 lines high; every other shape keeps the size. */
function inShape(tag: string, size: Size): Size {
	if (tag !== 'lowres' || size.height <= 360) return size;
	return even({ width: Math.round((size.width * 360) / size.height), height: 360 });
}

function factsAt(rate: Ratio, size: Size, frames: readonly number[]): MediaFacts {
	const count = frames.reduce((sum, own) => sum + own, 0);
	return {
		format: 'mov,mp4,m4a,3gp,3g2,mj2',
		mimeType: 'video/mp4',
		durationSeconds: (count * rate.denominator) / rate.numerator,
		video: { codec: 'h264', ...size, rate },
		audio: [{ codec: 'aac', channels: 2, sampleRate: 48_000 }],
	};
}
