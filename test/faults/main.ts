import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stopwatch } from '../../tools/lab/progress';
import { hurry, type Cell } from './cell';
import { matrix, allTried } from './matrix';
import { faultsPage } from './page';

/**
 * `npm run faults [-- PATTERN-OF-NAMES [PART-OF-A-FAULT]]`: every operation and trigger through every fault, about half
 * an hour. Prints each defect, and the table; with nothing named docs/faults.md is written anew.
 */
async function main(): Promise<void> {
	const [name = '', fault = ''] = process.argv.slice(2);
	const log = stopwatch();
	hurry();
	const cells: Cell[] = [];
	const told = (one: Cell) => {
		cells.push(one);
		if (cells.length % 100 === 0) log(`${cells.length} cells`);
		if (one.verdict.kind !== 'defect') return;
		console.log(`${one.operation}, ${one.fault}, ${one.place}: ${one.verdict.why}`);
	};
	const tried = (await allTried()).filter((one) => new RegExp(name).test(one.name));
	await matrix(tried, (one) => one.includes(fault), told);
	const all = join(__dirname, '..', '..', 'node_modules', '.cache', `faults${name && `-${name}`}.json`);
	writeFileSync(all, JSON.stringify(cells, undefined, '\t'));
	log(`each cell, with its words: ${all}`);
	const page = faultsPage(cells);
	if (name === '' && fault === '') writeFileSync(join(__dirname, '..', '..', 'docs', 'faults.md'), page);
	console.log(page);
	process.exitCode = cells.some(({ verdict }) => verdict.kind === 'defect') ? 1 : 0;
}

// What was left silent would keep the process for a minute.
void main()
	.catch((error: unknown) => {
		console.error(error);
		process.exitCode = 1;
	})
	.finally(() => process.exit());
