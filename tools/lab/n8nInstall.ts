import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cached } from './cache';
import { withNode } from './node';
import { finish } from './processes';
import { longStep, type Log } from './progress';
import type { N8nVersion } from './versions';

/** n8n itself, in the cache. Resolves to its start script. */
export async function ensureN8n(node: string, log: Log, { version, overrides = {} }: N8nVersion): Promise<string> {
	const folder = await cached(`n8n-${version}`, async (fresh) => {
		writeFileSync(join(fresh, 'package.json'), JSON.stringify({ private: true, overrides }));
		const run = { cwd: fresh, env: withNode(node), logFile: join(fresh, 'install.log') };
		// One package far down the tree wants to download sources in its install script; only the database driver needs
		// building.
		await longStep(log, `Installing n8n ${version} (about 2.8 GB, two to four minutes, once)`, () =>
			finish(
				'npm',
				['install', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error', `n8n@${version}`],
				run,
			),
		);
		await longStep(log, 'Building the SQLite driver of n8n (about a minute, once)', () =>
			finish('npm', ['rebuild', '--ignore-scripts=false', 'sqlite3'], run),
		);
	});
	return join(folder, 'node_modules', 'n8n', 'bin', 'n8n');
}
