import type { Appearance } from '../appearance';
import { FormatError } from './fileFormat';
import { columns, rowOf, type Cell } from './table';
import { oneLine } from './text';

/** A sheet of Excel holds 1,048,576 rows, a cell 32,767 characters; a file with more is called damaged. */
const mostRows = 1_048_576;
const longestText = 32_767;

/**
 * An Excel workbook with one sheet: a heading that stays in sight, one row an appearance. Numbers are numbers in every
 * country, and texts are texts, so nothing in them can be a formula. The library is loaded when somebody asks for such
 * a file and not before. Rejects with a FormatError when there are more appearances than a sheet has rows.
 */
export async function xlsx(appearances: readonly Appearance[]): Promise<Uint8Array> {
	if (appearances.length >= mostRows)
		throw new FormatError(
			`${appearances.length} appearances are more than a sheet of Excel has rows`,
			'Filter them, merge neighbours, or choose a CSV file.',
		);
	const { default: writeExcelFile } = await import('write-excel-file/universal');
	const heading = columns.map((column) => ({ value: column, fontWeight: 'bold' as const }));
	const rows = appearances.map((appearance) => rowOf(appearance).map(cell));
	const blob = await writeExcelFile([heading, ...rows], {
		sheet: 'Faces',
		stickyRowsCount: 1,
		columns: columns.map((column) => ({ width: widths[column] ?? 14 })),
	}).toBlob();
	return new Uint8Array(await blob.arrayBuffer());
}

/** In characters. */
const widths: Partial<Record<(typeof columns)[number], number>> = {
	person: 28,
	personId: 38,
	analyzer: 26,
	detectedAt: 20,
};

const cell = (value: Cell): Cell => (typeof value === 'string' ? oneLine(value).slice(0, longestText) || null : value);
