import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, readFileSync } from 'node:fs';

/** Everything the lab starts, so that nothing outlives it. */
const running = new Set<ChildProcess>();

export interface Run {
	cwd?: string;
	env?: NodeJS.ProcessEnv;
	/** Takes what the command prints. */
	logFile: string;
}

/** Starts a program in a process group of its own; its output goes into the log file. */
export function start(command: string, args: string[], { cwd, env, logFile }: Run): ChildProcess {
	const log = createWriteStream(logFile, { flags: 'a' });
	const child = spawn(command, args, { cwd, env: env ?? process.env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
	child.stdout.pipe(log, { end: false });
	child.stderr.pipe(log, { end: false });
	running.add(child);
	child.once('close', () => {
		running.delete(child);
		log.end();
	});
	child.once('error', () => running.delete(child));
	return child;
}

/** Runs a program to its end. Rejects with the last lines it printed when it does not succeed. */
export async function finish(command: string, args: string[], run: Run): Promise<void> {
	const child = start(command, args, run);
	const code = await new Promise<number | string>((resolve) => {
		child.once('error', (error) => resolve(error.message));
		child.once('close', (status, signal) => resolve(status ?? signal ?? 1));
	});
	if (code !== 0) throw new Error(`"${command} ${args.join(' ')}" ended with ${code}. Its last words (${run.logFile}):\n${tail(run.logFile)}`);
}

export const tail = (file: string, lines = 15): string => readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');

/** Stops a program and all it started: politely, and after ten seconds for good. Resolves when it is gone. */
export async function stop(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
	signal(child, 'SIGTERM');
	const timer = setTimeout(() => signal(child, 'SIGKILL'), 10_000);
	await gone;
	clearTimeout(timer);
}

function signal(child: ChildProcess, name: NodeJS.Signals): void {
	try {
		if (child.pid) process.kill(-child.pid, name);
	} catch {
		// it is gone already
	}
}

// Whatever ends this process ends its children with it.
process.once('exit', () => {
	for (const child of running) signal(child, 'SIGKILL');
});
