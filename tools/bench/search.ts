import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { startEmulator, type Emulator } from '../emulator';
import type { ScenarioVideo } from '../emulator/scenario';
import { vidiCoreOver } from '../lab/fetchTransport';
import { root } from '../lab/package';
import type { Log } from '../lab/progress';

/** One run of searchRun.ts. */
export interface SearchRun {
	rows: number;
	ms: number;
	/** Of the whole process at its highest. */
	peakMB: number;
	/** What the process holds after every 10,000 items. */
	heldMB?: number[];
}

interface Measured extends SearchRun {
	requests: number;
	peakAboveIdleMB: number;
}

const items = 100_000;

/**
 * `npm run bench -- search`: an archive of 100,000 items, in which the faces are found already: one page with two
 * fields, all ids with one field, who is seen in how many items as VidiCore counts it and by reading all items. The
 * client runs in processes of its own.
 */
export async function search(log: Log): Promise<Record<string, unknown>> {
	const folder = mkdtempSync(join(tmpdir(), 'vidicore-bench-'));
	const emulator = await archive();
	try {
		const outfile = join(folder, 'searchRun.js');
		buildSync({ entryPoints: [join(root, 'tools/bench/searchRun.ts')], outfile, bundle: true, platform: 'node' });
		const results: Record<string, Measured> = {};
		const idle = await run(outfile, 'nothing', emulator);
		for (const name of ['fifty', 'all', 'facet', 'byReading']) {
			const measured = await run(outfile, name, emulator);
			results[name] = { ...measured, peakAboveIdleMB: measured.peakMB - idle.peakMB };
			log(`  ${name}: ${JSON.stringify(results[name])}`);
		}
		const { facet, byReading } = results;
		if (facet?.rows !== byReading?.rows)
			throw new Error(`VidiCore counts ${facet?.rows} faces, reading all items finds ${byReading?.rows}`);
		const timesFaster = Math.round((byReading?.ms ?? NaN) / (facet?.ms ?? NaN));
		log(`  counted by VidiCore ${timesFaster} times faster than by reading`);
		return { items, ...results, timesFaster };
	} finally {
		await emulator.close();
		rmSync(folder, { recursive: true, force: true });
	}
}

async function archive(): Promise<Emulator> {
	const shows = ['Evening news', 'Morning show', 'Sports', 'Council meeting'];
	const videos = Array.from({ length: items }, (_, n): ScenarioVideo => ({
		id: `VX-${100_000 + n}`,
		title: `${shows[n % shows.length]} ${n}`,
		file: `${n}.mp4`,
		durationSeconds: 60 + (n % 600),
		timeBase: 'PAL',
		analyzed: true,
		cast: [
			{ face: `Person ${n % 40}`, from: 25, to: 100, confidence: 0.9 },
			{ face: `Person ${(n * 7) % 40}`, from: 200, to: 300, confidence: 0.8 },
		],
	}));
	const keys = { accessKeyId: 'A', secretAccessKey: 'b' };
	const emulator = await startEmulator({
		scenario: { storage: { id: 'VX-1', bucket: 'archive' }, people: [], videos },
		s3: { endpoint: 'http://127.0.0.1:9', region: 'eu-west-1', cognitive: keys, vidicore: keys },
	});
	const field = { body: '{"type":"string"}' };
	await vidiCoreOver(emulator.baseUrl).send('PUT', '/API/metadata-field/adu_av_value', field);
	return emulator;
}

/** The requests are those of the work itself: one more is made before it. */
async function run(script: string, name: string, emulator: Emulator): Promise<SearchRun & { requests: number }> {
	emulator.requests.length = 0;
	const child = spawn(process.execPath, ['--expose-gc', script, name, emulator.baseUrl]);
	let [said, complained] = ['', ''];
	child.stdout.on('data', (text: Buffer) => (said += text.toString()));
	child.stderr.on('data', (text: Buffer) => (complained += text.toString()));
	const code = await new Promise((resolve) => child.once('close', resolve));
	if (code !== 0) throw new Error(`The run of ${name} failed: ${complained.slice(-2000)}`);
	return { ...(JSON.parse(said) as SearchRun), requests: emulator.requests.length - 1 };
}
