import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { stopwatch } from '../../tools/lab/progress';
import { hurry, type Cell } from './cell';
import { kept } from './kept';
import { matrix, allTried } from './matrix';
import { faultsPage } from './page';
import { throughput } from './throughput';

const root = join(__dirname, '..', '..');

/**
 * `npm run faults [-- PATTERN-OF-NAMES [PART-OF-A-FAULT]] [--go-on]`: every operation and trigger through every fault.
 * Prints each defect, and the table; with nothing named docs/faults.md is written anew. Each cell is kept as soon as it
 * is done; `--go-on` takes those that are kept and tries only the others. `throughput` measures many items instead.
 */
async function main(): Promise<void> {
	const { values, positionals } = parseArgs({ allowPositionals: true, options: { 'go-on': { type: 'boolean' } } });
	const [name = '', fault = ''] = positionals;
	const log = stopwatch();
	if (name === 'throughput') return void (await throughput(log));
	hurry();
	const all = kept(join(root, 'node_modules', '.cache', 'faults.jsonl'), values['go-on'] ?? false);
	if (all.all().length > 0) log(`${all.all().length} cells are kept from before`);
	let done = 0;
	const told = (one: Cell) => {
		all.add(one);
		if ((done += 1) % 100 === 0) log(`${done} cells`);
		if (one.verdict.kind !== 'defect') return;
		console.log(`${one.operation}, ${one.fault}, ${one.place}: ${one.verdict.why}`);
	};
	// In n8n it would end the process; here the other cells are still to be tried.
	process.on('unhandledRejection', (error) => told(unawaited(error)));
	const tried = (await allTried()).filter((one) => new RegExp(name).test(one.name));
	await matrix(tried, (one, place, operation) => one.includes(fault) && !all.has(operation, one, place), told);
	// A machine that has much to do can be slower than time limits that are shortened.
	const defects = new Map(
		all
			.all()
			.filter(isDefect)
			.map((one) => [keyOf(one), one.operation]),
	);
	log(`${defects.size} defects are tried once more, each alone`);
	const again = new Set(defects.values());
	for (const one of tried.filter((each) => again.has(each.name)))
		await matrix([one], (at, place, operation) => defects.has(keyOf({ operation, fault: at, place })), told);
	const cells = all.all();
	const page = faultsPage(cells);
	if (name === '' && fault === '') writeFileSync(join(root, 'docs', 'faults.md'), page);
	console.log(page);
	process.exitCode = cells.some(isDefect) ? 1 : 0;
}

const isDefect = ({ verdict }: Cell): boolean => verdict.kind === 'defect';
const keyOf = ({ operation, fault, place }: Pick<Cell, 'operation' | 'fault' | 'place'>): string =>
	[operation, fault, place].join('\n');

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
