import { writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import type { Log } from './cache';
import { runToEnd } from './processes';

export interface NpmOptions {
	folder: string;
	args: string[];
	doing: string;
	log: Log;
	/** The node that runs npm and what npm builds; ours when left out. */
	node?: string;
	logFile?: string;
}

/** Runs npm in a folder. Throws with the end of npm's output when it fails. */
export async function npm({ folder, args, doing, log, node = process.execPath, logFile = `${folder}.log` }: NpmOptions): Promise<void> {
	const windows = process.platform === 'win32';
	const quiet = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];
	await runToEnd({
		// npm is a script that runs under the first node on the PATH.
		command: windows ? 'cmd.exe' : 'npm',
		args: [...(windows ? ['/c', 'npm'] : []), ...args, ...quiet],
		cwd: folder,
		env: { ...withoutNpm(process.env), PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}` },
		logFile,
		doing,
		log,
	});
}

/** A package.json that asks for these packages and lets the named ones run their own set-up. */
export function writeManifest(folder: string, dependencies: Record<string, string>, allowScripts: string[] = []): void {
	const allowed = Object.fromEntries(allowScripts.map((name) => [name, true]));
	writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies, allowScripts: allowed }, null, '\t'));
}

/** An npm that started us hands its settings for our folder down; they must not hold in another one. */
function withoutNpm(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
	return Object.fromEntries(Object.entries(env).filter(([name]) => !/^npm_(config_(ignore_scripts|local_prefix|prefix|workspace)|package_|lifecycle_)/i.test(name)));
}
