import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import { packageName } from '../../tools/lab/workflowNode';
import { httpServer } from '../support/httpServer';
import { useN8n } from '../support/inN8n';
import { secretsIn } from '../support/secrets';

// What n8n makes of the packed package: what it lists, loads, tests and offers to pick.
const at = useN8n({ speed: 600 });

describe('the package', () => {
	test('n8n knows every node and credential of package.json, with icons for light and dark', async () => {
		const { n8n } = JSON.parse(readFileSync(join(at.n8n.packageFolder, 'package.json'), 'utf8')) as {
			n8n: { nodes: string[]; credentials: string[] };
		};
		const nodes = (await at.n8n.rest.file('/types/nodes.json')) as Array<{
			name: string;
			iconUrl?: { light: string; dark: string };
		}>;
		const ours = nodes.filter(({ name }) => name.startsWith(`${packageName}.`) && !name.endsWith('Tool'));
		expect(ours).toHaveLength(n8n.nodes.length);
		for (const { iconUrl } of ours) {
			for (const url of [iconUrl?.light, iconUrl?.dark])
				expect((await fetch(`${at.n8n.url}/${url}`)).headers.get('content-type')).toMatch(/svg/);
		}
		const credentials = (await at.n8n.rest.file('/types/credentials.json')) as Array<{ name: string }>;
		expect(credentials.map(({ name }) => name)).toEqual(
			expect.arrayContaining(['vidiCoreApi', 'vidiCoreCallbackStorageApi']),
		);
		expect(n8n.credentials).toHaveLength(2);
	});

	test('the tarball holds what a user needs and nothing else', () => {
		const listed = execFileSync('tar', ['-tzf', at.n8n.tarball], { encoding: 'utf8' })
			.trim()
			.split('\n')
			.map((line) => line.replace(/^package\//, ''));
		expect([...new Set(listed.map((file) => file.split('/')[0]))].sort()).toEqual([
			'LICENSE',
			'README.md',
			'dist',
			'package.json',
		]);
		expect(listed.filter((file) => /emulator|lab|demo|test/.test(file))).toEqual([]);
	});

	test('loading every node reads one file with all code besides its own, and no AWS SDK', () => {
		const script = `
			const { join } = require('node:path');
			const started = performance.now();
			const nodes = require('./package.json').n8n.nodes.map((file) => join(process.cwd(), file));
			for (const file of nodes) require(file);
			const files = Object.keys(require.cache);
			const aws = files.filter((file) => file.includes('@aws-sdk') || file.includes('@smithy'));
			const code = files.filter((file) => file.startsWith(join(process.cwd(), 'dist')) && !nodes.includes(file));
			console.log(JSON.stringify({ ms: performance.now() - started, aws, code: code.length }));`;
		const nodePath = join(__dirname, '..', '..', 'node_modules');
		const { ms, aws, code } = JSON.parse(
			execFileSync(process.execPath, ['-e', script], {
				cwd: at.n8n.packageFolder,
				encoding: 'utf8',
				env: { ...process.env, NODE_PATH: nodePath },
			}),
		) as { ms: number; aws: string[]; code: number };
		console.log(
			`loading all nodes with n8n-workflow took ${Math.round(ms)} ms; the tarball has ` +
				`${Math.round(statSync(at.n8n.tarball).size / 1024)} kB`,
		);
		expect({ aws, code }).toEqual({ aws: [], code: 1 });
	});
});

describe('the credentials', () => {
	const test1 = (data: IDataObject) =>
		at.n8n.rest.testCredential(at.credentials.vidiCore, {
			authentication: 'basic',
			username: 'admin',
			password: 'admin',
			...data,
		});

	test('with and without /API; wrong password, wrong place and a server that is down are told apart', async () => {
		const { baseUrl, onPurpose } = at.world.vidiCore;
		onPurpose.set('GET /other/API/version', 'a base URL of another path is tried');
		for (const typed of [baseUrl, `${baseUrl}/`, `${baseUrl}/API`, `${baseUrl}/API/`])
			expect(await test1({ baseUrl: typed })).toMatchObject({ status: 'OK' });
		expect(await test1({ baseUrl, password: 'wrong' })).toMatchObject({
			status: 'Error',
			message: expect.stringMatching(/refuses this login/),
		});
		expect(await test1({ baseUrl: `${baseUrl}/other` })).toMatchObject({
			status: 'Error',
			message: expect.stringMatching(/no VidiCore at this address/),
		});
		expect(await test1({ baseUrl: at.n8n.url })).toMatchObject({
			status: 'Error',
			message: expect.stringMatching(/VidiCore/),
		});
		expect(await test1({ baseUrl: 'http://127.0.0.1:9' })).toMatchObject({
			status: 'Error',
			message: expect.stringMatching(/refused|ECONNREFUSED/i),
		});
	});

	test('a user token and a bearer token work, and "run as" is for administrators', async () => {
		const { baseUrl } = at.world.vidiCore;
		const login = (user: string) => ({
			authorization: `Basic ${Buffer.from(`${user}:${user}`).toString('base64')}`,
			accept: 'text/plain',
		});
		const token = await (await fetch(`${baseUrl}/API/token`, { headers: login('admin') })).text();
		expect(await test1({ baseUrl, authentication: 'token', token })).toMatchObject({ status: 'OK' });
		expect(await test1({ baseUrl, authentication: 'bearer', token })).toMatchObject({ status: 'OK' });
		expect(await test1({ baseUrl, authentication: 'token', token: 'stale' })).toMatchObject({ status: 'Error' });
		expect(await test1({ baseUrl, runAs: 'guest' })).toMatchObject({ status: 'OK' });
		expect(await test1({ baseUrl, username: 'guest', password: 'guest', runAs: 'admin' })).toMatchObject({
			status: 'Error',
			message: expect.stringMatching(/Run As/),
		});
	});

	test('a redirect is not followed, and told', async () => {
		const other = await httpServer((_, response) => response.end('{"component":[]}'));
		const own = await httpServer((_, response) => response.writeHead(307, { location: other.root }).end());
		try {
			expect(await test1({ baseUrl: own.root })).toMatchObject({
				status: 'Error',
				message: expect.stringMatching(/points to another address \(307\), which was not followed/),
			});
			expect([own.seen.length, other.seen.length]).toEqual([1, 0]);
		} finally {
			await Promise.all([own.close(), other.close()]);
		}
	});

	test('the callback storage test asks S3', async () => {
		const good = { ...at.world.owner, region: at.world.s3.region, endpoint: at.world.s3.endpoint };
		expect(await at.n8n.rest.testCredential(at.credentials.callbackStorage, good)).toMatchObject({ status: 'OK' });
		const bad = await at.n8n.rest.testCredential(at.credentials.callbackStorage, {
			...good,
			secretAccessKey: 'wrong-secret',
		});
		expect(bad).toMatchObject({ status: 'Error', message: expect.stringMatching(/does not belong/) });
	});
});

test('the pickers list what there is', async () => {
	await at.ended(await at.analysis('VX-108'), await at.analysis('VX-111'));
	const { vidiCore } = at.credentials;
	const pick = (node: string, method: string, filter?: string) =>
		at.n8n.rest.pick(
			`${packageName}.${node}`,
			method,
			'parameters.x',
			{ vidiCoreApi: { id: vidiCore.id, name: vidiCore.name } },
			filter,
		);
	expect(await pick('analyzeItem', 'searchVideos', 'council')).toEqual([
		expect.objectContaining({
			name: expect.stringMatching(/^Council meeting, part one – video, \d+:\d\d, \d{4}-\d\d-\d\d \(VX-108\)$/),
			value: 'VX-108',
		}),
	]);
	expect((await pick('vidiCore', 'searchItems')).map(({ name }) => / – (\w+)/.exec(name)?.[1])).toEqual(
		expect.arrayContaining(['video', 'image']),
	);
	expect((await pick('trainCollection', 'searchCollections'))[0]).toMatchObject({
		name: expect.stringMatching(/^FaceTrainingDataset – training \(VX-\d+\)$/),
	});
	const services = await pick('analyzeItem', 'searchServices');
	expect(services).toEqual([
		expect.objectContaining({ name: expect.stringMatching(/^ONLINE – Face Training and Analysis \(VX-\d+\)$/) }),
	]);
	const callbacks = await pick('analyzeItem', 'searchCallbacks');
	expect(callbacks).toEqual([
		expect.objectContaining({ name: expect.stringMatching(/^s3:\/\/demo-callback\/vidinet-callback\//) }),
	]);
	expect((await pick('waitForJob', 'searchJobs')).length).toBeGreaterThan(1);
	expect(secretsIn(at, JSON.stringify([services, callbacks]))).toEqual([]);
});
