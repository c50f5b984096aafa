import type { Appearance } from '../appearance';
import { FormatError } from './fileFormat';
import { appearanceTable, type Cell, type Table } from './table';
import { oneLine } from './text';

/** A sheet of Excel holds 1,048,576 rows, a cell 32,767 characters; a file with more is called damaged. */
const mostRows = 1_048_576;
const longestText = 32_767;

/** One row an appearance, see `xlsxOf`. */
export const xlsx = (appearances: readonly Appearance[]): Promise<Uint8Array> =>
	xlsxOf(appearanceTable(appearances), { sheet: 'Faces', rowsAre: 'appearances', widths });

interface Sheet {
	/** The name of the sheet. */
	sheet: string;
	/** What a row is, for the error. */
	rowsAre: string;
	/** Of columns, in characters. */
	widths: Readonly<Record<string, number>>;
}

/**
 * An Excel workbook with one sheet: a heading that stays in sight. Numbers are numbers in every country, and texts are
 * texts, so nothing in them can be a formula. The library is loaded when somebody asks for such a file and not before.
 * Rejects with a FormatError when there are more rows than a sheet takes.
 */
export async function xlsxOf({ columns, rows }: Table, { sheet, rowsAre, widths }: Sheet): Promise<Uint8Array> {
	if (rows.length >= mostRows)
		throw new FormatError(
			`${rows.length} ${rowsAre} are more than a sheet of Excel has rows`,
			'Filter them, merge neighbours, or choose a CSV file.',
		);
	const { default: writeExcelFile } = await import('write-excel-file/universal');
	const heading = columns.map((column) => ({ value: column, fontWeight: 'bold' as const }));
	const blob = await writeExcelFile([heading, ...rows.map((row) => row.map(cell))], {
		sheet,
		stickyRowsCount: 1,
		columns: columns.map((column) => ({ width: widths[column] ?? 14 })),
	}).toBlob();
	return new Uint8Array(await blob.arrayBuffer());
}

const widths = { person: 28, personId: 38, analyzer: 26, detectedAt: 20 };

const cell = (value: Cell): Cell => (typeof value === 'string' ? oneLine(value).slice(0, longestText) || null : value);
