import { createRequire } from 'node:module';
import { join } from 'node:path';

// One measured run of tools/bench/startup.ts:   node startupRun.mjs [FOLDER OF A PACKAGE]
// What it takes to require all nodes of that package after n8n-workflow; without a folder, n8n-workflow itself.

const [folder] = process.argv.slice(2);
const require = createRequire(folder ? join(folder, 'package.json') : import.meta.url);

/** Requires these; CPU time of all threads in ms, how many files were read, and the memory then. */
function load(modules) {
	const files = Object.keys(require.cache).length;
	const before = process.cpuUsage();
	for (const module of modules) require(module);
	const { user, system } = process.cpuUsage(before);
	const memoryMb = Math.round(process.memoryUsage.rss() / 1e6);
	return { cpuMs: (user + system) / 1000, files: Object.keys(require.cache).length - files, memoryMb };
}

const floor = load(['n8n-workflow']);
const nodes = folder ? require('./package.json').n8n.nodes.map((file) => join(folder, file)) : [];
console.log(JSON.stringify(folder ? load(nodes) : floor));
