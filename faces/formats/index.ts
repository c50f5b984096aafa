import type { Appearance } from '../appearance';
import { summarizePeople } from '../people';
import { html } from '../../render/html';
import { png } from '../../render/png';
import { svg, type Theme } from '../../render/svg';
import { srt, webVtt } from './captions';
import { csv } from './csv';
import { avidMarkers, edl, fcpxml, type EditSettings } from './edit';

export interface FileSettings extends EditSettings {
	/** For pictures. */
	theme: Theme;
}

interface FileFormat {
	extension: string;
	mimeType: string;
	/** Whether it counts in frames and so needs a frame rate. */
	inFrames: boolean;
	/** Its text, or its bytes. */
	write(appearances: readonly Appearance[], settings: FileSettings): string | Promise<Uint8Array>;
}

/** The files that appearances of one video can become. All texts are UTF-8. */
export const fileFormats = {
	webVtt: { extension: 'vtt', mimeType: 'text/vtt', inFrames: false, write: webVtt },
	srt: { extension: 'srt', mimeType: 'application/x-subrip', inFrames: false, write: srt },
	csv: { extension: 'csv', mimeType: 'text/csv', inFrames: false, write: csv },
	edl: { extension: 'edl', mimeType: 'text/plain', inFrames: true, write: edl },
	fcpxml: { extension: 'fcpxml', mimeType: 'application/xml', inFrames: true, write: fcpxml },
	avidMarkers: { extension: 'txt', mimeType: 'text/plain', inFrames: true, write: avidMarkers },
	json: {
		extension: 'json',
		mimeType: 'application/json',
		inFrames: false,
		write: (appearances) =>
			`${JSON.stringify({ itemId: appearances[0]?.itemId ?? '', people: summarizePeople(appearances), appearances }, null, '\t')}\n`,
	},
	svg: {
		extension: 'svg',
		mimeType: 'image/svg+xml',
		inFrames: false,
		write: (appearances, { title, theme }) => svg(title, appearances, theme),
	},
	png: {
		extension: 'png',
		mimeType: 'image/png',
		inFrames: false,
		write: (appearances, { title, theme }) => png(svg(title, appearances, theme)),
	},
	html: {
		extension: 'html',
		mimeType: 'text/html',
		inFrames: false,
		write: (appearances, { title }) => html(title, appearances),
	},
} satisfies Record<string, FileFormat>;

export type FileFormatName = keyof typeof fileFormats;
