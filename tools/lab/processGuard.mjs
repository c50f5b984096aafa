// Runs a command in a process group of its own and ends the whole group when the command ends or when our standard
// input closes. The system closes it whenever our parent dies, however it dies: so not even a kill -9 leaves a
// process behind.
//   node guard.mjs COMMAND [ARGUMENTS]
import { spawn, spawnSync } from 'node:child_process';

const graceMs = 5_000;
const windows = process.platform === 'win32';
const [command, ...args] = process.argv.slice(2);
const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], detached: !windows, windowsHide: true });

let ending = false;
function end() {
	if (ending) return;
	ending = true;
	signal('SIGTERM');
	setTimeout(() => signal('SIGKILL'), graceMs);
}

function signal(name) {
	if (!child.pid) return;
	try {
		if (windows) spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F']);
		else process.kill(-child.pid, name);
	} catch {
		// The group is gone, which is what was wanted.
	}
}

process.stdin.on('end', end).on('close', end).on('error', end).resume();
// For those who want to see what a crash does: no word of warning.
if (!windows) process.on('SIGUSR2', () => signal('SIGKILL'));
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, end);
child.on('error', (error) => {
	console.error(`${command} could not be started: ${error.message}`);
	process.exit(127);
});
child.on('exit', (code) => {
	signal('SIGKILL');
	process.exit(code ?? 1);
});
