import type { Appearance } from '../appearance';
import { summarizePeople } from '../people';
import { avidMarkers } from './avidMarkers';
import { srt, webVtt } from './captions';
import { csv, type CsvSettings } from './csv';
import { edl } from './edl';
import { fcpxml } from './fcpxml';
import type { FileFormat } from './fileFormat';
import { kinds } from './kinds';
import type { EditSettings } from './markers';
import { xlsx } from './xlsx';
import { xmeml } from './xmeml';

/** What the writers of all of them need. */
export interface TextSettings extends EditSettings, CsvSettings {}

/** Texts and tables that appearances of one video can become. A further one is entered here and nowhere else. */
export const textFormats = {
	webVtt: { ...kinds.webVtt, write: webVtt },
	srt: { ...kinds.srt, write: srt },
	csv: { ...kinds.csv, write: csv },
	xlsx: { ...kinds.xlsx, write: xlsx },
	edl: {
		label: 'CMX 3600 EDL',
		description: 'Events with markers, for Avid and DaVinci Resolve',
		extension: 'edl',
		mimeType: 'text/plain',
		inFrames: true,
		write: edl,
	},
	fcpxml: {
		label: 'FCPXML Markers',
		description: 'For Final Cut Pro and DaVinci Resolve',
		extension: 'fcpxml',
		mimeType: 'application/xml',
		inFrames: true,
		write: fcpxml,
	},
	xmeml: {
		label: 'Premiere Pro Markers',
		description: 'A sequence with markers for File → Import, in the format of Final Cut Pro 7 (xmeml)',
		extension: 'xml',
		mimeType: 'application/xml',
		inFrames: true,
		write: xmeml,
	},
	avidMarkers: {
		label: 'Avid Markers',
		description: 'Marker text for Avid Media Composer',
		extension: 'txt',
		mimeType: 'text/plain',
		inFrames: true,
		write: avidMarkers,
	},
	json: {
		label: 'JSON',
		description: 'People and appearances',
		extension: 'json',
		mimeType: 'application/json',
		write: json,
	},
} satisfies Record<string, FileFormat<Appearance, TextSettings>>;

function json(appearances: readonly Appearance[]): string {
	const itemId = appearances[0]?.itemId ?? '';
	return `${JSON.stringify({ itemId, people: summarizePeople(appearances), appearances }, null, '\t')}\n`;
}
