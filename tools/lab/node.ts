import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cached } from './cache';
import { finish } from './processes';
import { longStep, type Log } from './progress';
import type { N8nVersion } from './versions';

/** A Node that suits that n8n: the running one, or one out of npm's package `node`, kept in the cache. */
export async function ensureNode(log: Log, { node: { from, to = Infinity } }: N8nVersion): Promise<string> {
	const running = Number(process.versions.node.split('.')[0]);
	if (running >= from && running <= to) return process.execPath;
	const folder = await cached(`node-${from}`, async (fresh) => {
		writeFileSync(join(fresh, 'package.json'), '{"private":true}');
		await longStep(log, `Fetching Node ${from}, which n8n needs (this is ${process.version}; about 190 MB, once)`, () =>
			// The package puts its binary in place with an install script.
			finish('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts=false', `node@${from}`], {
				cwd: fresh,
				logFile: join(fresh, 'install.log'),
			}),
		);
	});
	return join(folder, 'node_modules', 'node', 'bin', 'node');
}

/** The environment in which `node` and npm's own scripts run under that binary. */
export const withNode = (node: string, env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv => ({
	...env,
	PATH: `${dirname(node)}:${env.PATH ?? ''}`,
});
