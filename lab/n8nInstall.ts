import { existsSync, statfsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { cacheFolder, type Log, n8nVersion } from './cache';
import { installOnce } from './installOnce';
import { ensureNode24 } from './node24';
import { npm, writeManifest } from './npm';

export interface InstalledN8n {
	/** The node to run it with. */
	node: string;
	/** The script that is the `n8n` command. */
	script: string;
	version: string;
	/** Loads a package that n8n itself uses, so that we speak to it with the very same code. */
	require(name: string): unknown;
}

const neededBytes = 4e9;

/** An n8n in the cache folder, installed when it is not there yet. Throws with npm's output when that fails. */
export async function ensureN8n(log: Log): Promise<InstalledN8n> {
	const node = await ensureNode24(log);
	const folder = await installOnce({
		name: `n8n-${n8nVersion}`,
		what: `Fetching n8n ${n8nVersion}: 2.8 GB on disk, three to five minutes, the first time only`,
		log,
		install: async (fresh) => {
			checkSpace();
			writeManifest(fresh, { n8n: n8nVersion }, ['sqlite3']);
			// Without its packages' own set-up scripts: one of them downloads sources, and only the SQLite driver needs its own.
			await npm({ folder: fresh, node, args: ['install', '--ignore-scripts'], doing: `fetching n8n ${n8nVersion} (step 1 of 2)`, log });
			await npm({ folder: fresh, node, args: ['rebuild', 'sqlite3', '--ignore-scripts=false'], doing: 'preparing n8n’s SQLite driver (step 2 of 2)', log });
			if (!existsSync(script(fresh))) throw new Error(`npm reported success, but there is no ${script(fresh)}.`);
		},
	});
	return { node, script: script(folder), version: n8nVersion, require: createRequire(script(folder)) };
}

const script = (folder: string) => join(folder, 'node_modules', 'n8n', 'bin', 'n8n');

function checkSpace(): void {
	const { bavail, bsize } = statfsSync(dirname(cacheFolder));
	if (bavail * bsize < neededBytes) {
		throw new Error(`n8n needs ${neededBytes / 1e9} GB in ${cacheFolder}, and there are ${(bavail * bsize / 1e9).toFixed(1)} GB. Make room, or set XDG_CACHE_HOME to a folder on another disk.`);
	}
}
