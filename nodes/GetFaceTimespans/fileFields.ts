import { showWhen } from '../kit/field';
import { optional } from '../kit/fields/grouped';
import { choice, text, toggle } from '../kit/fields/plain';
import { fileFormatChoices } from './fileFormats';

const onlyFiles = { output: ['file'] };
const onlyCsv = { fileFormat: ['csv'], output: ['file'] };

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
	csvByteOrderMark: showWhen(
		toggle({
			displayName: 'CSV Byte Order Mark',
			default: true,
			description: 'Whether the file begins with the mark by which Excel knows UTF-8. Some databases want it without.',
		}),
		onlyCsv,
	),
	csvDecimalMark: showWhen(
		choice({
			displayName: 'CSV Decimal Mark',
			options: [
				{
					name: 'Comma',
					value: 'comma',
					description: '9,04: for spreadsheets of countries with a decimal comma',
				},
				{ name: 'Point', value: 'point', description: '9.04' },
			],
			default: 'point',
		}),
		onlyCsv,
	),
	csvSeparator: showWhen(
		choice({
			displayName: 'CSV Separator',
			options: [
				{ name: 'Comma', value: 'comma' },
				{
					name: 'Semicolon',
					value: 'semicolon',
					description: 'For spreadsheets of countries with a decimal comma',
				},
				{ name: 'Tab', value: 'tab' },
			],
			default: 'comma',
		}),
		onlyCsv,
	),
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
