import { parseBase } from '../../faces/timecode';
import type { FileSettings } from '../../nodes/GetFaceTimespans/fileFormats';

/** Settings for writing files where a test does not care. */
export const fileSettings: FileSettings = {
	title: 'Council meeting',
	frameRate: parseBase('PAL'),
	startFrame: 0n,
	theme: 'light',
	separator: ',',
	decimalMark: '.',
	byteOrderMark: true,
};
