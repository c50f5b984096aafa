import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cached } from './cache';
import { finish } from './processes';
import { longStep, type Log } from './progress';

export const root = join(__dirname, '..', '..');

/** The package with its dependencies beside it, or the one for n8n Cloud that has none. */
export type Edition = 'ordinary' | 'cloud';

/** `EDITION=cloud` runs the tests in a real n8n, or the demo, with the package for n8n Cloud. */
export const wantedEdition = (): Edition => (process.env.EDITION === 'cloud' ? 'cloud' : 'ordinary');

const made: Record<Edition, { task: string; in: string }> = {
	ordinary: { task: 'build', in: root },
	cloud: { task: 'build:cloud', in: join(root, 'dist-cloud') },
};

/** Where a run of all tests names the package that it has packed for them. */
const packedBefore = 'PACKED_PACKAGE';

/** Packs the package once for all that this process starts. `folder` must outlive it. */
export async function packOnce(folder: string, log: Log): Promise<void> {
	process.env[packedBefore] ??= await packPackage(folder, log);
}

/**
 * Builds the package and packs it as it would be published, unless it was packed before. Resolves to the tarball's
 * path, inside `folder` if it was made.
 */
export async function packPackage(folder: string, log: Log, edition: Edition = wantedEdition()): Promise<string> {
	const before = process.env[packedBefore];
	if (before && edition === wantedEdition()) return before;
	const logFile = join(folder, 'pack.log');
	const { task, in: place } = made[edition];
	return await longStep(log, `Building and packing n8n-nodes-vidicore (${edition})`, async () => {
		await finish(process.execPath, [join(root, 'node_modules', 'gulp', 'bin', 'gulp.js'), task], {
			cwd: root,
			logFile,
		});
		await finish('npm', ['pack', '--pack-destination', folder, '--loglevel=error'], { cwd: place, logFile });
		const { name, version } = manifestIn(place);
		return join(folder, `${name}-${version}.tgz`);
	});
}

/** Unpacks a tarball of npm's into a folder, which is made. */
export async function unpackPackage(tarball: string, place: string): Promise<void> {
	mkdirSync(place, { recursive: true });
	await finish('tar', ['-xzf', tarball, '-C', place, '--strip-components=1'], { logFile: `${tarball}.log` });
}

/** Brings a tarball into the user folder of an n8n. Resolves to where the package lies. */
export type Install = (tarball: string, userFolder: string, log: Log) => Promise<string>;

/** Where n8n finds our package as a community package. */
export const placeIn = (userFolder: string): string =>
	join(userFolder, '.n8n', 'nodes', 'node_modules', manifestIn(root).name);

/**
 * Unpacks the tarball where n8n finds community packages, beside its runtime dependencies, which are kept in the
 * cache.
 */
export async function installPackage(tarball: string, userFolder: string, log: Log): Promise<string> {
	const place = placeIn(userFolder);
	await unpackPackage(tarball, place);
	const { dependencies } = manifestIn(place);
	if (dependencies)
		symlinkSync(join(await runtimeDependencies(dependencies, log), 'node_modules'), join(place, 'node_modules'));
	if (!existsSync(join(place, 'dist')) || !statSync(join(place, 'package.json')).isFile())
		throw new Error(`The package in ${tarball} has no dist folder`);
	return place;
}

async function runtimeDependencies(dependencies: Record<string, string>, log: Log): Promise<string> {
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

const manifestIn = (folder: string) =>
	JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
		name: string;
		version: string;
		dependencies?: Record<string, string>;
	};
