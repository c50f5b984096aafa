import type { Appearance } from '../appearance';
import { markersOf, timecodeOf, type EditSettings } from './markers';

/** Marker text as Avid Media Composer imports it: user, time code, track, colour, comment and length, between tabs. */
export const avidMarkers = (appearances: readonly Appearance[], settings: EditSettings): string =>
	markersOf(appearances, settings)
		.map(({ name, from, to, color }) =>
			['VidiCore', timecodeOf(from, settings), 'V1', color.avid, name, `${to - from}\r\n`].join('\t'),
		)
		.join('');
