import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cached } from './cache';
import { finish } from './processes';
import { longStep, type Log } from './progress';

export const root = join(__dirname, '..', '..');

/** Builds the package and packs it as it would be published. Resolves to the tarball's path, inside `folder`. */
export async function packPackage(folder: string, log: Log): Promise<string> {
	const logFile = join(folder, 'pack.log');
	return await longStep(log, 'Building and packing n8n-nodes-vidicore', async () => {
		await finish(process.execPath, [join(root, 'node_modules', 'gulp', 'bin', 'gulp.js'), 'build'], {
			cwd: root,
			logFile,
		});
		await finish('npm', ['pack', '--pack-destination', folder, '--loglevel=error'], { cwd: root, logFile });
		const { name, version } = manifest();
		return join(folder, `${name}-${version}.tgz`);
	});
}

/**
 * Unpacks the tarball where n8n finds community packages, beside its runtime dependencies, which are kept in the
 * cache.
 */
export async function installPackage(tarball: string, userFolder: string, log: Log): Promise<string> {
	const place = join(userFolder, '.n8n', 'nodes', 'node_modules', manifest().name);
	mkdirSync(place, { recursive: true });
	await finish('tar', ['-xzf', tarball, '-C', place, '--strip-components=1'], {
		logFile: join(userFolder, 'unpack.log'),
	});
	symlinkSync(join(await runtimeDependencies(log), 'node_modules'), join(place, 'node_modules'));
	if (!existsSync(join(place, 'dist')) || !statSync(join(place, 'package.json')).isFile())
		throw new Error(`The package in ${tarball} has no dist folder`);
	return place;
}

async function runtimeDependencies(log: Log): Promise<string> {
	const { dependencies } = manifest();
	const key = createHash('sha256').update(JSON.stringify(dependencies)).digest('hex').slice(0, 12);
	return await cached(`dependencies-${key}`, async (fresh) => {
		writeFileSync(join(fresh, 'package.json'), JSON.stringify({ private: true, dependencies }));
		await longStep(log, 'Fetching the runtime dependencies of the package (once)', () =>
			finish('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'], {
				cwd: fresh,
				logFile: join(fresh, 'install.log'),
			}),
		);
	});
}

const manifest = () =>
	JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
		name: string;
		version: string;
		dependencies: Record<string, string>;
	};
