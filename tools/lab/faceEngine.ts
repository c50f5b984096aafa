import { copyFileSync, cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EngineFiles } from '../emulator/faceservice/real/faceFinder';
import { cached } from './cache';
import { finish } from './processes';
import { longStep, type Log } from './progress';

/** face-api names tfjs 4.22.0; core and backend must be of one version. */
const packages = {
	'@vladmandic/face-api': '1.7.15',
	'@tensorflow/tfjs-core': '4.22.0',
	'@tensorflow/tfjs-backend-wasm': '4.22.0',
	esbuild: '0.25.12',
};
const models = ['ssd_mobilenetv1_model', 'face_landmark_68_model', 'face_recognition_model'];

/** face-api asks for all of tfjs (290 MB); it needs the core with its chained operations and the wasm backend. */
const sources = {
	'tfjs.js':
		"export * from '@tensorflow/tfjs-core';\nimport " +
		"'@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops';\n",
	'entry.js':
		"const wasm = require('@tensorflow/tfjs-backend-wasm');\nconst faceapi = " +
		"require('@vladmandic/face-api/dist/face-api.node-wasm.js');\nmodule.exports = { faceapi, wasm, tf: faceapi.tf " +
		'};\n',
};

/**
 * The face engine: installed from npm into the cache, bundled, and of the 120 MB the 14 that are needed kept. Rejects
 * when npm does not succeed.
 */
export async function ensureFaceEngine(log: Log): Promise<EngineFiles> {
	const folder = await cached(`face-engine-${packages['@vladmandic/face-api']}`, async (fresh) => {
		const run = { cwd: fresh, logFile: join(fresh, 'install.log') };
		await longStep(log, 'Fetching the face engine (@vladmandic/face-api with its models, 120 MB, once)', async () => {
			writeFileSync(join(fresh, 'package.json'), JSON.stringify({ private: true, dependencies: packages }));
			for (const [name, text] of Object.entries(sources)) writeFileSync(join(fresh, name), text);
			// esbuild is a program of its own for each system; its install script only checks it.
			await finish('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'], run);
			await finish(
				join(fresh, 'node_modules', '.bin', 'esbuild'),
				[
					'entry.js',
					'--bundle',
					'--platform=node',
					'--format=cjs',
					'--minify',
					'--alias:@tensorflow/tfjs=./tfjs.js',
					'--outfile=engine.cjs',
					'--log-level=warning',
				],
				run,
			);
		});
		keep(fresh);
	});
	return { bundle: join(folder, 'engine.cjs'), wasm: join(folder, 'wasm'), models: join(folder, 'models') };
}

function keep(folder: string): void {
	const from = (...path: string[]) => join(folder, 'node_modules', ...path);
	mkdirSync(join(folder, 'wasm'));
	const backend = from('@tensorflow', 'tfjs-backend-wasm', 'dist');
	for (const file of readdirSync(backend).filter((name) => name.endsWith('.wasm')))
		copyFileSync(join(backend, file), join(folder, 'wasm', file));
	cpSync(from('@vladmandic', 'face-api', 'model'), join(folder, 'models'), {
		recursive: true,
		filter: (path) => path.endsWith('model') || models.some((name) => path.includes(name)),
	});
	rmSync(join(folder, 'node_modules'), { recursive: true });
}
