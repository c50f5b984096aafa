import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Cell } from './cell';

/** Cells of a matrix that takes hours, a line each, in a file that outlives whatever ends the process. */
export interface Kept {
	/** Those of earlier runs too. */
	cells: Cell[];
	has(operation: string, fault: string, place: string): boolean;
	add(cell: Cell): void;
}

const key = (operation: string, fault: string, place: string) => [operation, fault, place].join('\n');

/** `goOn`: what is in the file counts; without it the file begins anew. */
export function kept(file: string, goOn: boolean): Kept {
	mkdirSync(dirname(file), { recursive: true });
	if (!goOn) rmSync(file, { force: true });
	const cells = existsSync(file) ? readFileSync(file, 'utf8').split('\n').flatMap(cellIn) : [];
	const known = new Set(cells.map(({ operation, fault, place }) => key(operation, fault, place)));
	return {
		cells,
		has: (...names) => known.has(key(...names)),
		add: (cell) => {
			cells.push(cell);
			appendFileSync(file, `${JSON.stringify(cell)}\n`);
		},
	};
}

/** None for a line that the end of the process has cut. */
function cellIn(line: string): Cell[] {
	try {
		return [JSON.parse(line) as Cell];
	} catch {
		return [];
	}
}
