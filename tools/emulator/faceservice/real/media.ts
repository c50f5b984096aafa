import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readPpms, toPpm, type Picture } from './picture';

/** Paths of the programs. */
export interface MediaTools {
	ffmpeg: string;
	ffprobe: string;
}

/** A file that is not what it should be; the message says what it is instead and can go into a job as it is. */
export class MediaError extends Error {}

export interface VideoFacts {
	durationSeconds: number;
	/** As VidiCore writes it: PAL, NTSC, `24000:1001`, `50` … */
	timeBase: string;
	/** Frames a second. */
	frameRate: number;
}

interface Probe {
	streams?: Array<{
		codec_type?: string;
		avg_frame_rate?: string;
		r_frame_rate?: string;
		duration?: string;
		disposition?: { attached_pic?: number };
	}>;
	format?: { duration?: string };
}

const longestSide = 960;
const fitted = `scale=w='if(gte(iw,ih),min(${longestSide},iw),-1)':h='if(gte(iw,ih),-1,min(${longestSide},ih))'`;
const aspectKept = 'setsar=1';

/** What a video file is. Throws a MediaError for a file that is no video. */
export async function probeVideo({ ffprobe }: MediaTools, file: string): Promise<VideoFacts> {
	const { output, problem } = await run(ffprobe, ['-v', 'error', '-show_streams', '-show_format', '-of', 'json', file]);
	if (problem) throw new MediaError(`The file cannot be read as a video: ${problem}`);
	const { streams = [], format = {} } = JSON.parse(output.toString('utf8')) as Probe;
	const video = streams.find(
		({ codec_type: type, disposition }) => type === 'video' && disposition?.attached_pic !== 1,
	);
	if (!video) throw new MediaError('The file has no video track');
	const rate =
		[video.avg_frame_rate, video.r_frame_rate].find((text) => /^[1-9]\d*\/[1-9]\d*$/.test(text ?? '')) ?? '25/1';
	const [num = 25, per = 1] = rate.split('/').map(Number);
	const durationSeconds = Number(video.duration ?? format.duration);
	if (!(durationSeconds > 0)) throw new MediaError('The file does not say how long its video is; it may be cut off');
	return { durationSeconds, timeBase: timeBase(num, per), frameRate: num / per };
}

function timeBase(num: number, per: number): string {
	if (num === 25 * per) return 'PAL';
	if (num === 30000 && per === 1001) return 'NTSC';
	return per === 1 ? String(num) : `${num}:${per}`;
}

/**
 * One frame for each `intervalSeconds` of a video, from about the middle of that stretch, at most 960 pixels long or
 * high, turned as the file wants to be shown. Throws a MediaError when the video ends long before its time or cannot
 * be decoded.
 */
export async function* frames(
	{ ffmpeg }: MediaTools,
	file: string,
	{ durationSeconds }: VideoFacts,
	intervalSeconds: number,
	signal: AbortSignal,
): AsyncGenerator<Picture> {
	const filters = `setpts=PTS-STARTPTS,fps=fps=1/${intervalSeconds}:round=near,${fitted},${aspectKept}`;
	const child = start(
		ffmpeg,
		[
			'-nostdin',
			'-v',
			'error',
			'-i',
			file,
			'-an',
			'-sn',
			'-dn',
			'-map',
			'0:V:0',
			'-vf',
			filters,
			'-f',
			'image2pipe',
			'-c:v',
			'ppm',
			'-',
		],
		signal,
	);
	const ended = end(child);
	let count = 0;
	try {
		for await (const picture of readPpms(child.stdout as AsyncIterable<Buffer>)) {
			count += 1;
			yield picture;
		}
	} finally {
		child.kill('SIGKILL');
	}
	const problem = await ended;
	signal.throwIfAborted();
	const expected = Math.floor(durationSeconds / intervalSeconds);
	if (count === 0 && problem) throw new MediaError(`The video cannot be decoded: ${problem}`);
	if (count < expected - Math.max(1, 2 / intervalSeconds)) {
		throw new MediaError(
			`The video should last ${round(durationSeconds)} seconds, but its pictures end after ` +
				`${round(count * intervalSeconds)}; the file is cut off or damaged${problem ? ` (${problem})` : ''}`,
		);
	}
}

/** A still picture of any usual kind, at most 960 pixels long or high. Throws a MediaError when it is none. */
export async function readPicture({ ffmpeg }: MediaTools, file: string): Promise<Picture> {
	const { output, problem } = await run(ffmpeg, [
		'-nostdin',
		'-v',
		'error',
		'-i',
		file,
		'-frames:v',
		'1',
		'-vf',
		`${fitted},${aspectKept}`,
		'-f',
		'image2pipe',
		'-c:v',
		'ppm',
		'-',
	]);
	for await (const picture of readPpms(only(output))) return picture;
	throw new MediaError(`The file cannot be read as a picture${problem ? `: ${problem}` : ''}`);
}

/** The picture as a JPEG file. */
export async function toJpeg({ ffmpeg }: MediaTools, picture: Picture): Promise<Buffer> {
	const { output, problem } = await run(
		ffmpeg,
		[
			'-v',
			'error',
			'-f',
			'image2pipe',
			'-c:v',
			'ppm',
			'-i',
			'-',
			'-f',
			'image2pipe',
			'-c:v',
			'mjpeg',
			'-q:v',
			'3',
			'-',
		],
		toPpm(picture),
	);
	if (output.length === 0) throw new MediaError(`The picture cannot be written: ${problem}`);
	return output;
}

async function* only(chunk: Buffer): AsyncGenerator<Buffer> {
	yield await Promise.resolve(chunk);
}

const round = (seconds: number) => Math.round(seconds * 10) / 10;

function start(program: string, args: string[], signal?: AbortSignal): ChildProcess {
	return spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'], signal, killSignal: 'SIGKILL' });
}

/** Resolves when the program has ended, to its last words if it had something to complain about. */
async function end(child: ChildProcess): Promise<string | undefined> {
	let words = '';
	child.stderr?.on('data', (chunk: Buffer) => (words = (words + chunk.toString('utf8')).slice(-2000)));
	child.stdin?.on('error', () => undefined); // it may have ended before it has read all
	const failure = new Promise<string | undefined>((resolve) => {
		child.once('error', (error) => resolve(error.message));
		child.once('close', (code) =>
			resolve(words.trim() ? lastLine(words) : code === 0 ? undefined : `it ended with ${code}`),
		);
	});
	return await failure;
}

/**
 * ffmpeg begins its lines with the place in its code and ends them with the file's name; neither says anything to a
 * user.
 */
const lastLine = (words: string) =>
	(words.trim().split('\n').at(-1) ?? '')
		.replace(/^\[[^\]]*\] /, '')
		.replace(/^\/\S*: /, '')
		.trim();

async function run(program: string, args: string[], input?: Buffer): Promise<{ output: Buffer; problem?: string }> {
	const child = start(program, args);
	const chunks: Buffer[] = [];
	child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
	const ended = end(child);
	child.stdin?.end(input);
	const [problem] = await Promise.all([ended, once(child, 'close').catch(() => undefined)]);
	return { output: Buffer.concat(chunks), problem };
}
