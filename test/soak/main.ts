import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomFrom } from '../../tools/lab/randomFrom';
import { stopwatch } from '../../tools/lab/progress';
import { killAtRandom, networkChaos } from './chaos';
import { drive } from './drive';
import { judge, troubles } from './judge';
import { soakPage } from './page';
import { openStage } from './stage';

const help = `Workflows in queue mode for a long time, while what is around them breaks.

  npm run soak -- --minutes 120 [--seed 7] [--no-faults] [--page FILE]

The result is written to docs/soak.md, or to another file.`;

function valueOf(args: string[], name: string, otherwise: number): number {
	const at = args.indexOf(name);
	const value = at < 0 ? otherwise : Number(args[at + 1]);
	if (!Number.isFinite(value) || value <= 0) throw new Error(help);
	return value;
}

async function main(): Promise<void> {
	const args = process.argv.slice(2);
	if (args.includes('--help')) return console.log(help);
	const minutes = valueOf(args, '--minutes', 120);
	const seed = valueOf(args, '--seed', 1 + (Date.now() % 100_000));
	const withFaults = !args.includes('--no-faults');
	const page = args.includes('--page') ? (args[args.indexOf('--page') + 1] ?? '') : 'docs/soak.md';
	const log = stopwatch();
	log(`Seed ${seed}`);
	const random = randomFrom(seed);
	let faultsAreOn = false;
	const network = networkChaos(random, () => faultsAreOn, 'http://127.0.0.1:9');
	const stage = await openStage(log, network.meddling);
	try {
		const since = Date.now();
		const until = since + minutes * 60_000;
		const tick = setInterval(() => {
			const out = stage.recorder.records.length;
			log(`${Math.round((Date.now() - since) / 60_000)} of ${minutes} minutes; ${out} came out`);
		}, 60_000);
		faultsAreOn = withFaults;
		const [driven] = await Promise.all([
			drive(stage, until),
			withFaults ? killAtRandom(stage, randomFrom(seed + 1), until, network.counts, log) : undefined,
		]).finally(() => clearInterval(tick));
		faultsAreOn = false;
		await stage.lab.n8n.revive();
		log('Nothing is broken any more; waiting for all to come to an end');
		const judged = await judge(stage, since, log);
		const day = new Date().toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
		const broken = network.counts;
		const text = soakPage({ minutes, seed, withFaults, driven, broken, judged, day });
		writeFileSync(join(__dirname, '..', '..', page), `${text}\n`);
		log(`${page} is written`);
		console.log(text);
		const wrong = troubles(judged);
		if (wrong.length === 0) return;
		process.exitCode = 1;
		console.log(`Not as it should be:\n${wrong.join('\n')}`);
	} finally {
		await stage.close();
	}
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : String(error));
	process.exitCode = 1;
});
