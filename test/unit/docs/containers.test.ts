import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../tools/lab/package';
import { currentN8n } from '../../../tools/lab/versions';
import { asked, composed, dockerfile, filledIn } from '../../support/containers';

// What can be said of docker/ without an engine. That n8n finds the package there, test/queue tries.
const services = composed();
const { n8n, worker } = services;
const variables = (text: string) => [...text.matchAll(/\$\{(\w+)/g)].map(([, name = '']) => name);

test('main and worker are one image with one environment, and so with one key', () => {
	expect(worker).toMatchObject({ image: n8n?.image, build: n8n?.build, environment: n8n?.environment });
	expect(n8n?.environment).toMatchObject({
		EXECUTIONS_MODE: 'queue',
		QUEUE_BULL_REDIS_HOST: 'redis',
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: 'postgres',
		OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
	});
	expect(n8n?.command).toBeUndefined();
	expect(worker?.command).toMatch(/^worker /);
});

test('what docs/queue-mode.md wants of every process is asked for', () => {
	const words = readFileSync(join(root, 'docs', 'queue-mode.md'), 'utf8');
	for (const name of ['N8N_ENCRYPTION_KEY', 'WEBHOOK_URL']) {
		expect(words).toContain(name);
		expect(n8n?.environment?.[name]).toMatch(new RegExp(`^\\$\\{${name}:\\?`));
	}
});

test('no secret is written in, and nothing starts without one', () => {
	for (const [service, { environment = {} }] of Object.entries(services))
		for (const [name, value] of Object.entries(environment))
			if (/KEY|PASSWORD|TOKEN|SECRET/.test(name)) expect(`${service} ${name} ${value}`).toMatch(/ \$\{\w+:\?[^}]+\}$/);
	expect(() => filledIn(n8n?.environment?.N8N_ENCRYPTION_KEY ?? '', asked())).toThrow(
		'N8N_ENCRYPTION_KEY: put it into',
	);
	const secrets = Object.entries(asked()).filter(([name]) => /KEY|PASSWORD|URL/.test(name));
	expect(secrets).toEqual(['N8N_ENCRYPTION_KEY', 'POSTGRES_PASSWORD', 'WEBHOOK_URL'].map((name) => [name, '']));
});

test('.env.example asks for what docker-compose.yml takes, and for nothing else', () => {
	const taken = Object.values(services).flatMap(({ environment = {} }) => variables(Object.values(environment).join()));
	expect(Object.keys(asked()).sort()).toEqual([...new Set(taken)].sort());
});

test('both n8n and what they need are looked after, and each waits for what it needs', () => {
	for (const { healthcheck } of Object.values(services))
		expect(healthcheck.test).toEqual(['CMD', ...healthcheck.test.slice(1).map(() => expect.any(String))]);
	const healthy = { condition: 'service_healthy' };
	expect(n8n?.depends_on).toEqual({ postgres: healthy, redis: healthy });
	expect(worker?.depends_on).toEqual({ n8n: healthy });
});

test('the package is in the image, where no volume hides it', () => {
	const [from, , run] = dockerfile();
	expect(from).toEqual(['FROM', `docker.n8n.io/n8nio/n8n:${currentN8n.version}`]);
	expect(run?.[1]).toMatch(/--prefix \/home\/node\/\.n8n\/nodes .*--omit=peer/);
	for (const service of [n8n, worker]) expect(service?.volumes).toBeUndefined();
	// What is built from has the package in it, and not the file with the secrets.
	const context = readFileSync(join(root, 'docker', '.dockerignore'), 'utf8');
	expect(context).toBe(`*\n!${dockerfile()[1]?.[1].split(' ')[0]}\n`);
});
