import type { InstalledN8n } from './n8nInstall';
import type { Login } from './n8nApi';

/** n8n's environment: this machine only, nothing sent anywhere, an owner who is there from the start. None of the caller's own n8n settings gets in. */
export function n8nSettings(options: { n8n: InstalledN8n; userFolder: string; port: number; brokerPort: number; login: Login; env?: Record<string, string> }): NodeJS.ProcessEnv {
	const { n8n, userFolder, port, brokerPort, login, env } = options;
	const inherited = Object.entries(process.env).filter(([name]) => !/^(N8N_|DB_|EXECUTIONS_|QUEUE_|WEBHOOK_|npm_|NODE_OPTIONS|NODE_PATH|NODE_ENV|JEST_|CREDENTIALS_OVERWRITE)/.test(name));
	const { hashSync } = n8n.require('bcryptjs') as { hashSync(password: string, rounds: number): string };
	return {
		...Object.fromEntries(inherited),
		N8N_USER_FOLDER: userFolder,
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_HOST: '127.0.0.1',
		N8N_PORT: String(port),
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		N8N_SECURE_COOKIE: 'false',
		N8N_INSTANCE_OWNER_MANAGED_BY_ENV: 'true',
		N8N_INSTANCE_OWNER_EMAIL: login.email,
		N8N_INSTANCE_OWNER_PASSWORD_HASH: hashSync(login.password, 10),
		N8N_INSTANCE_OWNER_FIRST_NAME: 'Archive',
		N8N_INSTANCE_OWNER_LAST_NAME: 'Owner',
		N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '2',
		N8N_LOG_LEVEL: 'info',
		...Object.fromEntries(switchedOff.map((name) => [name, 'false'])),
		EXTERNAL_FRONTEND_HOOKS_URLS: '',
		N8N_DIAGNOSTICS_CONFIG_FRONTEND: '',
		N8N_DIAGNOSTICS_CONFIG_BACKEND: '',
		...env,
	};
}

const switchedOff = [
	'N8N_DIAGNOSTICS_ENABLED',
	'N8N_VERSION_NOTIFICATIONS_ENABLED',
	'N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED',
	'N8N_TEMPLATES_ENABLED',
	'N8N_DYNAMIC_BANNERS_ENABLED',
	'N8N_HIRING_BANNER_ENABLED',
	'N8N_PERSONALIZATION_ENABLED',
	'N8N_LICENSE_AUTO_RENEW_ENABLED',
	'N8N_VERIFIED_PACKAGES_ENABLED',
];
