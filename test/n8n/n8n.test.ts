import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject, INode } from 'n8n-workflow';
import { differences } from '../../tools/demo/compare';
import { httpServer } from '../support/httpServer';
import { openLab, workflowFiles, type Lab } from '../../tools/lab';
import type { ExecutionResult, WorkflowFile } from '../../tools/lab/n8nRest';
import { stopwatch } from '../../tools/lab/progress';
import { listJobs } from '../../vidicore/jobs/readJob';
import { runningStates } from '../../vidicore/jobs/state';
import { vidiCoreOver } from '../../tools/lab/fetchTransport';
import { badInputs } from './badInputs';

// One real n8n with the packed package for all of these; a first run installs n8n into the cache.
let lab: Lab;
let first: ExecutionResult;
const files = workflowFiles();

beforeAll(async () => {
	lab = await openLab(stopwatch(), { speed: 600, policies: 'source' });
	first = await lab.run(files['face-workflow.json'] as WorkflowFile);
}, 20 * 60_000);
afterAll(() => lab?.close());

const packageName = 'n8n-nodes-vidicore';
const item = (name: string) => first.nodes[name]?.items[0] ?? {};

describe('the package', () => {
	test('n8n knows every node and credential of package.json, with icons for light and dark', async () => {
		const { n8n } = JSON.parse(readFileSync(join(lab.n8n.packageFolder, 'package.json'), 'utf8')) as {
			n8n: { nodes: string[]; credentials: string[] };
		};
		const nodes = (await lab.n8n.rest.file('/types/nodes.json')) as Array<{
			name: string;
			iconUrl?: { light: string; dark: string };
		}>;
		const ours = nodes.filter(({ name }) => name.startsWith(`${packageName}.`) && !name.endsWith('Tool'));
		expect(ours).toHaveLength(n8n.nodes.length);
		for (const { iconUrl } of ours) {
			for (const url of [iconUrl?.light, iconUrl?.dark])
				expect((await fetch(`${lab.n8n.url}/${url}`)).headers.get('content-type')).toMatch(/svg/);
		}
		const credentials = (await lab.n8n.rest.file('/types/credentials.json')) as Array<{ name: string }>;
		expect(credentials.map(({ name }) => name)).toEqual(
			expect.arrayContaining(['vidiCoreApi', 'vidiCoreCallbackStorageApi']),
		);
		expect(n8n.credentials).toHaveLength(2);
	});

	test('the tarball holds what a user needs and nothing else', () => {
		const listed = execFileSync('tar', ['-tzf', lab.n8n.tarball], { encoding: 'utf8' })
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
				cwd: lab.n8n.packageFolder,
				encoding: 'utf8',
				env: { ...process.env, NODE_PATH: nodePath },
			}),
		) as { ms: number; aws: string[]; code: number };
		console.log(
			`loading all nodes with n8n-workflow took ${Math.round(ms)} ms; the tarball has ` +
				`${Math.round(statSync(lab.n8n.tarball).size / 1024)} kB`,
		);
		expect({ aws, code }).toEqual({ aws: [], code: 1 });
	});
});

describe('the workflows to import', () => {
	test('face-workflow: from set-up to who is seen when, as the cast list says', () => {
		expect(first).toMatchObject({ status: 'success', error: undefined });
		expect(item('Create Callback Resource')).toMatchObject({ bucketAccess: { policy: 'added' } }); // without it the service could not write
		expect(differences(lab.world.scenario, 'VX-108', first.nodes['Get Face Timespans']?.items ?? [])).toEqual([]);
	});

	test('face-workflow again: everything that is there is used again, and no secret is in either execution', async () => {
		const second = await lab.run(files['face-workflow.json'] as WorkflowFile);
		expect(second.nodes['Create Callback Resource']?.items[0]).toMatchObject({
			action: 'reused',
			resourceId: item('Create Callback Resource').resourceId,
		});
		expect(second.nodes['Attach VidiNet Service']?.items[0]).toMatchObject({ action: 'reused', state: 'ONLINE' });
		expect(second.nodes['Configure Fields']?.items[0]).toMatchObject({ applied: false, changed: 0 });
		expect(secretsIn(first.stored + second.stored)).toEqual([]);
	});

	test('analyze-videos: each row is paired with its video', async () => {
		const { status, nodes } = await lab.run(files['analyze-videos.json'] as WorkflowFile);
		expect(status).toBe('success');
		const rows = nodes['Get Face Timespans']?.outputs[0] ?? [];
		const videos = nodes['One Item per Video']?.items.map(({ itemId }) => itemId) ?? [];
		expect(new Set(rows.map(({ json }) => json.itemId))).toEqual(new Set(videos));
		for (const { json, pairedItem } of rows) expect(videos[(pairedItem as { item: number }).item]).toBe(json.itemId);
		expect(rows.map(({ json }) => json.person)).toEqual(
			expect.arrayContaining(['Łukasz Ångström', "Rosa O'Malley & Sons"]),
		);
	});

	test('analyze-with-call-back: parked until VidiCore calls, then one row per known person', async () => {
		const { status, nodes } = await lab.run(files['analyze-with-call-back.json'] as WorkflowFile);
		expect(status).toBe('success');
		expect(nodes['Wait For Job']?.outputs.map((list) => list?.length ?? 0)).toEqual([0, 3, 0]);
		expect(nodes['Get Face Timespans']?.items.map(({ person }) => person)).toEqual(
			expect.arrayContaining(['Łukasz Ångström', "Rosa O'Malley & Sons"]),
		);
	});
});

describe('the bucket', () => {
	const manual = {
		id: 't',
		name: 'Start',
		type: 'n8n-nodes-base.manualTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	} as INode;
	const prepare = (parameters: IDataObject, credentials?: INode['credentials']): WorkflowFile => ({
		name: 'prepare',
		nodes: [
			manual,
			{
				id: 'p',
				name: 'Prepare',
				type: `${packageName}.prepareBucket`,
				typeVersion: 1,
				position: [200, 0],
				parameters: parameters as INode['parameters'],
				...(credentials ? { credentials } : {}),
			} as INode,
		],
		connections: { Start: { main: [[{ node: 'Prepare', type: 'main', index: 0 }]] } },
	});
	const bucket = () => lab.world.scenario.storage.bucket;

	test('given access, checked, taken away; with right and wrong keys no key is in anything n8n keeps', async () => {
		const give = await lab.run(prepare({ bucket: bucket(), folder: 'videos/2026' }));
		expect([give.status, give.error, give.nodes.Prepare?.items]).toEqual([
			'success',
			undefined,
			[expect.objectContaining({ policy: 'alreadyThere' })],
		]);
		const check = await lab.run(
			prepare({ operation: 'check', purpose: 'callback', bucket: 'demo-callback', folder: 'vidinet-callback' }),
		);
		expect(check.nodes.Prepare?.items[0]).toMatchObject({
			ready: true,
			requirements: expect.arrayContaining([
				expect.objectContaining({ requirement: 'Folder outside of VidiCore’s storages', fulfilled: true }),
			]),
		});
		const other = await lab.run(prepare({ purpose: 'callback', bucket: 'demo-callback', folder: 'another-folder' }));
		expect(other.nodes.Prepare?.items[0]).toMatchObject({ policy: 'widened' });
		const away = await lab.run(
			prepare({ operation: 'takeAccessAway', purpose: 'callback', bucket: 'demo-callback', folder: 'another-folder' }),
		);
		expect(away.nodes.Prepare?.items[0]).toMatchObject({ policy: 'narrowed' });
		const { id, name } = await lab.n8n.rest.createCredential('Wrong', 'vidiCoreCallbackStorageApi', {
			accessKeyId: lab.world.owner.accessKeyId,
			secretAccessKey: 'open-sesame/+',
			sessionToken: 'open-sesame-token',
			region: lab.world.s3.region,
			endpoint: lab.world.s3.endpoint,
		});
		const wrong = await lab.run(prepare({ bucket: bucket() }, { vidiCoreCallbackStorageApi: { id, name } }));
		expect([wrong.status, wrong.error?.message]).toEqual([
			'error',
			expect.stringMatching(/Secret Access Key does not belong|session token/),
		]);
		expect(secretsIn([give, check, other, away, wrong].map(({ stored }) => stored).join())).toEqual([]);
		// The ResourceDocument is the one thing with a key that a user types into a node: its key is in the saved workflow,
		// as the field says.
		expect(secretsIn(databaseText()).filter((one) => one !== 'vidinet key')).toEqual([]);
	});
});

describe('the credentials', () => {
	const test1 = (data: IDataObject) =>
		lab.n8n.rest.testCredential(lab.credentials.vidiCore, {
			authentication: 'basic',
			username: 'admin',
			password: 'admin',
			...data,
		});

	test('with and without /API; wrong password, wrong place and a server that is down are told apart', async () => {
		const { baseUrl } = lab.world.vidiCore;
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
		expect(await test1({ baseUrl: lab.n8n.url })).toMatchObject({
			status: 'Error',
			message: expect.stringMatching(/VidiCore/),
		});
		expect(await test1({ baseUrl: 'http://127.0.0.1:9' })).toMatchObject({
			status: 'Error',
			message: expect.stringMatching(/refused|ECONNREFUSED/i),
		});
	});

	test('a user token and a bearer token work, and "run as" is for administrators', async () => {
		const { baseUrl } = lab.world.vidiCore;
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
		const good = { ...lab.world.owner, region: lab.world.s3.region, endpoint: lab.world.s3.endpoint };
		expect(await lab.n8n.rest.testCredential(lab.credentials.callbackStorage, good)).toMatchObject({ status: 'OK' });
		const bad = await lab.n8n.rest.testCredential(lab.credentials.callbackStorage, {
			...good,
			secretAccessKey: 'wrong-secret',
		});
		expect(bad).toMatchObject({ status: 'Error', message: expect.stringMatching(/does not belong/) });
	});
});

test('the pickers list what there is', async () => {
	const { vidiCore } = lab.credentials;
	const pick = (node: string, method: string, filter?: string) =>
		lab.n8n.rest.pick(
			`${packageName}.${node}`,
			method,
			'parameters.x',
			{ vidiCoreApi: { id: vidiCore.id, name: vidiCore.name } },
			filter,
		);
	expect(await pick('analyzeItem', 'searchItems', 'council')).toEqual([
		expect.objectContaining({ name: 'Council meeting, part one (VX-108)', value: 'VX-108' }),
	]);
	expect((await pick('trainCollection', 'searchCollections'))[0]).toMatchObject({
		name: expect.stringMatching(/^FaceTrainingDataset .* – training$/),
	});
	const services = await pick('analyzeItem', 'searchServices');
	expect(services).toEqual([
		expect.objectContaining({ name: expect.stringMatching(/^Face Training and Analysis \(VX-\d+, ONLINE\)$/) }),
	]);
	const callbacks = await pick('analyzeItem', 'searchCallbacks');
	expect(callbacks).toEqual([
		expect.objectContaining({ name: expect.stringMatching(/^s3:\/\/demo-callback\/vidinet-callback\//) }),
	]);
	expect((await pick('waitForJob', 'searchJobs')).length).toBeGreaterThan(1);
	expect(secretsIn(JSON.stringify([services, callbacks]))).toEqual([]);
});

describe('bad input', () => {
	test.each(badInputs)('$what', async ({ node, parameters, credential, expected, advice, limitMs }) => {
		const ids = {
			service: String(item('Attach VidiNet Service').resourceId),
			callback: String(item('Create Callback Resource').resourceId),
		};
		const credentials = credential ? await otherCredential(credential(lab.world.vidiCore.baseUrl)) : undefined;
		const result = await lab.run(twoItems(node, parameters(ids), credentials), limitMs);
		expect(result.status).toBe('error');
		expect(result.error?.message).toMatch(expected);
		expect(result.error?.description ?? '').toMatch(advice);
		expect(secretsIn(result.stored)).toEqual([]);
	});

	test.each([
		[
			'a failed job: its own reason and what to do',
			'VX-112',
			5,
			/^Job VX-\d+ failed \(FAILED_TOTAL\): .*reading the source file s3:\/\/demo-archive\/lost-tape\.mp4/,
			/./,
		],
		[
			'a job that never ends: the limit, and that it goes on',
			'VX-113',
			0.02,
			/^Job VX-\d+ is still running \(VIDINET_JOB\) after 0\.02 minutes/,
			/goes on in VidiCore.*Do not start the job again/,
		],
	])('%s', async (_, video, limitMinutes, expected, advice) => {
		const workflow = structuredClone(files['face-workflow.json'] as WorkflowFile);
		const set = (name: string, parameters: IDataObject) =>
			Object.assign(workflow.nodes.find((node) => node.name === name)?.parameters ?? {}, parameters);
		set('Analyze Item', { itemId: { __rl: true, mode: 'id', value: video } });
		set('Wait For Analysis', { limitMinutes });
		const result = await lab.run(workflow);
		expect(result).toMatchObject({
			status: 'error',
			error: {
				message: expect.stringMatching(expected),
				description: expect.stringMatching(advice),
				node: { name: 'Wait For Analysis' },
			},
		});
		expect(secretsIn(result.stored)).toEqual([]);
	});

	test('cancelling an execution ends the wait at once', async () => {
		const workflow = structuredClone(files['face-workflow.json'] as WorkflowFile);
		Object.assign(workflow.nodes.find(({ name }) => name === 'Analyze Item')?.parameters ?? {}, {
			itemId: { __rl: true, mode: 'id', value: 'VX-113' },
		});
		const { rest } = lab.n8n;
		const http = vidiCoreOver(lab.world.vidiCore.baseUrl);
		// The endless job of the test before would be used again.
		for (const { jobId } of await listJobs(http, { states: runningStates }))
			await http.send('DELETE', `/API/job/${jobId}`);
		const execution = await rest.run(await lab.importWorkflow(workflow), 'When clicking ‘Execute workflow’');
		const started = () =>
			lab.world.vidiCore.requests.some(({ method, path }) => method === 'POST' && path === '/API/item/VX-113/analyze');
		lab.world.vidiCore.requests.length = 0;
		for (
			const deadline = Date.now() + 15_000;
			!started() && Date.now() < deadline;
			await new Promise((resolve) => setTimeout(resolve, 50))
		);
		expect(started()).toBe(true);
		await new Promise((resolve) => setTimeout(resolve, 1500));
		await rest.stopExecution(execution);
		await new Promise((resolve) => setTimeout(resolve, 1500));
		lab.world.vidiCore.requests.length = 0;
		await new Promise((resolve) => setTimeout(resolve, 4000));
		expect(lab.world.vidiCore.requests).toEqual([]);
	});

	test('with "continue (using error output)" only the wrong item fails, on the second output, and the others go on', async () => {
		const parameters = { itemId: { __rl: true, mode: 'id', value: '={{ $json.n === 2 ? "VX-999" : "VX-108" }}' } };
		const workflow = twoItems('getFaceTimespans', parameters);
		(workflow.nodes.at(-1) as INode).onError = 'continueErrorOutput';
		const { status, nodes } = await lab.run(workflow);
		expect(status).toBe('success');
		const [good = [], failed = []] = nodes.Tried?.outputs ?? [];
		expect(good.length).toBeGreaterThan(1);
		expect(failed).toHaveLength(1);
		expect(failed[0]).toMatchObject({ json: { error: expect.stringMatching(/VX-999/) }, pairedItem: { item: 1 } });
	});
});

/** Which of the run's secrets stand in a text. */
/** All that n8n keeps on disk in its database. */
function databaseText(): string {
	const folder = join(lab.n8n.packageFolder, '..', '..', '..');
	const files = ['database.sqlite', 'database.sqlite-wal'].map((file) => join(folder, file)).filter(existsSync);
	expect(files).not.toEqual([]);
	return files.map((file) => readFileSync(file, 'latin1')).join('\n');
}

function secretsIn(text: string): string[] {
	const key = /vidinet:\/\/[^:]+:([^@]+)@/.exec(lab.world.resourceDocument)?.[1] ?? '';
	const secrets = {
		's3 secret': lab.world.owner.secretAccessKey,
		'encoded s3 secret': encodeURIComponent(lab.world.owner.secretAccessKey),
		'vidinet key': key,
		'basic login': Buffer.from('admin:admin').toString('base64'),
		'wrong password': 'open-sesame',
	};
	return Object.entries(secrets)
		.filter(([, secret]) => text.includes(secret))
		.map(([name]) => name);
}

async function otherCredential(data: IDataObject): Promise<INode['credentials']> {
	const { id, name } = await lab.n8n.rest.createCredential('Other VidiCore', 'vidiCoreApi', {
		authentication: 'basic',
		username: 'admin',
		password: 'admin',
		...data,
	});
	return { vidiCoreApi: { id, name } };
}

/** A trigger, two items { n: 1 } and { n: 2 }, and the node under trial. */
function twoItems(node: string, parameters: IDataObject, credentials?: INode['credentials']): WorkflowFile {
	const make = (name: string, type: string, typeVersion: number, own: IDataObject, more: Partial<INode> = {}) =>
		({ id: name, name, type, typeVersion, position: [0, 0], parameters: own, ...more }) as INode;
	const nodes = [
		make('Start', 'n8n-nodes-base.manualTrigger', 1, {}),
		make('List', 'n8n-nodes-base.set', 3.4, { mode: 'raw', jsonOutput: '{ "n": [1, 2] }', options: {} }),
		make('Items', 'n8n-nodes-base.splitOut', 1, { fieldToSplitOut: 'n', options: {} }),
		make('Tried', `${packageName}.${node}`, 1, parameters as INode['parameters'], { credentials }),
	];
	const to = (name: string) => ({ main: [[{ node: name, type: 'main', index: 0 }]] });
	return {
		name: `Bad input: ${node}`,
		nodes,
		connections: { Start: to('List'), List: to('Items'), Items: to('Tried') },
	};
}
