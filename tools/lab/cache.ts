import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where big downloads live between runs: outside the checkout, as usual. */
export const cacheFolder = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'n8n-nodes-vidicore');

const stamp = '.complete';

/**
 * A folder of the cache that is either whole or absent. `fill` works in a fresh folder beside it, which takes its
 * place only when all went well, so that an interrupted or second installation never leaves half of one. Passes on
 * what `fill` throws.
 */
export async function cached(name: string, fill: (folder: string) => Promise<void>): Promise<string> {
	const folder = join(cacheFolder, name);
	if (existsSync(join(folder, stamp))) return folder;
	removeLeftovers(name);
	const fresh = join(cacheFolder, `.${name}-${process.pid}`);
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

/** What an installation left behind whose process is gone. */
function removeLeftovers(name: string): void {
	if (!existsSync(cacheFolder)) return;
	for (const entry of readdirSync(cacheFolder)) {
		const pid = entry.startsWith(`.${name}-`) ? Number(entry.slice(name.length + 2)) : NaN;
		if (Number.isInteger(pid) && (pid === process.pid || !alive(pid)))
			rmSync(join(cacheFolder, entry), { recursive: true, force: true });
	}
}

function alive(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch {
		return false;
	}
}
