import type { Appearance } from '../faces/appearance';
import type { FileFormat } from '../faces/formats/fileFormat';
import { html } from './html';
import { png } from './png';
import type { Theme } from './drawing';
import { svg } from './svg';

export interface PictureSettings {
	title: string;
	theme: Theme;
}

/** Pictures and pages that appearances of one video can become. A further one is entered here and nowhere else. */
export const pictureFormats = {
	svg: {
		label: 'Picture',
		description: 'The same in any size',
		extension: 'svg',
		mimeType: 'image/svg+xml',
		write: (appearances, { title, theme }) => svg(title, appearances, theme),
	},
	png: {
		label: 'Picture',
		description:
			'One line a person on a time axis. Names in Chinese, Japanese, Korean or Thai need fonts of the system, which ' +
			'n8n’s container and n8n Cloud do not have: take SVG for them.',
		extension: 'png',
		mimeType: 'image/png',
		write: (appearances, { title, theme }) => png(svg(title, appearances, theme)),
	},
	html: {
		label: 'Page to Look at',
		description: 'The picture to zoom and filter, in one file that needs nothing else',
		extension: 'html',
		mimeType: 'text/html',
		write: (appearances, { title }) => html(title, appearances),
	},
} satisfies Record<string, FileFormat<Appearance, PictureSettings>>;
