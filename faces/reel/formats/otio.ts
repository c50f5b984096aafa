import { framesOf } from '../../clips/clip';
import { oneLine } from '../../formats/text';
import type { TimeBase } from '../../timecode';
import type { SequenceSettings } from '../events';
import { mediaUrl } from '../mediaUrl';
import type { Segment } from '../segment';

/**
 * OpenTimelineIO's JSON: a timeline with one video track. Each clip's range counts in frames of its video from the
 * video's own time code on, as the library's own adapters have it. Schemas as OpenTimelineIO 0.15 and later write them.
 */
export function otio(segments: readonly Segment[], settings: SequenceSettings): string {
	const { title, frameRate, startFrame, mediaFolder } = settings;
	const track = {
		OTIO_SCHEMA: 'Track.1',
		...common('V1', {}),
		source_range: null,
		kind: 'Video',
		children: segments.map((segment) => clip(segment, mediaFolder)),
	};
	const timeline = {
		OTIO_SCHEMA: 'Timeline.1',
		name: oneLine(title),
		metadata: {},
		global_start_time: time(startFrame, frameRate),
		tracks: { OTIO_SCHEMA: 'Stack.1', ...common('tracks', {}), source_range: null, children: [track] },
	};
	return `${JSON.stringify(timeline, null, '\t')}\n`;
}

const common = (name: string, metadata: object) => ({ name, metadata, effects: [], markers: [], enabled: true });

function clip(segment: Segment, mediaFolder: string): object {
	const { video, frameRate, from, persons, confidence } = segment;
	const start = video.startFrame;
	const about = { item: video.itemId, title: video.title, persons, confidence };
	return {
		OTIO_SCHEMA: 'Clip.2',
		...common(oneLine(`${video.title || video.itemId}: ${persons.join(' + ')}`), { vidicore: about }),
		source_range: range(start + from, framesOf(segment), frameRate),
		media_references: {
			DEFAULT_MEDIA: {
				OTIO_SCHEMA: 'ExternalReference.1',
				name: oneLine(video.fileName || video.itemId),
				metadata: {},
				available_range: video.frames === undefined ? null : range(start, video.frames, frameRate),
				available_image_bounds: null,
				target_url: mediaUrl(video, mediaFolder),
			},
		},
		active_media_reference_key: 'DEFAULT_MEDIA',
	};
}

const range = (from: bigint, frames: bigint, rate: TimeBase) => ({
	OTIO_SCHEMA: 'TimeRange.1',
	start_time: time(from, rate),
	duration: time(frames, rate),
});

/** Rates are decimals there: 29.97002997002997 is 30000/1001, the nearest double. */
const time = (frames: bigint, { rate, per }: TimeBase) => ({
	OTIO_SCHEMA: 'RationalTime.1',
	value: Number(frames),
	rate: Number(rate) / Number(per),
});
