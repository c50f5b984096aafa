import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { debianPackages, unpacked } from './debian';
import { freePort } from './ports';
import { start, startLimitMs, stop, tail } from './processes';
import type { Log } from './progress';
import { keepRunning, type RunningServer } from './runningServer';

/** Debian's Redis, unpacked into the cache. Rejects where it cannot be had. */
export const redisPackages = (log: Log): Promise<string> => debianPackages('redis-1', ['redis-server'], log);

/** A Redis of its own on a free port, which writes each change to its disk. */
export async function startRedis(log: Log): Promise<RunningServer> {
	const root = await redisPackages(log);
	const place = mkdtempSync(join(tmpdir(), 'vidicore-redis-'));
	const port = await freePort();
	const args = [
		'--port',
		String(port),
		'--bind',
		'127.0.0.1',
		'--save',
		'',
		'--appendonly',
		'yes',
		'--appendfsync',
		'always',
		'--dir',
		place,
	];
	const begin = async () => {
		const child = start(join(root, 'usr/bin/redis-server'), args, {
			env: unpacked(root),
			cwd: place,
			logFile: join(place, 'redis.log'),
		});
		for (
			const deadline = Date.now() + startLimitMs;
			!(await answersPing(port));
			await new Promise((resolve) => setTimeout(resolve, 100))
		) {
			if (Date.now() < deadline && child.exitCode === null) continue;
			await stop(child);
			throw new Error(`Redis did not start: ${tail(join(place, 'redis.log'))}`);
		}
		return child;
	};
	return await keepRunning(port, begin, () => rmSync(place, { recursive: true, force: true }));
}

const answersPing = (port: number): Promise<boolean> =>
	new Promise((resolve) => {
		const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
		const done = (answer: boolean) => {
			socket.destroy();
			resolve(answer);
		};
		socket
			.once('data', (data) => done(data.toString().startsWith('+PONG')))
			.once('error', () => done(false))
			.setTimeout(1000, () => done(false));
	});
