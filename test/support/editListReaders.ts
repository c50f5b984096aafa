import { XMLParser, XMLValidator } from 'fast-xml-parser';

/*
 * Readers of edit lists, written from what is known of the formats and sharing nothing with our writers: their own
 * arithmetic of time codes, and no tolerance for what the format does not have.
 */

/** A clip as an editing system would understand it. */
export interface ReadClip {
	/** What the list calls its source. */
	source: string;
	/** Frames of the source from its beginning, at its own rate. */
	from: number;
	to: number;
	/** Frames of the sequence from its beginning. */
	at: number;
	until: number;
}

/** How a source counts: frames a second as people name them, and its first frame's number. */
export interface Counting {
	rate: string;
	dropFrame: boolean;
	first: number;
}

/** The number of frames before a time code, as SMPTE 12M counts them. */
export function framesBefore(code: string, { rate, dropFrame }: Counting): number {
	const [, hours, minutes, seconds, mark, frames] = /^(\d\d):(\d\d):(\d\d)([:;])(\d\d)$/.exec(code) ?? fail(code);
	if ((mark === ';') !== dropFrame) fail(`${code} has the mark of the other numbering`);
	const nominal = Math.round(Number(rate));
	if (Number(frames) >= nominal) fail(`${code} has a frame that ${rate} has not`);
	const skipped = dropFrame ? nominal / 15 : 0;
	const allMinutes = Number(hours) * 60 + Number(minutes);
	if (Number(frames) < skipped && seconds === '00' && Number(minutes) % 10 > 0)
		fail(`${code} is a number that is skipped`);
	let count = allMinutes * 60 * nominal + Number(seconds) * nominal + Number(frames);
	for (let minute = 1; minute <= allMinutes; minute++) if (minute % 10 > 0) count -= skipped;
	return count;
}

function fail(what: string): never {
	throw new Error(`not as the format has it: ${what}`);
}

/** CMX 3600: 8 characters for the reel, one cut an event, record times without a gap. */
export function readEdl(
	text: string,
	sequence: Counting,
	source: (reel: string, item: string) => Counting,
): ReadClip[] {
	const lines = text.split('\r\n');
	if (!/^TITLE: ./.test(lines[0] ?? '')) fail('it does not begin with a title');
	if (lines[1] !== `FCM: ${sequence.dropFrame ? 'DROP FRAME' : 'NON-DROP FRAME'}`) fail(`the counting: ${lines[1]}`);
	const clips: ReadClip[] = [];
	for (const [n, line] of lines.slice(2).entries()) {
		if (line === '' || /^\* (FROM CLIP NAME|ITEM|PERSON): /.test(line)) continue;
		const event = /^(\d{3}|\d{6}) {2}([A-Z0-9]{1,8}) +(V|B) {5}C {8}(\S{11}) (\S{11}) (\S{11}) (\S{11})$/.exec(line);
		if (!event) fail(`line ${n + 3}: ${line}`);
		const [, number, reel = '', , sourceIn = '', sourceOut = '', recordIn = '', recordOut = ''] = event;
		if (Number(number) !== clips.length + 1) fail(`event ${number} is number ${clips.length + 1}`);
		const item = /^\* ITEM: (\S+)/.exec(lines.slice(n + 2).find((one) => one.startsWith('* ITEM: ')) ?? '')?.[1] ?? '';
		const counting = source(reel, item);
		const day =
			framesBefore('23:59:59' + (counting.dropFrame ? ';' : ':') + '00', counting) + Math.round(Number(counting.rate));
		const inVideo = (code: string) => (framesBefore(code, counting) - counting.first + day) % day;
		const inSequence = (code: string) => framesBefore(code, sequence) - sequence.first;
		clips.push({
			source: item,
			from: inVideo(sourceIn),
			to: inVideo(sourceOut),
			at: inSequence(recordIn),
			until: inSequence(recordOut),
		});
	}
	return clips;
}

const xml = (text: string, lists: readonly string[]) => {
	if (XMLValidator.validate(text) !== true) fail('it is no XML');
	return new XMLParser({
		ignoreAttributes: false,
		parseTagValue: false,
		isArray: (name) => lists.includes(name),
	}).parse(text) as Record<string, never>;
};

/** A time of FCPXML: `1001/30000s`, as a fraction. */
function rational(text: string): [bigint, bigint] {
	const parts = /^(\d+)(?:\/(\d+))?s$/.exec(text) ?? fail(`the time ${text}`);
	return [BigInt(parts[1] ?? 0), BigInt(parts[2] ?? 1)];
}

/** How many units the time is; a time between two frames is none that Final Cut takes. */
function inUnits(time: string, unit: string): number {
	const [[num, den], [unitNum, unitDen]] = [rational(time), rational(unit)];
	const [top, bottom] = [num * unitDen, den * unitNum];
	if (top % bottom !== 0n) fail(`${time} is no whole number of ${unit}`);
	return Number(top / bottom);
}

interface FcpxmlFormat {
	'@_id': string;
	'@_frameDuration': string;
}
interface FcpxmlAsset {
	'@_id': string;
	'@_start': string;
	'@_duration': string;
	'@_format': string;
	'media-rep': { '@_src': string; '@_kind': string };
}
interface FcpxmlClip {
	'@_ref': string;
	'@_offset': string;
	'@_start': string;
	'@_duration': string;
	'conform-rate'?: { '@_srcFrameRate': string };
}
interface Fcpxml {
	fcpxml: {
		resources: { format: FcpxmlFormat[]; asset: FcpxmlAsset[] };
		library: {
			event: {
				project: {
					sequence: {
						'@_format': string;
						'@_tcStart': string;
						'@_duration': string;
						spine: { 'asset-clip': FcpxmlClip[] };
					};
				};
			};
		};
	};
}

/**
 * FCPXML: the clips of the spine. Their lengths count in the sequence; of a clip at another rate, how many of its own
 * frames that are is for Final Cut to say, so `to` is the nearest.
 */
export function readFcpxml(text: string): ReadClip[] {
	const { fcpxml } = xml(text, ['format', 'asset', 'asset-clip']) as unknown as Fcpxml;
	const { resources, library } = fcpxml;
	const { sequence } = library.event.project;
	const byId = <T extends { '@_id': string }>(list: T[], id: string): T =>
		list.find((one) => one['@_id'] === id) ?? fail(`no resource ${id}`);
	const unit = byId(resources.format, sequence['@_format'])['@_frameDuration'];
	const begin = inUnits(sequence['@_tcStart'], unit);
	const clips = sequence.spine['asset-clip'].map((clip): ReadClip => {
		const asset = byId(resources.asset, clip['@_ref']);
		const own = byId(resources.format, asset['@_format'])['@_frameDuration'];
		const first = inUnits(asset['@_start'], own);
		const from = inUnits(clip['@_start'], own) - first;
		const [num, den] = rational(clip['@_duration']);
		const [ownNum, ownDen] = rational(own);
		const to = from + Math.round(Number(num * ownDen) / Number(den * ownNum));
		const at = inUnits(clip['@_offset'], unit) - begin;
		if (to > inUnits(asset['@_duration'], own) + 1) fail('a clip ends behind its asset');
		if ((own === unit) === (clip['conform-rate'] !== undefined))
			fail('conform-rate stands with other rates, and only there');
		if (asset['media-rep']['@_kind'] !== 'original-media') fail('the media are no original');
		return { source: asset['media-rep']['@_src'], from, to, at, until: at + inUnits(clip['@_duration'], unit) };
	});
	if (inUnits(sequence['@_duration'], unit) !== clips.at(-1)?.until) fail('the sequence is not as long as its clips');
	return clips;
}

interface XmemlFile {
	'@_id': string;
	pathurl?: string;
	timecode?: { frame: string; reel: { name: string } };
	duration?: string;
}
interface XmemlClip {
	'@_id': string;
	start: string;
	end: string;
	in: string;
	out: string;
	duration: string;
	rate: { timebase: string; ntsc: string };
	file: XmemlFile;
	link: Array<{ linkclipref: string }>;
	sourcetrack?: { mediatype: string; trackindex: string };
}
interface Xmeml {
	xmeml: {
		'@_version': string;
		sequence: {
			duration: string;
			media: {
				video: { track: Array<{ clipitem: XmemlClip[] }> };
				audio: { track?: Array<{ clipitem: XmemlClip[] }> };
			};
		};
	};
}

/** xmeml: the clips of the picture; those of the sound must be the same. */
export function readXmeml(text: string): ReadClip[] {
	const { xmeml } = xml(text, ['clipitem', 'track', 'link']) as unknown as Xmeml;
	if (xmeml['@_version'] !== '4') fail('the version');
	const { video, audio } = xmeml.sequence.media;
	const pictures = video.track.flatMap(({ clipitem }) => clipitem);
	const sounds = (audio.track ?? []).flatMap(({ clipitem }) => clipitem);
	const ids = new Set([...pictures, ...sounds].map((clip) => clip['@_id']));
	if (ids.size !== pictures.length + sounds.length) fail('two clips have one id');
	const files = new Map<string, XmemlFile>();
	const read = (clip: XmemlClip): ReadClip => {
		if (clip.file.pathurl !== undefined) files.set(clip.file['@_id'], clip.file);
		const file = files.get(clip.file['@_id']) ?? fail('a file that was not described before');
		for (const { linkclipref } of clip.link) if (!ids.has(linkclipref)) fail(`a link to ${linkclipref}`);
		if (Number(clip.out) > Number(clip.duration)) fail('a clip ends behind its file');
		return {
			source: file.timecode?.reel.name ?? '',
			...{ from: Number(clip.in), to: Number(clip.out) },
			...{ at: Number(clip.start), until: Number(clip.end) },
		};
	};
	const clips = pictures.map(read);
	for (const sound of sounds) {
		const own = JSON.stringify(read(sound));
		if (!clips.some((clip) => JSON.stringify(clip) === own)) fail('sound without picture');
		if (sound.sourcetrack?.mediatype !== 'audio') fail('sound that does not say its channel');
	}
	if (Number(xmeml.sequence.duration) !== clips.at(-1)?.until) fail('the sequence is not as long as its clips');
	return clips;
}

interface OtioTime {
	OTIO_SCHEMA: string;
	value: number;
	rate: number;
}
interface OtioRange {
	OTIO_SCHEMA: string;
	start_time: OtioTime;
	duration: OtioTime;
}
interface OtioClip {
	OTIO_SCHEMA: string;
	source_range: OtioRange;
	active_media_reference_key: string;
	media_references: Record<string, { OTIO_SCHEMA: string; target_url: string; available_range: OtioRange | null }>;
}
interface OtioTimeline {
	OTIO_SCHEMA: string;
	global_start_time: OtioTime;
	tracks: { OTIO_SCHEMA: string; children: Array<{ OTIO_SCHEMA: string; kind: string; children: OtioClip[] }> };
}

/** OpenTimelineIO: the clips of its one track; where they stand follows from their lengths. */
export function readOtio(text: string, secondsAFrame: number): ReadClip[] {
	const timeline = JSON.parse(text) as OtioTimeline;
	const schemas = [...text.matchAll(/"OTIO_SCHEMA":\s*"([^"]+)"/g)].map(([, schema]) => schema);
	const known = ['Timeline.1', 'Stack.1', 'Track.1', 'Clip.2', 'TimeRange.1', 'RationalTime.1', 'ExternalReference.1'];
	for (const schema of schemas) if (!known.includes(schema ?? '')) fail(`the schema ${schema}`);
	const [track, ...others] = timeline.tracks.children;
	if (timeline.OTIO_SCHEMA !== 'Timeline.1' || track?.kind !== 'Video' || others.length > 0) fail('its tracks');
	let seconds = 0;
	return track.children.map(
		({ source_range: range, media_references: media, active_media_reference_key: key }): ReadClip => {
			const reference = media[key] ?? fail('no media');
			if (range.start_time.rate !== range.duration.rate) fail('a range in two rates');
			const available = reference.available_range ?? fail('no available range');
			const from = range.start_time.value - available.start_time.value;
			const to = from + range.duration.value;
			if (from < 0 || to > available.duration.value) fail('a clip outside of its media');
			const at = Math.round(seconds / secondsAFrame);
			seconds += range.duration.value / range.duration.rate;
			return { source: reference.target_url, from, to, at, until: Math.round(seconds / secondsAFrame) };
		},
	);
}
