import { hashSync } from 'bcryptjs';
import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureN8n } from './n8nInstall';
import { n8nReady } from './n8nReady';
import { N8nRest } from './n8nRest';
import { ensureNode, withNode } from './node';
import { installPackage, packPackage, type Install } from './package';
import { freePort } from './ports';
import { hasEnded, kill, memoryOf, start, stop, tail } from './processes';
import { longStep, type Log } from './progress';
import { currentN8n, type N8nVersion } from './versions';

/** What all processes of one n8n share: its programs, its user folder with our package in it, its owner and its key. */
export interface N8nHome {
	node: string;
	n8n: string;
	folder: string;
	login: { email: string; password: string };
	/** Where our package lies in it. */
	packageFolder: string;
	tarball: string;
	environment: NodeJS.ProcessEnv;
	version: N8nVersion;
}

export interface RunningN8n {
	rest: N8nRest;
	url: string;
	login: N8nHome['login'];
	/** Its start script. */
	n8n: string;
	packageFolder: string;
	tarball: string;
	logFile: string;
	memoryMB(): number;
	/** Ends its main process, politely or like a crash, and starts it again at the same address. */
	restart(how: 'politely' | 'killed'): Promise<void>;
	/** Starts it again if it does not run, as after a restart that failed. */
	revive(): Promise<void>;
	close(): Promise<void>;
}

/**
 * A real n8n with our package installed from its tarball, an owner, and nothing else: on a free port, in a folder of
 * its own.
 */
export async function startN8n(log: Log, version: N8nVersion = currentN8n): Promise<RunningN8n> {
	const home = await furnishHome(log, version);
	const main = new N8nProcess(home, 'main', ['start'], { DB_TYPE: 'sqlite' });
	try {
		await longStep(log, 'Starting n8n', () => main.start());
		return { ...(await signedIn(home, main)), close: async () => await leave(home, [main]) };
	} catch (error) {
		await leave(home, [main]);
		return await Promise.reject(error);
	}
}

/** The part of a running n8n that its users see. */
export async function signedIn(home: N8nHome, main: N8nProcess): Promise<Omit<RunningN8n, 'close'>> {
	const { login, n8n, packageFolder, tarball, version } = home;
	const rest = new N8nRest(main.url, version);
	await rest.login(login.email, login.password);
	const restart = async (how: 'politely' | 'killed') => {
		await (how === 'killed' ? main.kill() : main.stop());
		await main.start();
	};
	const revive = async () => {
		if (!main.isRunning) await main.start();
	};
	return {
		rest,
		url: main.url,
		login,
		n8n,
		packageFolder,
		tarball,
		logFile: main.logFile,
		memoryMB: () => main.memoryMB(),
		restart,
		revive,
	};
}

/** Ends these processes and removes what is theirs. */
export async function leave({ folder }: N8nHome, processes: readonly N8nProcess[]): Promise<void> {
	await Promise.all(processes.map(async (one) => await one.stop()));
	rmSync(folder, { recursive: true, force: true });
}

export async function furnishHome(
	log: Log,
	version: N8nVersion = currentN8n,
	install: Install = installPackage,
): Promise<N8nHome> {
	const node = await ensureNode(log, version);
	const n8n = await ensureN8n(node, log, version);
	const folder = mkdtempSync(join(tmpdir(), 'vidicore-n8n-'));
	const userFolder = join(folder, 'user');
	mkdirSync(userFolder);
	const tarball = await packPackage(folder, log);
	const packageFolder = await install(tarball, userFolder, log);
	const login = { email: 'demo@example.com', password: `Demo-${randomBytes(5).toString('hex')}` };
	return {
		node,
		n8n,
		folder,
		login,
		packageFolder,
		tarball,
		environment: withNode(node, { ...environment(userFolder, login), ...version.environment }),
		version,
	};
}

/** One process of n8n: a main, a worker, or one that only takes webhooks. It keeps its port over restarts. */
export class N8nProcess {
	readonly logFile: string;
	private child?: ChildProcess;
	private port = 0;
	private broker = 0;

	constructor(
		private readonly home: N8nHome,
		readonly name: string,
		private readonly args: string[],
		private readonly more: NodeJS.ProcessEnv,
	) {
		this.logFile = join(home.folder, `${name}.log`);
	}

	get isRunning(): boolean {
		return this.child !== undefined && !hasEnded(this.child);
	}

	get url(): string {
		return `http://127.0.0.1:${this.port}`;
	}

	/** Chooses its ports, so that its address is known before it starts. */
	async choosePorts(): Promise<void> {
		this.port ||= await freePort();
		this.broker ||= await freePort();
	}

	/**
	 * Resident memory of the process and all it has started, in MB; 0 when it does not run. Reads /proc, so on Linux
	 * only.
	 */
	memoryMB(): number {
		return this.isRunning && this.child?.pid ? memoryOf(this.child.pid) : 0;
	}

	/** Resolves when it is ready. Rejects with the last lines of its log. */
	async start(): Promise<void> {
		await this.choosePorts();
		const { node, n8n, folder, environment: env } = this.home;
		const own = {
			N8N_PORT: String(this.port),
			QUEUE_HEALTH_CHECK_PORT: String(this.port),
			N8N_RUNNERS_BROKER_PORT: String(this.broker),
			// With one log for all, a worker that starts again takes the executions of the others for its own crashed ones.
			N8N_EVENTBUS_LOGWRITER_LOGBASENAME: `events-${this.name}`,
		};
		const child = start(node, [n8n, ...this.args], {
			cwd: folder,
			env: { ...env, ...own, ...this.more },
			logFile: this.logFile,
		});
		this.child = child;
		try {
			await n8nReady(this.url, { isMain: this.args[0] === 'start', ended: () => hasEnded(child) });
		} catch (error) {
			const words = `${error instanceof Error ? error.message : String(error)}\n${tail(this.logFile)}`;
			await this.stop();
			await Promise.reject(new Error(`n8n (${this.name}) did not start: ${words}`));
		}
	}

	async stop(): Promise<void> {
		if (this.child) await stop(this.child);
	}

	async kill(): Promise<void> {
		if (this.child) await kill(this.child);
	}
}

function environment(userFolder: string, { email, password }: N8nHome['login']): NodeJS.ProcessEnv {
	const off = [
		'DIAGNOSTICS_ENABLED',
		'VERSION_NOTIFICATIONS_ENABLED',
		'VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED',
		'TEMPLATES_ENABLED',
		'DYNAMIC_BANNERS_ENABLED',
		'HIRING_BANNER_ENABLED',
		'PERSONALIZATION_ENABLED',
		'LICENSE_AUTO_RENEW_ENABLED',
		'VERIFIED_PACKAGES_ENABLED',
		'SECURE_COOKIE',
	];
	return {
		...Object.fromEntries(
			Object.entries(process.env).filter(([name]) => !/^(N8N_|NODE_OPTIONS|JEST_|DB_|EXECUTIONS_|QUEUE_)/.test(name)),
		),
		...Object.fromEntries(off.map((name) => [`N8N_${name}`, 'false'])),
		N8N_USER_FOLDER: userFolder,
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_INSTANCE_OWNER_MANAGED_BY_ENV: 'true',
		N8N_INSTANCE_OWNER_EMAIL: email,
		N8N_INSTANCE_OWNER_FIRST_NAME: 'Demo',
		N8N_INSTANCE_OWNER_LAST_NAME: 'User',
		N8N_INSTANCE_OWNER_PASSWORD_HASH: hashSync(password, 10),
		N8N_ENCRYPTION_KEY: randomBytes(16).toString('hex'),
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
		EXTERNAL_FRONTEND_HOOKS_URLS: '',
		N8N_DIAGNOSTICS_CONFIG_FRONTEND: '',
		N8N_DIAGNOSTICS_CONFIG_BACKEND: '',
		NODE_ENV: 'production',
	};
}
