import type { ChildProcess } from 'node:child_process';
import { hasEnded, kill, stop } from './processes';

/** A server that n8n in queue mode needs. */
export interface RunningServer {
	port: number;
	/** Like a crash, or politely; then again at the same port with the same data. */
	restart(how: 'politely' | 'killed'): Promise<void>;
	/** Begins it again if it does not run, as after a restart that failed. */
	revive(): Promise<void>;
	close(): Promise<void>;
}

/**
 * Begins a server that can begin again; `cleanUp` removes what is its own after it has ended. Rejects when it does
 * not begin.
 */
export async function keepRunning(
	port: number,
	begin: () => Promise<ChildProcess>,
	cleanUp: () => void,
): Promise<RunningServer> {
	let child = await begin();
	return {
		port,
		restart: async (how) => {
			await (how === 'killed' ? kill(child) : stop(child));
			child = await begin();
		},
		revive: async () => {
			if (hasEnded(child)) child = await begin();
		},
		close: async () => {
			await stop(child);
			cleanUp();
		},
	};
}
