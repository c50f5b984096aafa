import type { IDataObject, INode } from 'n8n-workflow';
import { WaitForJob } from '../../nodes/WaitForJob/WaitForJob.node';
import { openWorld, type World } from '../../tools/emulator/world';
import { vidiCoreOver } from '../../tools/lab/fetchTransport';
import { setUpService } from '../../tools/lab/setUpService';
import { analyzePath } from '../../vidicore/items/items';
import { startJob } from '../../vidicore/jobs/startJob';
import { runNode } from '../support/engine';
import { siteId } from '../support/site';

// What Wait For Job does when the wait itself cannot be had. What it does with jobs is tried in a real n8n.
let world: World;
beforeAll(async () => {
	world = await openWorld({ speed: 1000 });
});
afterAll(() => world.close());

const wait = (baseUrl: string, parameters: IDataObject, more: Partial<INode> = {}) =>
	runNode(
		new WaitForJob(),
		parameters,
		[{ n: 1 }, { n: 2 }],
		{ vidiCoreApi: { baseUrl, authentication: 'basic', username: 'admin', password: 'admin' } },
		more,
	);

test.each([
	['here', 1],
	['callBack', 3],
	['once', 3],
])(
	'a credential that is no good fails the items (%s); their input is not handed on as if all were well',
	async (way, errorOutput) => {
		const parameters = { way, jobId: { __rl: true, mode: 'id', value: siteId(1) }, limitMinutes: 1 };
		const { outputs } = await wait('mock vidicore.example', parameters, { onError: 'continueErrorOutput' });
		expect(outputs[errorOutput]).toMatchObject(
			[0, 1].map((item) => ({ json: { error: expect.stringMatching(/is not an address/) }, pairedItem: { item } })),
		);
		expect(outputs.flat()).toHaveLength(2);
		const stopped = await wait('mock vidicore.example', parameters);
		expect(stopped.run.data.resultData.error?.message).toMatch(/is not an address/);
	},
);

test.each(['here', 'once'])(
	'an item with nothing to wait for passes (%s): nothing was started, or it was imported before',
	async (way) => {
		const items = [
			{ started: false, reason: 'nothing new' },
			{ imported: false, itemId: siteId(108) },
		];
		const { outputs } = await runNode(
			new WaitForJob(),
			{ way, jobId: { __rl: true, mode: 'id', value: '={{ $json.jobId }}' }, limitMinutes: 1 },
			items,
			{
				vidiCoreApi: { baseUrl: world.vidiCore.baseUrl, authentication: 'basic', username: 'admin', password: 'admin' },
			},
		);
		expect(outputs.flat().map(({ json }) => json)).toEqual(items);
	},
);

describe('Let VidiCore Call Back where n8n knows itself only as 127.0.0.1', () => {
	/** `host` is another name of this machine. */
	async function park(host: string, options: IDataObject) {
		const http = vidiCoreOver(world.vidiCore.baseUrl);
		const service = await setUpService(world, http);
		const { jobId } = await startJob(http, analyzePath(siteId(113)), { ...service, correlation: crypto.randomUUID() });
		const base = new URL(world.vidiCore.baseUrl);
		base.hostname = host;
		const parameters = { way: 'callBack', jobId: { __rl: true, mode: 'id', value: jobId }, limitMinutes: 60, options };
		const { run } = await wait(base.href, parameters);
		const { uri = [] } = await http.json<{ uri?: string[] }>('GET', `/API/job/${jobId}/notification`);
		return { error: run.data.resultData.error, parked: run.waitTill !== undefined, notifications: uri.length };
	}

	test('is refused when VidiCore is on another machine: its call could never come', async () => {
		expect(await park('0.0.0.0', {})).toEqual({
			error: expect.objectContaining({
				message: expect.stringMatching(/cannot reach n8n at http:\/\/127\.0\.0\.1/),
				description: expect.stringMatching(/WEBHOOK_URL.*Check Again After/),
			}),
			parked: false,
			notifications: 0,
		});
	});

	test.each([
		['VidiCore is on the same machine', '127.0.0.1', {}],
		['the node looks again by itself', '0.0.0.0', { checkAgainMinutes: 10 }],
	])('parks when %s', async (_, host, options) => {
		expect(await park(host, options)).toEqual({ error: undefined, parked: true, notifications: 1 });
	});
});
