import { csvOptions } from '../appearances/csvOptions';
import { fileFieldsFor, onlyFiles } from '../appearances/fileFields';
import { showWhen } from '../kit/field';
import { optional } from '../kit/fields/grouped';
import { choice, text } from '../kit/fields/plain';
import { fileFormats } from './fileFormats';

/** Which file, and where it goes. */
export const fileFields = fileFieldsFor(fileFormats, 'webVtt');

/** Options of single kinds of files. */
export const fileOptions = {
	...csvOptions,
	theme: showWhen(
		optional(
			choice({
				displayName: 'Theme',
				options: [
					{ name: 'Dark', value: 'dark' },
					{ name: 'Light', value: 'light' },
				],
				default: 'dark',
			}),
		),
		{ fileFormat: ['png', 'svg'], output: ['file'] },
	),
	title: showWhen(
		text({
			displayName: 'Title',
			description: 'What the material is called in the file; the item’s ID unless given',
		}),
		onlyFiles,
	),
};
