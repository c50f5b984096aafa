import { readPpms, toPpm, type Picture } from './picture';
import { end, run, start, type MediaTools } from './programs';
import { MediaError, type VideoFacts } from './videoFacts';

const longestSide = 960;
const fitted = `scale=w='if(gte(iw,ih),min(${longestSide},iw),-1)':h='if(gte(iw,ih),-1,min(${longestSide},ih))'`;
const aspectKept = 'setsar=1';

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
