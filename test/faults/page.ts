import type { Cell } from './cell';
import type { Verdict } from './judge';

const kinds: ReadonlyArray<readonly [Verdict['kind'], string]> = [
	['recovered', 'recovered'],
	['clear error', 'clear error'],
	['told', 'told in the output'],
	['like done', 'like “done”'],
	['defect', 'defects'],
];

/** docs/faults.md: how many cells of the matrix ended how, by operation and by fault. */
export function faultsPage(cells: readonly Cell[]): string {
	const defects = cells.filter(({ verdict }) => verdict.kind === 'defect');
	return [
		'# When things around the nodes break',
		'Written by `npm run faults`. Each operation of each node, and both triggers with each of their events, runs in ' +
			'n8n’s own engine against the emulator, with a proxy in between that lets one thing go wrong: at the first ' +
			'request, and at the one that does the work. New operations are taken up by themselves. An operation that ends ' +
			'with an error is run once more with nothing in its way.',
		'- **recovered**: all is as if nothing had happened: the same output, the same changes in VidiCore and S3, ' +
			'each once.\n' +
			'- **clear error**: a sentence and what to do next; nothing was made that is made a second time by the next run, ' +
			'which goes well. A trigger brings everything that happened at its next look, each once.\n' +
			'- **told in the output**: it goes on without what could not be asked, and its output says so.\n' +
			'- **like “done”**: something in between answers with nothing, and VidiCore itself answers this call with ' +
			'nothing when it is done; that cannot be told apart.\n' +
			'- **defect**: said to be done and is not, another output, something made twice, longer than 40 s, no ' +
			'sentence or no advice, a password or key in what n8n stores (plain, percent-encoded or in base64), or a request ' +
			'to another host.',
		'Time limits are shortened and pauses left out; a defect is tried once more, alone, since a machine that has much ' +
			'to do can be slower than that. The emulator answers in its easy ways here, whatever WORST_CASE says: a fault is ' +
			'put at the request of a number, and the hard ways (docs/emulator.md) change how many there are. The test ' +
			'`test/engine/faults.test.ts` runs a small part each time.',
		`${cells.length} cells: ${kinds.map(([kind, words]) => `${count(cells, kind)} ${words}`).join(', ')}.`,
		table('fault', 'fault', cells),
		table('operation', 'operation', cells),
		...(defects.length === 0 ? [] : ['## Defects', list(defects)]),
		'',
	].join('\n\n');
}

const count = (cells: readonly Cell[], kind: Verdict['kind']): number =>
	cells.filter(({ verdict }) => verdict.kind === kind).length;

function table(by: 'fault' | 'operation', title: string, cells: readonly Cell[]): string {
	const names = [...new Set(cells.map((cell) => cell[by]))].sort();
	const rows = names.map((name) => {
		const of = cells.filter((cell) => cell[by] === name);
		return `| ${name} | ${of.length} | ${kinds.map(([kind]) => count(of, kind)).join(' | ')} |`;
	});
	return [
		`| ${title} | cells | ${kinds.map(([, words]) => words).join(' | ')} |`,
		`| --- |${' --- |'.repeat(kinds.length + 1)}`,
		...rows,
	].join('\n');
}

const list = (defects: readonly Cell[]): string =>
	defects
		.map(({ operation, fault, place, verdict }) => `- ${operation}, ${fault}, ${place}: ${verdict.why}`)
		.join('\n');
