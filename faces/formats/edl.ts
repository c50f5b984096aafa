import type { Appearance } from '../appearance';
import { dropsFrames, markersOf, timecodeOf, type EditSettings } from './markers';
import { oneLine } from './text';

/**
 * CMX 3600 EDL: one event for each frame at which somebody comes into sight, with a marker as Avid (`* LOC`) and one as
 * DaVinci Resolve (`|M:`) read it. Event numbers have three digits, in a list of more than 999 all have six, as other
 * programs extend the format.
 */
export function edl(appearances: readonly Appearance[], settings: EditSettings): string {
	const title = oneLine(settings.title);
	const markers = markersOf(appearances, settings);
	const digits = markers.length > 999 ? 6 : 3;
	const events = markers.map(({ name, from, to, color }, n) => {
		const [start, end] = [timecodeOf(from, settings), timecodeOf(to, settings)];
		return [
			`${String(n + 1).padStart(digits, '0')}  AX       V     C        ${start} ${end} ${start} ${end}`,
			`* FROM CLIP NAME: ${title}`,
			`* LOC: ${start} ${color.avid.toUpperCase().padEnd(7)} ${name}`,
			` |C:ResolveColor${color.resolve} |M:${name.replace(/\|/g, '/')} |D:${to - from}`,
			'',
		].join('\r\n');
	});
	const counting = dropsFrames(settings) ? 'DROP FRAME' : 'NON-DROP FRAME';
	return [`TITLE: ${title}`, `FCM: ${counting}`, '', ...events].join('\r\n');
}
