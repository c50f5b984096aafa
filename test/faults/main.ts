import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { stopwatch } from '../../tools/lab/progress';
import { hurry, type Cell } from './cell';
import { kept } from './kept';
import { matrix, allTried } from './matrix';
import { faultsPage } from './page';

const root = join(__dirname, '..', '..');

/**
 * `npm run faults [-- PATTERN-OF-NAMES [PART-OF-A-FAULT]] [--go-on]`: every operation and trigger through every fault.
 * Prints each defect, and the table; with nothing named docs/faults.md is written anew. Each cell is kept as soon as it
 * is done; `--go-on` takes those that are kept and tries only the others.
 */
async function main(): Promise<void> {
	const { values, positionals } = parseArgs({ allowPositionals: true, options: { 'go-on': { type: 'boolean' } } });
	const [name = '', fault = ''] = positionals;
	const log = stopwatch();
	hurry();
	const all = kept(join(root, 'node_modules', '.cache', 'faults.jsonl'), values['go-on'] ?? false);
	const before = all.cells.length;
	if (before > 0) log(`${before} cells are kept from before`);
	const told = (one: Cell) => {
		all.add(one);
		if (all.cells.length % 100 === 0) log(`${all.cells.length} cells`);
		if (one.verdict.kind !== 'defect') return;
		console.log(`${one.operation}, ${one.fault}, ${one.place}: ${one.verdict.why}`);
	};
	// In n8n it would end the process; here the other cells are still to be tried.
	process.on('unhandledRejection', (error) => told(unawaited(error)));
	const tried = (await allTried()).filter((one) => new RegExp(name).test(one.name));
	await matrix(tried, (one, place, operation) => one.includes(fault) && !all.has(operation, one, place), told);
	const page = faultsPage(all.cells);
	if (name === '' && fault === '') writeFileSync(join(root, 'docs', 'faults.md'), page);
	console.log(page);
	process.exitCode = all.cells.some(({ verdict }) => verdict.kind === 'defect') ? 1 : 0;
}

/** An error that no cell has waited for: nobody knows which it belongs to. */
const unawaited = (error: unknown): Cell => ({
	operation: 'whatever ran then',
	fault: 'an error that nobody awaits',
	place: 'the first request',
	verdict: { kind: 'defect', why: error instanceof Error ? (error.stack ?? error.message) : String(error) },
});

// What was left silent would keep the process for a minute.
void main()
	.catch((error: unknown) => {
		console.error(error);
		process.exitCode = 1;
	})
	.finally(() => process.exit());
