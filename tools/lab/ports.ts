import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * Below the ports that systems give to connections by themselves (from 32768 on Linux, from 49152 elsewhere): a server
 * needs seconds to start, and one of those might be taken meanwhile.
 */
const lowest = 20_000;
const perWorker = 1_000;
const workers = 12;

const given = new Set<number>();

/** A port of this machine that nobody listens at just now, and that no test beside this one is given. */
export async function freePort(): Promise<number> {
	const first = lowest + (Number(process.env.JEST_WORKER_ID ?? 0) % workers) * perWorker;
	for (;;) {
		const port = first + randomInt(perWorker);
		if (given.has(port) || !(await isFree(port))) continue;
		given.add(port);
		return port;
	}
}

function isFree(port: number): Promise<boolean> {
	const server = createServer();
	return new Promise((resolve) => {
		server.once('error', () => resolve(false));
		server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
	});
}
