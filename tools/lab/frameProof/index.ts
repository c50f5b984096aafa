import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { openWorld, type World } from '../../emulator/world';
import type { MediaTools } from '../../emulator/faceservice/real/programs';
import { clipOf, framesUntil, insideVideo, withHandles, type Clip } from '../../../faces/clips/clip';
import { instantAt, parseTime, type Instant } from '../../../faces/timecode';
import { conformStart } from '../../../vidicore/clips/conform';
import { itemOfConform } from '../../../vidicore/clips/itemOfConform';
import type { VidiCoreHttp } from '../../../vidicore/http';
import { startJob } from '../../../vidicore/jobs/startJob';
import { waitForJobs } from '../../../vidicore/jobs/waitForJobs';
import { readShapes } from '../../../vidicore/shapes/shapes';
import { downloadFile } from '../../../vidicore/storages/fileAddresses';
import { vidiCoreOver } from '../fetchTransport';
import { compare, framesPlanned, framesRead, type FrameProof } from './compare';
import { archiveOf, makeFiles, proofSources, type ProofSource } from './sources';

/** An archive whose videos say in each frame which it is, and reels of them that are read back frame by frame. */
export class FrameProofs {
	private constructor(
		private readonly tools: MediaTools,
		readonly sources: readonly ProofSource[],
		private readonly world: World,
		private readonly folder: string,
	) {}

	/** `frames`: how long the sources are. Rejects with what ffmpeg says. */
	static async open(tools: MediaTools, frames: number): Promise<FrameProofs> {
		const folder = mkdtempSync(join(tmpdir(), 'vidicore-frames-'));
		const sources = proofSources(frames);
		const files = await makeFiles(tools, sources, folder);
		const world = await openWorld({ scenario: archiveOf(sources), files, media: { tools } });
		return new FrameProofs(tools, sources, world, folder);
	}

	/** Has VidiCore make a reel of so many generated segments of these sources, and compares each of its frames. */
	async prove(from: readonly ProofSource[], segments: number, random: () => number): Promise<FrameProof> {
		const clips = Array.from({ length: segments }, () => generated(from, random));
		const http = vidiCoreOver(this.world.vidiCore.baseUrl);
		const file = await this.reel(http, clips);
		const rate = (clips[0] as Clip).frameRate;
		const read = await framesRead(this.tools, file);
		rmSync(file, { force: true });
		return compare(framesPlanned(clips, this.sources, rate), read, segments);
	}

	async close(): Promise<void> {
		await this.world.close();
		rmSync(this.folder, { recursive: true, force: true });
	}

	private async reel(http: VidiCoreHttp, segments: readonly Clip[]): Promise<string> {
		const wanted = { segments, fields: { title: 'Reel' }, tag: 'original', copyMetadata: true, thumbnails: false };
		const { path, options } = conformStart(wanted);
		const { jobId } = await startJob(http, path, { ...options, correlation: String(process.hrtime.bigint()) });
		const ended = await waitForJobs(http, [jobId], { limitMs: 1_200_000, maxPauseMs: 200 });
		const itemId = (await itemOfConform(http, jobId)) ?? '';
		const [shape] = (await readShapes(http, itemId)).shapes;
		const [file] = shape?.files ?? [];
		if (!file) throw new Error(`There is no reel: ${JSON.stringify(ended.get(jobId))}`);
		const into = join(this.folder, `${itemId}.mp4`);
		await downloadFile(http, { fileId: file.fileId }, (stream) =>
			pipeline(Readable.from(stream), createWriteStream(into)),
		);
		return into;
	}
}

const bases = ['PAL', 'NTSC', '24000:1001', '1000', '1000000', '48000'];

/** A span somewhere in one of the videos, in any base, with handles, in whole frames of the video. */
function generated(sources: readonly ProofSource[], random: () => number): Clip {
	const upTo = (most: number) => Math.floor(random() * most);
	const { itemId, frameRate, frames } = sources[upTo(sources.length)] as ProofSource;
	const base = bases[upTo(bases.length)] ?? 'PAL';
	const one = parseTime(`1@${base}`) as Instant;
	const most = Math.floor(
		(frames * Number(frameRate.per) * Number(one.den)) / (Number(frameRate.rate) * Number(one.num)),
	);
	const first = upTo(most);
	const from = instantAt(first, one.base);
	const to = instantAt(Math.min(most, first + upTo(most / 6)), one.base);
	const wide = withHandles(clipOf(itemId, { from, to }, frameRate), BigInt(upTo(6)), BigInt(upTo(6)));
	const clip = insideVideo(wide, framesUntil(instantAt(frames, frameRate), frameRate));
	return clip ?? generated(sources, random);
}
