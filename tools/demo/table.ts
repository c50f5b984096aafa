import type { IDataObject } from 'n8n-workflow';

/** Rows as a table of plain text. */
export function table(rows: readonly IDataObject[], columns: readonly string[]): string {
	const cells = [columns, ...rows.map((row) => columns.map((column) => String(row[column] ?? '')))] as string[][];
	const widths = columns.map((_, index) => Math.max(...cells.map((row) => row[index]?.length ?? 0)));
	return cells
		.map((row) => `  ${row.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join('  ')}`.trimEnd())
		.join('\n');
}
