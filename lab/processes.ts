import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import type { Log } from './cache';

export interface Child {
	/** Everything it printed. */
	logFile: string;
	running(): boolean;
	/** Resolves to the exit code when it, and all it started, is gone. */
	exited: Promise<number>;
	/** Ends it with all it started, and waits until they are gone. */
	stop(): Promise<void>;
}

export interface ChildOptions {
	command: string;
	args: string[];
	cwd?: string;
	env?: NodeJS.ProcessEnv;
	logFile: string;
}

/** Starts a command that cannot outlive this process: see guard.mjs. Throws only when the log file cannot be written. */
export function startChild({ command, args, cwd, env, logFile }: ChildOptions): Child {
	mkdirSync(dirname(logFile), { recursive: true });
	const output = openSync(logFile, 'a');
	// Its own group also keeps a terminal's Ctrl-C away from it: we decide in which order things stop.
	const guard: ChildProcess = spawn(process.execPath, [join(__dirname, 'guard.mjs'), command, ...args], { cwd, env: env ?? process.env, stdio: ['pipe', output, output], detached: true, windowsHide: true });
	closeSync(output);
	let running = true;
	const exited = new Promise<number>((resolve) => {
		const done = (code: number | null) => {
			running = false;
			resolve(code ?? 1);
		};
		guard.once('error', () => done(127)).once('exit', done);
	});
	guard.stdin?.on('error', () => undefined);
	return {
		logFile,
		running: () => running,
		exited,
		stop: async () => {
			guard.stdin?.end();
			await exited;
		},
	};
}

export interface RunOptions extends ChildOptions {
	/** What is going on, for the line that is printed while it takes long. */
	doing: string;
	log: Log;
}

/** Runs a command to its end and says every ten seconds that it still runs. Throws with the end of its output when it fails. */
export async function runToEnd(options: RunOptions): Promise<void> {
	const started = Date.now();
	const child = startChild(options);
	const tick = setInterval(() => options.log(`still ${options.doing}, ${Math.round((Date.now() - started) / 1000)} s`), 10_000);
	try {
		const code = await child.exited;
		if (code !== 0) throw new Error(`${options.doing} ended with code ${code}. The end of its output (${options.logFile}):\n${lastLines(options.logFile)}`);
	} finally {
		clearInterval(tick);
		await child.stop();
	}
}

/** The last lines of a log file, for a message. */
export function lastLines(file: string, count = 25): string {
	try {
		return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-count).join('\n');
	} catch {
		return '(nothing was written)';
	}
}

/** So many different ports of the loopback address that are free now. */
export async function freePorts(count: number): Promise<number[]> {
	const servers = await Promise.all(
		Array.from({ length: count }, async () => {
			const server = createServer();
			await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
			return server;
		}),
	);
	const ports = servers.map((server) => (server.address() as { port: number }).port);
	await Promise.all(servers.map(async (server) => await new Promise((resolve) => server.close(resolve))));
	return ports;
}
