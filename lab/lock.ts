import { readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from './cache';

const heartbeatMs = 5_000;
const silentMs = 30_000;

/**
 * Runs `work` while no other process that uses the same lock file runs its own. A holder that died is found by its process
 * id, and one on another machine or with a reused id by its silence. Throws what `work` throws.
 */
export async function withLock<T>(file: string, log: Log, work: () => Promise<T>): Promise<T> {
	for (let waited = 0; !take(file); waited += 1) {
		if (isAbandoned(file)) {
			rmSync(file, { force: true });
			continue;
		}
		if (waited % 10 === 0) log(`waiting for another run that is installing the same (its lock is ${file}), ${waited} s`);
		await sleep(1_000);
	}
	const heartbeat = setInterval(() => touch(file), heartbeatMs);
	const release = () => rmSync(file, { force: true });
	process.once('exit', release);
	try {
		return await work();
	} finally {
		clearInterval(heartbeat);
		process.off('exit', release);
		release();
	}
}

function take(file: string): boolean {
	try {
		writeFileSync(file, String(process.pid), { flag: 'wx' });
		return true;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
		throw error;
	}
}

function touch(file: string): void {
	try {
		utimesSync(file, new Date(), new Date());
	} catch {
		// Somebody removed it; the rename at the end of an installation still keeps two of them apart.
	}
}

function isAbandoned(file: string): boolean {
	try {
		if (Date.now() - statSync(file).mtimeMs > silentMs) return true;
		process.kill(Number(readFileSync(file, 'utf8')), 0);
		return false;
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		return code === 'ESRCH' || code === 'ENOENT';
	}
}
