import { srtOf, webVttOf } from '../formats/captions';
import { csvOf, type CsvSettings } from '../formats/csv';
import type { FileFormat } from '../formats/fileFormat';
import { kinds } from '../formats/kinds';
import type { Table } from '../formats/table';
import { oneLine, shownText } from '../formats/text';
import { xlsxOf } from '../formats/xlsx';
import type { AnalysisResult } from './result';

export interface ResultFileSettings extends CsvSettings {
	itemId: string;
}

/** Files that results of one item can become. A further one is entered here and nowhere else. */
export const resultFormats = {
	webVtt: { ...kinds.webVtt, write: (results) => webVttOf(results, cueText) },
	srt: { ...kinds.srt, write: (results) => srtOf(results, cueText) },
	csv: { ...kinds.csv, write: (results, settings) => csvOf(tableOf(results), settings) },
	xlsx: {
		...kinds.xlsx,
		write: (results) => xlsxOf(tableOf(results), { sheet: 'Results', rowsAre: 'results', widths }),
	},
	json: {
		label: 'JSON',
		description: 'All results with everything that is known of them',
		extension: 'json',
		mimeType: 'application/json',
		write: (results, { itemId }) => `${JSON.stringify({ itemId, results }, null, '\t')}\n`,
	},
} satisfies Record<string, FileFormat<AnalysisResult, ResultFileSettings>>;

/** The columns of tables, in their order. */
export const resultColumns = [
	'itemId',
	'type',
	'analyzer',
	'value',
	'description',
	'confidence',
	'startSeconds',
	'endSeconds',
	'durationSeconds',
	'startTimecode',
	'endTimecode',
	'start',
	'end',
	'valueId',
	'thumbnailUrl',
	'detectedAt',
] as const satisfies ReadonlyArray<keyof AnalysisResult>;

const widths = { value: 40, description: 40, analyzer: 28, valueId: 38, thumbnailUrl: 40, detectedAt: 20 };

const tableOf = (results: readonly AnalysisResult[]): Table => ({
	columns: resultColumns,
	rows: results.map((result) => resultColumns.map((column) => result[column])),
});

/** What was found, or else what is said of it. Spoken words keep their lines; an empty one would end the cue. */
export function cueText({ value, description, valueId }: AnalysisResult): string {
	const lines = (text: string) =>
		text
			.split(/\r\n|[\n\r\u2028\u2029]/)
			.map(oneLine)
			.filter((line) => line !== '')
			.join('\n');
	return shownText([lines(value), lines(description ?? ''), lines(valueId)], '(no text)');
}
