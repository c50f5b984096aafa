import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { cached } from './cache';
import { finish } from './processes';
import { longStep, type Log } from './progress';

/**
 * Debian packages, with what of their dependencies this system lacks, unpacked into a folder of the cache: nothing is
 * installed, no root is needed, no service starts. apt works on lists of its own, so that the system's stay as they
 * are. Resolves to the folder. Rejects where there is no apt, or no such package.
 */
export async function debianPackages(name: string, packages: string[], log: Log): Promise<string> {
	return await cached(name, async (fresh) => {
		const apt = join(fresh, '.apt');
		for (const part of ['lists/partial', 'archives/partial']) mkdirSync(join(apt, part), { recursive: true });
		const options = [
			'-q',
			'-y',
			'-o',
			`Dir::State::lists=${apt}/lists`,
			'-o',
			`Dir::Cache=${apt}`,
			'-o',
			`Dir::Cache::archives=${apt}/archives`,
			'-o',
			'Debug::NoLocking=1',
			'-o',
			'APT::Sandbox::User=',
			'-o',
			'Acquire::Retries=3',
		];
		const run = { logFile: join(fresh, '.apt.log') };
		await longStep(log, `Fetching ${packages.join(', ')} from Debian into the cache (once)`, async () => {
			await finish('apt-get', ['update', ...options], run);
			await finish('apt-get', ['install', '--download-only', '--no-install-recommends', ...options, ...packages], run);
			for (const deb of readdirSync(join(apt, 'archives')).filter((file) => file.endsWith('.deb')))
				await finish('dpkg-deb', ['-x', join(apt, 'archives', deb), fresh], run);
		});
		for (const ballast of [apt, join(fresh, 'usr/share/doc'), join(fresh, 'usr/share/man')])
			rmSync(ballast, { recursive: true, force: true });
	});
}

/** The environment in which programs of such a folder find each other and their libraries. */
export function unpacked(root: string): NodeJS.ProcessEnv & { libraries: string } {
	const [libraries = root] = readdirSync(join(root, 'usr/lib'))
		.filter((name) => /-linux-/.test(name))
		.map((name) => join(root, 'usr/lib', name));
	const older = join(root, 'lib', basename(libraries)); // where packages put libraries that the start of a system needs
	const before = (name: string, ...folders: string[]) => [...folders, process.env[name]].filter(Boolean).join(':');
	return {
		...process.env,
		PATH: before('PATH', join(root, 'usr/bin'), join(root, 'usr/sbin')),
		LD_LIBRARY_PATH: before('LD_LIBRARY_PATH', libraries, older, join(libraries, 'ceph')),
		PYTHONPATH: before('PYTHONPATH', join(root, 'usr/lib/python3/dist-packages')),
		libraries,
	};
}
