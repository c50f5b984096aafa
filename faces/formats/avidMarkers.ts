import type { Appearance } from '../appearance';
import { markersOf, timecodeOf, type EditSettings } from './markers';

/** Marker text as Avid Media Composer imports it. */
export const avidMarkers = (appearances: readonly Appearance[], settings: EditSettings): string =>
	markersOf(appearances, settings)
		.map(({ name, from, to, color }) =>
			avidMarkerLine({ at: timecodeOf(from, settings), color: color.avid, comment: name, frames: to - from }),
		)
		.join('');

/** One marker: user, time code, track, colour, comment and length, between tabs. The comment is on one line. */
export const avidMarkerLine = (marker: { at: string; color: string; comment: string; frames: bigint }): string =>
	['VidiCore', marker.at, 'V1', marker.color, marker.comment, `${marker.frames}\r\n`].join('\t');
