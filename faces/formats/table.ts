import type { Appearance } from '../appearance';

export type Cell = string | number | boolean | null;

/** A table to be written: its heading, and as many cells in each row. */
export interface Table {
	columns: readonly string[];
	rows: ReadonlyArray<readonly Cell[]>;
}

/** The columns of tables of appearances, in their order. */
export const columns = [
	'itemId',
	'person',
	'personId',
	'known',
	'startSeconds',
	'endSeconds',
	'durationSeconds',
	'startTimecode',
	'endTimecode',
	'confidence',
	'start',
	'end',
	'analyzer',
	'detectedAt',
] as const satisfies ReadonlyArray<keyof Appearance>;

/** One row an appearance. */
export const appearanceTable = (appearances: readonly Appearance[]): Table => ({
	columns,
	rows: appearances.map((appearance) => columns.map((column) => appearance[column])),
});
