import { hashSync } from 'bcryptjs';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureN8n } from './n8nInstall';
import { N8nRest } from './n8nRest';
import { ensureNode, withNode } from './node24';
import { installPackage, packPackage } from './package';
import { freePort } from './ports';
import { start, stop, tail } from './processes';
import { longStep, type Log } from './progress';

export interface RunningN8n {
	rest: N8nRest;
	url: string;
	login: { email: string; password: string };
	/** Where our package lies in it. */
	packageFolder: string;
	tarball: string;
	logFile: string;
	close(): Promise<void>;
}

/** A real n8n with our package installed from its tarball, an owner, and nothing else: on a free port, in a folder of its own. */
export async function startN8n(log: Log): Promise<RunningN8n> {
	const node = await ensureNode(log);
	const n8n = await ensureN8n(node, log);
	const folder = mkdtempSync(join(tmpdir(), 'vidicore-n8n-'));
	const userFolder = join(folder, 'user');
	mkdirSync(userFolder);
	const tarball = await packPackage(folder, log);
	const packageFolder = await installPackage(tarball, userFolder, log);
	const [port, broker] = [await freePort(), await freePort()];
	const login = { email: 'demo@example.com', password: `Demo-${randomBytes(5).toString('hex')}` };
	const logFile = join(folder, 'n8n.log');
	const child = start(node, [n8n, 'start'], { cwd: folder, env: withNode(node, environment(userFolder, port, broker, login)), logFile });
	const url = `http://127.0.0.1:${port}`;
	const close = async () => {
		await stop(child);
		rmSync(folder, { recursive: true, force: true });
	};
	try {
		await longStep(log, 'Starting n8n', () => answering(url, () => child.exitCode !== null, logFile));
		const rest = new N8nRest(url);
		await rest.login(login.email, login.password);
		return { rest, url, login, packageFolder, tarball, logFile, close };
	} catch (error) {
		const words = `${error instanceof Error ? error.message : String(error)}\n${tail(logFile)}`;
		await close();
		return await Promise.reject(new Error(`n8n did not start: ${words}`));
	}
}

function environment(userFolder: string, port: number, broker: number, { email, password }: RunningN8n['login']): NodeJS.ProcessEnv {
	const off = ['DIAGNOSTICS_ENABLED', 'VERSION_NOTIFICATIONS_ENABLED', 'VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED', 'TEMPLATES_ENABLED', 'DYNAMIC_BANNERS_ENABLED', 'HIRING_BANNER_ENABLED', 'PERSONALIZATION_ENABLED', 'LICENSE_AUTO_RENEW_ENABLED', 'VERIFIED_PACKAGES_ENABLED', 'SECURE_COOKIE'];
	return {
		...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(N8N_|NODE_OPTIONS|JEST_|DB_|EXECUTIONS_)/.test(name))),
		...Object.fromEntries(off.map((name) => [`N8N_${name}`, 'false'])),
		N8N_USER_FOLDER: userFolder,
		N8N_PORT: String(port),
		N8N_RUNNERS_BROKER_PORT: String(broker),
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
		DB_TYPE: 'sqlite',
		NODE_ENV: 'production',
	};
}

async function answering(url: string, ended: () => boolean, logFile: string): Promise<void> {
	for (const deadline = Date.now() + 120_000; Date.now() < deadline; await new Promise((resolve) => setTimeout(resolve, 200))) {
		if (ended()) throw new Error(`it ended by itself (${logFile})`);
		const ready = await fetch(`${url}/healthz/readiness`).catch(() => undefined);
		if (!ready?.ok) continue;
		const rest = await fetch(`${url}/rest/settings`).catch(() => undefined);
		if (rest?.ok) return;
	}
	throw new Error('it did not answer within two minutes');
}
