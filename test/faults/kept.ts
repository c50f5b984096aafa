import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Cell } from './cell';

/** Cells of a matrix that takes hours, a line each, in a file that outlives whatever ends the process. */
export interface Kept {
	/** Those of earlier runs too; of one that was tried twice the later. */
	all(): Cell[];
	has(operation: string, fault: string, place: string): boolean;
	add(cell: Cell): void;
}

const key = (operation: string, fault: string, place: string) => [operation, fault, place].join('\n');

/** `goOn`: what is in the file counts; without it the file begins anew. */
export function kept(file: string, goOn: boolean): Kept {
	mkdirSync(dirname(file), { recursive: true });
	if (!goOn) rmSync(file, { force: true });
	const cells = new Map<string, Cell>();
	const put = (cell: Cell) => cells.set(key(cell.operation, cell.fault, cell.place), cell);
	if (existsSync(file)) readFileSync(file, 'utf8').split('\n').flatMap(cellIn).forEach(put);
	return {
		all: () => [...cells.values()],
		has: (...names) => cells.has(key(...names)),
		add: (cell) => {
			put(cell);
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
