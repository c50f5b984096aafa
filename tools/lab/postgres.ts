import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { debianPackages, unpacked } from './debian';
import { freePort } from './ports';
import { finish, start, startLimitMs, stop, tail } from './processes';
import type { Log } from './progress';
import { keepRunning, type RunningServer } from './runningServer';

interface Programs {
	folder: string;
	env: NodeJS.ProcessEnv;
	/** Removes what was made for this run only. */
	discard(): void;
}

/** The system's PostgreSQL, or Debian's unpacked into the cache. Rejects where neither can be had. */
export async function postgresPrograms(log: Log): Promise<Programs> {
	const inPath = (process.env.PATH ?? '')
		.split(delimiter)
		.map((folder) => join(folder, 'initdb'))
		.filter((file) => existsSync(file));
	// A link in the PATH may be alone; its target has the other programs beside it.
	const installed = [...inPath.map((file) => dirname(realpathSync(file))), ...versions('/usr/lib/postgresql')].find(
		(folder) => needed.every((name) => existsSync(join(folder, name))),
	);
	if (installed) return { folder: installed, env: process.env, discard: () => undefined };
	const cache = await debianPackages('postgresql-1', ['postgresql'], log);
	if (!isRoot)
		return {
			folder: versions(join(cache, 'usr/lib/postgresql'))[0] ?? cache,
			env: unpacked(cache),
			discard: () => undefined,
		};
	// It refuses to run as root, and nobody else may look into root's cache.
	const copy = mkdtempSync(join(tmpdir(), 'vidicore-postgresql-'));
	chmodSync(copy, 0o755);
	cpSync(cache, copy, { recursive: true, verbatimSymlinks: true });
	return {
		folder: versions(join(copy, 'usr/lib/postgresql'))[0] ?? copy,
		env: unpacked(copy),
		discard: () => rmSync(copy, { recursive: true, force: true }),
	};
}

const needed = ['initdb', 'postgres', 'createdb', 'pg_isready'];

const isRoot = process.getuid?.() === 0;

const versions = (folder: string): string[] =>
	existsSync(folder)
		? readdirSync(folder)
				.sort()
				.reverse()
				.map((version) => join(folder, version, 'bin'))
		: [];

/** As root everything is done as "nobody", which is there on every system. */
const asNobody = (command: string, args: string[]): [string, string[]] =>
	isRoot ? ['setpriv', ['--reuid=65534', '--regid=65534', '--clear-groups', command, ...args]] : [command, args];

/**
 * A PostgreSQL of its own on a free port, with a user and database "n8n" and no password, reachable from this machine
 * only.
 */
export async function startPostgres(log: Log): Promise<RunningServer> {
	const { folder, env, discard } = await postgresPrograms(log);
	const place = mkdtempSync(join(tmpdir(), 'vidicore-postgres-'));
	const [data, logFile] = [join(place, 'data'), join(place, 'postgres.log')];
	mkdirSync(data);
	if (isRoot) await finish('chown', ['-R', '65534:65534', place], { logFile: join(tmpdir(), 'vidicore-chown.log') });
	await finish(
		...asNobody(join(folder, 'initdb'), [
			'-D',
			data,
			'-A',
			'trust',
			'-U',
			'n8n',
			'--no-sync',
			'-E',
			'UTF8',
			'--locale=C',
		]),
		{ env, cwd: place, logFile: join(tmpdir(), `vidicore-initdb-${process.pid}.log`) },
	);
	const port = await freePort();
	const begin = async () => {
		const child = start(
			...asNobody(join(folder, 'postgres'), [
				'-D',
				data,
				'-p',
				String(port),
				'-h',
				'127.0.0.1',
				'-k',
				place,
				'-c',
				'max_connections=100',
			]),
			{ env, cwd: place, logFile },
		);
		for (const deadline = Date.now() + startLimitMs; ; await new Promise((resolve) => setTimeout(resolve, 100))) {
			const ready = await finish(join(folder, 'pg_isready'), ['-h', '127.0.0.1', '-p', String(port)], {
				env,
				cwd: place,
				logFile: `${logFile}.ready`,
			}).then(
				() => true,
				() => false,
			);
			if (ready) return child;
			if (Date.now() < deadline && child.exitCode === null) continue;
			await stop(child);
			throw new Error(`PostgreSQL did not start: ${tail(logFile)}`);
		}
	};
	const server = await keepRunning(port, begin, () => {
		rmSync(place, { recursive: true, force: true });
		discard();
	});
	await finish(join(folder, 'createdb'), ['-h', '127.0.0.1', '-p', String(port), '-U', 'n8n', 'n8n'], {
		env,
		cwd: place,
		logFile: `${logFile}.create`,
	});
	return server;
}
