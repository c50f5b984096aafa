import { avidMarkerLine } from '../../formats/avidMarkers';
import { timecodeOf } from '../../formats/markers';
import { oneLine } from '../../formats/text';
import { eventsOf, type SequenceSettings } from '../events';
import type { Segment } from '../segment';

/** Marker text for the finished reel in Avid Media Composer: who is seen, and out of which video, at each cut. */
export const reelAvidMarkers = (segments: readonly Segment[], settings: SequenceSettings): string =>
	eventsOf(segments, settings)
		.map(({ segment, from, to }) => {
			const source = `${segment.video.title || segment.itemId}, ${timecodeOf(segment.from, segment.video)}`;
			const comment = oneLine(`${segment.persons.join(' + ')} (${source})`);
			return avidMarkerLine({ at: timecodeOf(from, settings), color: 'green', comment, frames: to - from });
		})
		.join('');
