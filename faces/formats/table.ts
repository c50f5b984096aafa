import type { Appearance } from '../appearance';

/** The columns of tables, in their order. */
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

export type Cell = string | number | boolean | null;

/** What stands in the columns for one appearance. */
export const rowOf = (appearance: Appearance): Cell[] => columns.map((column) => appearance[column]);
