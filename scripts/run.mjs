// The one file that must run on a bare clone: it has no dependency, sees to it that the project's
// packages are installed, and hands over to a TypeScript file.   node scripts/run.mjs FILE.ts [ARGUMENTS]
import { createHash } from 'node:crypto';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const [major] = process.versions.node.split('.').map(Number);
if (major < 20) {
	console.error(
		`This project needs Node.js 20 or newer; this is ${process.version}. Install a newer one from ` +
			'https://nodejs.org and try again.',
	);
	process.exit(1);
}

await installPackages();
const [file, ...rest] = process.argv.slice(2);
process.exitCode = await run(process.execPath, ['--import', 'tsx', join(root, file), ...rest], 'inherit');

/** Installs what package-lock.json names, unless exactly that is already here. */
async function installPackages() {
	const stamp = join(root, 'node_modules', '.installed-from');
	const wanted = createHash('sha256')
		.update(readFileSync(join(root, 'package-lock.json')))
		.digest('hex');
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
	console.log("Installing the project's packages (first run only, about a minute) …");
	const started = Date.now();
	const tick = setInterval(
		() => console.log(`  still installing, ${Math.round((Date.now() - started) / 1000)} s`),
		15_000,
	);
	const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
	const code = await run(
		npm,
		['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
		['ignore', 'inherit', 'inherit'],
	);
	clearInterval(tick);
	if (code !== 0) {
		console.error(
			'npm ci did not succeed; its message is above. With a network again, run the same command once more.',
		);
		process.exit(code);
	}
	mkdirSync(dirname(stamp), { recursive: true });
	writeFileSync(stamp, wanted);
}

/** Runs a command in the project's folder and passes a stop signal on to it; resolves to its exit code. */
function run(command, args, stdio) {
	return new Promise((resolve) => {
		// The AWS SDK announces, months ahead, when it will ask for a newer Node; that is no news for who tries a demo.
		const env = { ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' };
		const child = spawn(command, args, {
			cwd: root,
			stdio,
			env,
			shell: process.platform === 'win32' && command.endsWith('.cmd'),
		});
		// A terminal sends Ctrl-C to the child as well; a supervisor's SIGTERM reaches only us.
		const pass = (signal) => child.kill(signal);
		const ignore = () => {};
		process.on('SIGTERM', pass).on('SIGHUP', pass).on('SIGINT', ignore);
		child.on('error', (error) => {
			console.error(`${command} could not be started: ${error.message}`);
			resolve(1);
		});
		child.on('close', (code) => {
			process.off('SIGTERM', pass).off('SIGHUP', pass).off('SIGINT', ignore);
			resolve(code ?? 1);
		});
	});
}
