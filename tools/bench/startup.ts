import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../lab/package';
import { finish } from '../lab/processes';
import type { Log } from '../lab/progress';

/** What it took one fresh process to require something. */
interface Load {
	/** Of all its threads. */
	cpuMs: number;
	files: number;
	/** Resident memory of the process then, in MB. */
	memoryMb: number;
}

interface Startup {
	/** All our nodes as they are shipped, after n8n-workflow, which n8n has loaded by then. */
	ours: Load;
	/** The same as it is shipped for n8n Cloud. */
	cloud: Load;
	/** The same code with a file a module, as tsc writes it. */
	separateFiles: Load;
	/** n8n-workflow alone. */
	floor: Load;
	/** CPU time of ours by that of the others. */
	ratioToSeparateFiles: number;
	ratioToFloor: number;
	ratioOfCloud: number;
	rounds: number;
}

const rounds = 21;

/**
 * `npm run bench -- startup`: what our package adds to the start of n8n, which requires every node. Fresh processes in
 * turns, medians.
 */
export async function startup(log: Log): Promise<Startup> {
	const folder = mkdtempSync(join(tmpdir(), 'vidicore-bench-'));
	try {
		const run = { cwd: root, logFile: join(folder, 'build.log') };
		const modules = join(root, 'node_modules');
		for (const task of ['build', 'build:cloud'])
			await finish(process.execPath, [join(modules, 'gulp', 'bin', 'gulp.js'), task], run);
		const tsc = [join(modules, 'typescript', 'bin', 'tsc'), '-p', 'tsconfig.json', '--outDir', join(folder, 'dist')];
		await finish(process.execPath, tsc, run);
		copyFileSync(join(root, 'package.json'), join(folder, 'package.json'));
		symlinkSync(modules, join(folder, 'node_modules'));
		const competitors = { ours: [root], cloud: [join(root, 'dist-cloud')], separateFiles: [folder], floor: [] };
		const { ours, cloud, separateFiles, floor } = medians(competitors, log);
		const ratio = (other: Load) => Math.round((ours.cpuMs / other.cpuMs) * 100) / 100;
		return {
			ours,
			cloud,
			separateFiles,
			floor,
			ratioToSeparateFiles: ratio(separateFiles),
			ratioToFloor: ratio(floor),
			ratioOfCloud: Math.round((cloud.cpuMs / ours.cpuMs) * 100) / 100,
			rounds,
		};
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

function medians<Name extends string>(competitors: Record<Name, string[]>, log: Log): Record<Name, Load> {
	const names = Object.keys(competitors) as Name[];
	const all = names.map((): Load[] => []);
	for (let round = 0; round < rounds; round++) names.forEach((name, n) => all[n]?.push(child(competitors[name])));
	const loads = all.map((done, n): [string, Load] => {
		const median = (of: keyof Load) =>
			done.map((load) => load[of]).sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? NaN;
		const [cpuMs, memoryMb] = [median('cpuMs'), median('memoryMb')];
		const files = done[0]?.files ?? NaN;
		log(`  ${String(names[n]).padEnd(14)} ${cpuMs.toFixed(1).padStart(6)} ms CPU, ${files} files, ${memoryMb} MB`);
		return [names[n] ?? '', { cpuMs, files, memoryMb }];
	});
	return Object.fromEntries(loads) as Record<Name, Load>;
}

function child(args: string[]): Load {
	const script = join(__dirname, 'startupRun.mjs');
	const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' });
	if (status !== 0) throw new Error(`A run failed: ${stderr.slice(-2000)}`);
	return JSON.parse(stdout) as Load;
}
