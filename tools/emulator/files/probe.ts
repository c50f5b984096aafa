import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { MediaTools } from '../faceservice/real/programs';
import type { MediaFacts, Ratio } from './mediaFacts';

interface Stream {
	codec_type?: string;
	codec_name?: string;
	width?: number;
	height?: number;
	avg_frame_rate?: string;
	r_frame_rate?: string;
	channels?: number;
	sample_rate?: string;
	disposition?: { attached_pic?: number };
	tags?: { timecode?: string };
}

interface Probe {
	streams?: Stream[];
	format?: { format_name?: string; duration?: string; bit_rate?: string; tags?: { timecode?: string } };
}

/** What is in a media file, as ffprobe finds it; undefined for a file that is none. */
export async function probeMedia({ ffprobe }: MediaTools, file: string): Promise<MediaFacts | undefined> {
	const asked = ['-v', 'error', '-show_streams', '-show_format', '-of', 'json', file];
	const found = await promisify(execFile)(ffprobe, asked, { maxBuffer: 2 ** 24 }).catch(() => undefined);
	if (!found) return undefined;
	const { streams = [], format = {} } = JSON.parse(found.stdout) as Probe;
	const video = streams.find((one) => one.codec_type === 'video' && one.disposition?.attached_pic !== 1);
	const audio = streams.filter((one) => one.codec_type === 'audio');
	const name = format.format_name ?? '';
	if (!video && audio.length === 0) return undefined;
	const rate = video && (ratio(video.avg_frame_rate) ?? ratio(video.r_frame_rate) ?? { numerator: 25, denominator: 1 });
	const timeCode = [...streams.map(({ tags }) => tags?.timecode), format.tags?.timecode].find(Boolean);
	return {
		format: name,
		mimeType: mimeTypeOf(name, video !== undefined),
		...(Number(format.duration) > 0 ? { durationSeconds: Number(format.duration) } : {}),
		...(Number(format.bit_rate) > 0 ? { bitrate: Number(format.bit_rate) } : {}),
		...(timeCode && rate ? timeCodeOf(timeCode, rate) : {}),
		...(video && rate
			? { video: { codec: video.codec_name ?? '', width: video.width ?? 0, height: video.height ?? 0, rate } }
			: {}),
		audio: audio.map(({ codec_name: codec = '', channels = 0, sample_rate: sampleRate }) => ({
			codec,
			channels,
			sampleRate: Number(sampleRate ?? 0),
		})),
	};
}

function ratio(text = ''): Ratio | undefined {
	const [, top, bottom] = /^([1-9]\d*)\/([1-9]\d*)$/.exec(text) ?? [];
	return top === undefined ? undefined : { numerator: Number(top), denominator: Number(bottom) };
}

function mimeTypeOf(format: string, isVideo: boolean): string {
	const kind = isVideo ? 'video' : 'audio';
	if (format.includes('mp4')) return `${kind}/mp4`;
	if (format.includes('matroska')) return `${kind}/x-matroska`;
	if (format.includes('mxf')) return 'application/mxf';
	return `${kind}/${format.split(',')[0] ?? 'x-unknown'}`;
}

/** The count of frames behind `10:00:00;02`; a semicolon says that numbers are left out (SMPTE 12M drop-frame). */
function timeCodeOf(
	text: string,
	{ numerator, denominator }: Ratio,
): { startFrame: number; dropFrame: boolean } | object {
	const [, h, m, s, mark, f] = /^(\d\d):(\d\d):(\d\d)([:;.])(\d\d)$/.exec(text) ?? [];
	if (h === undefined) return {};
	const whole = Math.ceil(numerator / denominator);
	const minutes = Number(h) * 60 + Number(m);
	const dropFrame = mark === ';';
	const dropped = dropFrame ? (whole / 15) * (minutes - Math.floor(minutes / 10)) : 0;
	return { startFrame: (minutes * 60 + Number(s)) * whole + Number(f) - dropped, dropFrame };
}
