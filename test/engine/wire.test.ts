import type { Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import {
	NodeConnectionTypes,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { VidiCoreApi } from '../../credentials/VidiCoreApi.credentials';
import { AttachVidiNetService } from '../../nodes/AttachVidiNetService/AttachVidiNetService.node';
import { UserError } from '../../nodes/kit/errors';
import { failedItem } from '../../nodes/kit/failedItem';
import { fetchedPicture } from '../../nodes/ManageFaces/fetchedPicture';
import { vidiCore } from '../../nodes/kit/vidiCore';
import type { VidiCoreError } from '../../vidicore/errors';
import type { VidiCoreHttp } from '../../vidicore/http';
import type { Limits } from '../../vidicore/retries';
import type { Method } from '../../vidicore/transport';
import { selfSigned } from '../support/certificate';
import { runNode } from '../support/engine';
import { drip, httpServer, listening } from '../support/httpServer';

// What n8n's own HTTP helper does with our requests, on real connections: redirects, time, keys.

const password = 'correct horse/battery+staple';
const methods: Method[] = ['GET', 'POST', 'PUT', 'DELETE'];
const open: Array<() => Promise<void>> = [];
afterEach(async () => void (await Promise.all(open.splice(0).map((close) => close()))));

async function server(answer: Parameters<typeof httpServer>[0]) {
	const made = await httpServer(answer);
	open.push(made.close);
	return made;
}

const tried: INodeTypeDescription = {
	displayName: 'Tried',
	name: 'tried',
	group: ['transform'],
	version: 1,
	description: '',
	defaults: {},
	inputs: [NodeConnectionTypes.Main],
	outputs: [NodeConnectionTypes.Main],
	credentials: [{ name: 'vidiCoreApi', required: true }],
	properties: [],
};

/** Runs this with the client that nodes get, as a node in n8n's engine; what it returns or throws comes out. */
async function inNode(
	baseUrl: string,
	work: (http: VidiCoreHttp, context: IExecuteFunctions) => Promise<IDataObject>,
	limits: Partial<Limits> = {},
) {
	const caught: VidiCoreError[] = [];
	const node: INodeType = {
		description: tried,
		async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
			try {
				return [[{ json: await work(await vidiCore(this, limits), this), pairedItem: { item: 0 } }]];
			} catch (error) {
				caught.push(error as VidiCoreError);
				return [[failedItem(this, error, 0)]];
			}
		},
	};
	const vidiCoreApi = { baseUrl, authentication: 'basic', username: 'anna', password };
	const { run, outputs } = await runNode(node, {}, [{}], { vidiCoreApi });
	return { run, json: outputs[0]?.[0]?.json, error: caught[0], stored: JSON.stringify(run) };
}

describe('a redirect to another server', () => {
	test.each([301, 302, 303, 307, 308])(
		'%d is not followed, with no method, and says where it points',
		async (status) => {
			const other = await server((_, response) => response.end('{}'));
			const own = await server((_, response) =>
				response.writeHead(status, { location: `${other.root}/login?next=open-sesame` }).end(),
			);
			for (const method of methods) {
				const body = method === 'GET' || method === 'DELETE' ? undefined : '{"key":"open-sesame"}';
				const { error, run } = await inNode(own.root, async (http) => await http.json(method, '/API/x', { body }));
				expect(error).toMatchObject({ kind: 'notVidiCore', status });
				const shown = run.data.resultData.error;
				expect(shown?.message).toContain(`redirect (${status}) to ${other.root}/login, which was not followed`);
				expect(shown?.message).not.toMatch(/open-sesame/);
				expect((shown as { description?: string } | undefined)?.description).toMatch(
					/put its new address into the Base URL/,
				);
			}
			expect(own.seen.map(({ method }) => method)).toEqual(methods);
			expect(other.seen).toEqual([]);
		},
	);

	test('also within the same server', async () => {
		const own = await server((_, response) => response.writeHead(302, { location: '/API/y' }).end());
		const { error } = await inNode(own.root, async (http) => await http.json('GET', '/API/x'));
		expect(error?.message).toContain('redirect (302) to /API/y');
		expect(own.seen.map(({ url }) => url)).toEqual(['/API/x']);
	});
});

test.each([301, 302, 303, 307, 308])('the test of the credential follows none either (%d)', async (status) => {
	const other = await server((_, response) => response.end('{"component":[]}'));
	const own = await server((_, response) => response.writeHead(status, { location: `${other.root}/login` }).end());
	const { request } = new VidiCoreApi().test;
	const node = {
		description: {
			...tried,
			properties: [{ displayName: 'Test', name: 'test', type: 'string', default: '', routing: { request } }],
		},
	} satisfies INodeType;
	const vidiCoreApi = { baseUrl: own.root, authentication: 'basic', username: 'anna', password };
	const { run } = await runNode(node, {}, [{}], { vidiCoreApi });
	expect(run.data.resultData.error).toMatchObject({ httpCode: String(status) });
	expect(own.seen.map(({ url, headers }) => [url, headers.authorization?.slice(0, 6)])).toEqual([
		['/API/version', 'Basic '],
	]);
	expect(other.seen).toEqual([]);
	const rules = new VidiCoreApi().test.rules as Array<{ properties: { value?: number; message: string } }>;
	expect(rules.find(({ properties }) => properties.value === status)?.properties.message).toMatch(/not followed/);
});

describe('time', () => {
	const short = { answerMs: 400, callMs: 1_200, firstPauseMs: 50, leastMs: 100 };

	test('a server that never answers', async () => {
		const own = await server(() => undefined);
		const { error, json } = await inNode(own.root, async (http) => await http.json('GET', '/API/x'), short);
		expect(error).toMatchObject({ kind: 'unreachable', code: 'ETIMEDOUT', neverSent: false });
		expect(error?.message).toMatch(
			/^http:\/\/127\.0\.0\.1:\d+ did not answer in time \(tried \d times in [\d.]+ seconds?\)$/,
		);
		expect(json).toBeUndefined();
	});

	test('one that drips', async () => {
		const own = await server((_, response) => drip(response, 'application/json'));
		const { error } = await inNode(own.root, async (http) => await http.json('POST', '/API/x', { body: '{}' }), short);
		expect(error).toMatchObject({ kind: 'unreachable', code: 'ETIMEDOUT', tried: { attempts: 1 } });
		expect(own.seen).toHaveLength(1);
	});

	test('a whole answer in time is no worse for the limit', async () => {
		const own = await server((_, response) => setTimeout(() => response.end('{"a":1}'), 100));
		expect((await inNode(own.root, async (http) => await http.json('GET', '/API/x'))).json).toEqual({ a: 1 });
	});

	test('a cancelled execution ends the request and is told as such', async () => {
		const cancel = new AbortController();
		const own = await server(() => cancel.abort());
		const { error } = await inNode(own.root, async (_, context) => {
			const cancellable = Object.create(context, {
				getExecutionCancelSignal: { value: () => cancel.signal },
			}) as IExecuteFunctions;
			return await (await vidiCore(cancellable)).json('GET', '/API/x');
		});
		expect(error).toMatchObject({ kind: 'cancelled' });
		expect(own.seen).toHaveLength(1);
	});
});

describe('what was never sent', () => {
	test('to a server whose certificate nobody knows', async () => {
		const made = createTlsServer(selfSigned(), (_, response) => response.end('{}'));
		const { root, close } = await listening(made as unknown as Server);
		open.push(close);
		const { error } = await inNode(root.replace('http:', 'https:'), async (http) => await http.json('POST', '/API/x'));
		expect(error).toMatchObject({ kind: 'unreachable', neverSent: true });
		expect(error?.message).toMatch(/certificate/);
	});

	test('to one that does not speak https', async () => {
		const own = await server((_, response) => response.end('{}'));
		const { error } = await inNode(
			own.root.replace('http:', 'https:'),
			async (http) => await http.json('POST', '/API/x'),
		);
		expect(error).toMatchObject({ code: 'ERR_SSL_WRONG_VERSION_NUMBER', neverSent: true });
		expect(own.seen).toEqual([]);
	});

	test('to nobody', async () => {
		const { error } = await inNode('http://127.0.0.1:1', async (http) => await http.json('POST', '/API/x'));
		expect(error).toMatchObject({ code: 'ECONNREFUSED', neverSent: true, tried: { attempts: 1 } });
	});

	test('but not when the connection is cut after the request', async () => {
		const made = createTcpServer((socket) => void socket.once('data', () => socket.destroy()));
		await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve));
		open.push(async () => void (await new Promise((resolve) => made.close(resolve))));
		const root = `http://127.0.0.1:${(made.address() as AddressInfo).port}`;
		const { error } = await inNode(root, async (http) => await http.json('POST', '/API/x'));
		expect(error).toMatchObject({ code: 'ECONNRESET', neverSent: false });
	});
});

test('the password is in nothing that n8n stores, however a server repeats it', async () => {
	const basic = Buffer.from(`anna:${password}`).toString('base64');
	const ways = [
		`Basic ${basic}`,
		basic,
		password,
		encodeURIComponent(password),
		JSON.stringify({ password }).replaceAll('/', '\\/'),
	];
	for (const words of ways)
		for (const [status, body] of [
			[400, JSON.stringify({ invalidInput: { explanation: words, id: words, context: words } })],
			[500, `<html><title>${words}</title></html>`],
			[200, `<html><title>${words}</title></html>`],
			[400, `400 An invalid parameter was entered\nReason: ${words}`],
		] as const) {
			const own = await server((_, response) => response.writeHead(status).end(body));
			const { stored, error } = await inNode(own.root, async (http) => await http.json('POST', '/API/x'));
			expect(error).toBeDefined();
			expect(stored).toContain('***');
			expect(stored).not.toMatch(/battery|YmF0dGVye/);
			expect(stored).not.toContain(basic.slice(4, 16));
		}
});

test('an error of ours does not hold the password either, wherever it got it from', async () => {
	const { stored, run } = await inNode('http://127.0.0.1:1', async () => {
		const words = `it says ${password} and ${encodeURIComponent(password)}`;
		throw new UserError(words, words);
	});
	expect(run.data.resultData.error?.message).toBe('it says *** and ***');
	expect(stored).not.toMatch(/battery/);
});

describe('a picture from an address', () => {
	const fetched = async (url: string) =>
		await inNode('http://127.0.0.1:1', async (_, context) => ({ size: (await fetchedPicture(context, url)).length }));

	test('is fetched without a login', async () => {
		const own = await server((_, response) => response.end('12345'));
		expect((await fetched(`${own.root}/a.png?x=1`)).json).toEqual({ size: 5 });
		expect(own.seen).toMatchObject([{ method: 'GET', url: '/a.png?x=1' }]);
		expect(own.seen[0]?.headers).not.toHaveProperty('authorization');
	});

	test('is not fetched from where a redirect points', async () => {
		const other = await server((_, response) => response.end('12345'));
		const own = await server((_, response) => response.writeHead(302, { location: `${other.root}/b.png?key=x` }).end());
		const { run, stored } = await fetched(`${own.root}/a.png?signature=sesame`);
		expect(run.data.resultData.error?.message).toBe(
			`The picture at ${own.root.slice(7)} could not be fetched: the server answered with a redirect (302) to ` +
				`${other.root}/b.png, which is not followed`,
		);
		expect(stored).not.toMatch(/sesame/);
		expect(other.seen).toEqual([]);
	});

	test('that is not there, or at nobody', async () => {
		const own = await server((_, response) => response.writeHead(404).end());
		expect((await fetched(own.root)).run.data.resultData.error?.message).toMatch(/: the server answered 404$/);
		expect((await fetched('http://127.0.0.1:1/a')).run.data.resultData.error?.message).toMatch(
			/refused the connection/,
		);
	});
});

test('an item does not hold the password, whatever VidiCore has a name for it', async () => {
	const vidinet = { url: 'vidinet://a:b@a', type: 'COGNITIVE_SERVICE', state: 'ONLINE', name: `Faces, ${password}` };
	const service = { id: 'VX-1', vidinet };
	const own = await server(({ url }, response) =>
		response.end(JSON.stringify(url === '/API/resource/vidinet' ? { resource: [service] } : service)),
	);
	const { outputs, run } = await runNode(
		new AttachVidiNetService(),
		{ operation: 'find', serviceName: 'faces' },
		[{}],
		{ vidiCoreApi: { baseUrl: own.root, authentication: 'basic', username: 'anna', password } },
	);
	expect(outputs[0]?.[0]?.json).toMatchObject({ resourceId: 'VX-1', name: 'Faces, ***' });
	expect(JSON.stringify(run)).not.toMatch(/battery/);
});
