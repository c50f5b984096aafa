import { csvOptions } from '../appearances/csvOptions';
import { showWhen } from '../kit/field';
import { optional } from '../kit/fields/grouped';
import { choice, text } from '../kit/fields/plain';
import { fileFormatChoices } from './fileFormats';

const onlyFiles = { output: ['file'] };

/** Which file, and where it goes. */
export const fileFields = {
	fileFormat: showWhen(
		choice({ displayName: 'File Format', options: fileFormatChoices, default: 'webVtt' }),
		onlyFiles,
	),
	binaryField: showWhen(
		text({
			displayName: 'Put Output File in Field',
			default: 'data',
			required: true,
			hint: 'The name of the output binary field to put the file in',
		}),
		onlyFiles,
	),
};

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
