import type { CsvSettings } from '../../faces/formats/csv';
import { showWhen } from '../kit/field';
import { choice, toggle } from '../kit/fields/plain';

const onlyCsv = { fileFormat: ['csv'], output: ['file'] };

/** Options of CSV files. */
export const csvOptions = {
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
};

interface ChosenCsv {
	csvSeparator: 'comma' | 'semicolon' | 'tab';
	csvDecimalMark: 'comma' | 'point';
	csvByteOrderMark: boolean;
}

/** The same as the writer takes them. */
export const csvSettings = ({ csvSeparator, csvDecimalMark, csvByteOrderMark }: ChosenCsv): CsvSettings => ({
	separator: ({ comma: ',', semicolon: ';', tab: '\t' } as const)[csvSeparator],
	decimalMark: csvDecimalMark === 'comma' ? ',' : '.',
	byteOrderMark: csvByteOrderMark,
});
