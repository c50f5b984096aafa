import { open } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import type { MediaFacts, Ratio } from '../files/mediaFacts';
import { probeMedia } from '../files/probe';
import type { MediaTools } from '../faceservice/real/programs';
import { pictureType } from '../pictureType';
import type { Scenario, ScenarioVideo } from '../scenario';
import { rebased, samplesASecond } from '../time';

/** What a file is. */
export interface Looked {
	facts: MediaFacts;
	mediaType: 'video' | 'audio' | 'image' | 'none';
	/** With its dot; '' where neither the file nor its name tells one. */
	extension: string;
	/** What the scripted face service will see in it: by its name, since it looks at nothing. */
	video?: Omit<ScenarioVideo, 'id'>;
}

/**
 * Looks at a file as VidiCore's media check does. With ffprobe what it finds counts; without, a video is known by its
 * name. Throws an Error for what no archive wants: an empty file, and a page in place of a file.
 */
export async function look(path: string, name: string, scenario: Scenario, tools?: MediaTools): Promise<Looked> {
	const beginning = await firstBytes(path);
	if (beginning.length === 0) throw new Error('The file is empty');
	if (/^\s*<(!doctype html|html)/i.test(beginning.toString('latin1'))) throw new Error('The file is of no known type');
	const extension = extname(name).toLowerCase();
	const picture = pictureType(beginning);
	if (picture)
		return {
			facts: { format: 'image2', mimeType: picture.mimeType },
			mediaType: 'image',
			extension: `.${picture.extension}`,
		};
	const video = castOf(name, scenario);
	const facts = tools ? await probeMedia(tools, path) : scripted(video, extension);
	if (!facts) return { facts: { format: '', mimeType: 'application/octet-stream' }, mediaType: 'none', extension };
	return { facts, mediaType: facts.video ? 'video' : 'audio', extension, ...(video ? { video } : {}) };
}

const castOf = (name: string, { videos, incoming = [] }: Scenario) =>
	[...incoming, ...videos].find(({ file }) => basename(file) === basename(name));

async function firstBytes(path: string): Promise<Buffer> {
	const file = await open(path, 'r');
	try {
		const { bytesRead, buffer } = await file.read(Buffer.alloc(512), 0, 512, 0);
		return buffer.subarray(0, bytesRead);
	} finally {
		await file.close();
	}
}

const videoTypes: Readonly<Record<string, string>> = {
	'.mp4': 'video/mp4',
	'.m4v': 'video/mp4',
	'.mov': 'video/quicktime',
	'.mxf': 'application/mxf',
	'.mkv': 'video/x-matroska',
};

/** What is said of a video that nobody looked at. */
function scripted(video: Omit<ScenarioVideo, 'id'> | undefined, extension: string): MediaFacts | undefined {
	const mimeType = videoTypes[extension] ?? (video && 'video/mp4');
	if (!mimeType) return undefined;
	const { durationSeconds = 10, timeBase = 'PAL', startTimeCode, dropFrame } = video ?? {};
	const { top, bottom } = samplesASecond(timeBase);
	const rate: Ratio = { numerator: Number(top), denominator: Number(bottom) };
	const [startFrame] = startTimeCode === undefined ? [] : rebased(startTimeCode, timeBase).split('@');
	return {
		format: 'mov,mp4,m4a,3gp,3g2,mj2',
		mimeType,
		durationSeconds,
		...(startFrame === undefined ? {} : { startFrame: Math.round(Number(startFrame)) }),
		...(dropFrame === undefined ? {} : { dropFrame }),
		video: { codec: 'h264', width: 1920, height: 1080, rate },
		audio: [{ codec: 'aac', channels: 2, sampleRate: 48_000 }],
	};
}
