import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** How long a server may take to start, on a machine that has other things to do as well. */
export const startLimitMs = 5 * 60_000;

export interface Run {
	cwd?: string;
	env?: NodeJS.ProcessEnv;
	/** Takes what the command prints. */
	logFile: string;
}

/**
 * Starts a program with all it may start in turn; its output goes into the log file. A guard between us and it ends
 * the whole group when we end, however we end: the system closes the guard's standard input then.
 */
export function start(command: string, args: string[], { cwd, env, logFile }: Run): ChildProcess {
	const log = openSync(logFile, 'a');
	const child = spawn(process.execPath, [join(__dirname, 'processGuard.mjs'), command, ...args], {
		cwd,
		env: env ?? process.env,
		stdio: ['pipe', log, log],
	});
	closeSync(log);
	child.stdin?.on('error', () => undefined);
	return child;
}

/** Runs a program to its end. Rejects with the last lines it printed when it does not succeed. */
export async function finish(command: string, args: string[], run: Run): Promise<void> {
	const child = start(command, args, run);
	const code = await new Promise<number | string>((resolve) => {
		child.once('error', (error) => resolve(error.message));
		child.once('close', (status, signal) => resolve(status ?? signal ?? 1));
	});
	if (code !== 0)
		throw new Error(
			`"${command} ${args.join(' ')}" ended with ${code}. Its last words (${run.logFile}):\n${tail(run.logFile)}`,
		);
}

export const tail = (file: string, lines = 15): string =>
	readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');

/** Whether a started program is gone, by itself or ended by us. */
export const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null;

/**
 * Stops a program and all it started: politely, and after some seconds for good (the guard sees to that). Resolves
 * when it is gone.
 */
export async function stop(child: ChildProcess): Promise<void> {
	if (hasEnded(child)) return;
	const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
	child.stdin?.end();
	await gone;
}

/** Kills a program and all it started, as a crash or a power cut would. Resolves when it is gone. */
export async function kill(child: ChildProcess): Promise<void> {
	if (hasEnded(child)) return;
	const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
	child.kill('SIGUSR2'); // the guard's word for it
	await gone;
}

/** Resident memory of everything that a started program's guard looks after, in MB. Reads /proc, so on Linux only. */
export function memoryOf(guard: number): number {
	const processes = readdirSync('/proc')
		.filter((name) => /^\d+$/.test(name))
		.flatMap((pid) => {
			const status = tryRead(`/proc/${pid}/status`);
			return status === undefined
				? []
				: [
						{
							pid: Number(pid),
							parent: Number(/^PPid:\s+(\d+)/m.exec(status)?.[1]),
							kB: Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0),
						},
					];
		});
	const children = (of: number): number =>
		processes.filter(({ parent }) => parent === of).reduce((sum, { pid, kB }) => sum + kB + children(pid), 0);
	return Math.round(children(guard) / 1024);
}

/** A process may be gone by the time it is looked at. */
function tryRead(file: string): string | undefined {
	try {
		return readFileSync(file, 'utf8');
	} catch {
		return undefined;
	}
}
