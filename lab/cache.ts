import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where big downloads live between runs: outside the checkout, as usual. */
export const cacheFolder = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'n8n-nodes-vidicore');

const stamp = '.complete';

/**
 * A folder of the cache that is either whole or absent. `fill` works in a fresh folder beside it, which takes its place only
 * when all went well, so that an interrupted or second installation never leaves half of one. Passes on what `fill` throws.
 */
export async function cached(name: string, fill: (folder: string) => Promise<void>): Promise<string> {
	const folder = join(cacheFolder, name);
	if (existsSync(join(folder, stamp))) return folder;
	const fresh = join(cacheFolder, `.${name}-${process.pid}`);
	rmSync(fresh, { recursive: true, force: true });
	mkdirSync(fresh, { recursive: true });
	try {
		await fill(fresh);
		writeFileSync(join(fresh, stamp), new Date().toISOString());
		if (!existsSync(join(folder, stamp))) {
			rmSync(folder, { recursive: true, force: true });
			renameSync(fresh, folder);
		}
	} finally {
		rmSync(fresh, { recursive: true, force: true });
	}
	return folder;
}
