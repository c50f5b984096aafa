import { run, type MediaTools } from './programs';

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
