import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheFolder, type Log } from './cache';
import { withLock } from './lock';

const stampName = '.complete';

export interface Installation {
	/** Folder below the cache folder; say the version in it. */
	name: string;
	/** What it is and how long it takes, for the person who waits. */
	what: string;
	/** Puts everything into the empty folder it is given. Throws when it could not. */
	install(folder: string): Promise<void>;
	log: Log;
}

/**
 * Returns the cache folder of that name, filled. It is filled in a folder beside it and renamed when it is whole, so what is
 * there is never half; two processes at once do it once. Throws what `install` throws, and leaves nothing then.
 */
export async function installOnce({ name, what, install, log }: Installation): Promise<string> {
	const folder = join(cacheFolder, name);
	if (isComplete(folder, name)) return folder;
	mkdirSync(dirname(folder), { recursive: true });
	return await withLock(`${folder}.lock`, log, async () => {
		if (isComplete(folder, name)) return folder;
		const fresh = `${folder}.new`;
		rmSync(fresh, { recursive: true, force: true });
		mkdirSync(fresh, { recursive: true });
		log(`${what}, into ${folder}`);
		try {
			await install(fresh);
			writeFileSync(join(fresh, stampName), name);
			rmSync(folder, { recursive: true, force: true });
			renameSync(fresh, folder);
		} catch (error) {
			rmSync(fresh, { recursive: true, force: true });
			throw error;
		}
		return folder;
	});
}

function isComplete(folder: string, name: string): boolean {
	const stamp = join(folder, stampName);
	return existsSync(stamp) && readFileSync(stamp, 'utf8') === name;
}
