import { request as httpRequest } from 'node:http';
import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { openWorld, type World } from '../../tools/emulator/world';
import { conformStart } from '../../vidicore/clips/conform';
import { exportStart } from '../../vidicore/clips/exportClip';
import type { Segment } from '../../vidicore/clips/segment';
import { VidiCoreError } from '../../vidicore/errors';
import { VidiCoreHttp } from '../../vidicore/http';
import { analyzePath } from '../../vidicore/items/items';
import { findEarlierJob, requestKey } from '../../vidicore/jobs/earlierJob';
import { startJob, type StartOptions } from '../../vidicore/jobs/startJob';
import { ConnectionError, type Transport } from '../../vidicore/transport';
import { realClock, vidiCoreOver } from '../../tools/lab/fetchTransport';
import { setUpService } from '../../tools/lab/setUpService';
import { siteId } from '../support/site';

// Starts whose connections are cut at random points of the request and of the answer: a job that was wanted is
// started once.
let world: World;
let proxy: Server;
let options: Required<Pick<StartOptions, 'resourceId' | 'callbackId'>>;
let seed: number;
beforeEach(() => void (seed = 1));
const runs = 500;
/** Without any care so many are enough to see what comes of it. */
const naive = 100;
/** Of the other jobs each; all 500 with AMBIGUOUS=500. */
const fewer = Number(process.env.AMBIGUOUS ?? 40);

beforeAll(async () => {
	world = await openWorld();
	options = await setUpService(world, vidiCoreOver(world.vidiCore.baseUrl));
	proxy = createServer((client) => {
		const server = connect(Number(new URL(world.vidiCore.baseUrl).port), '127.0.0.1');
		const end = () => void [client.destroy(), server.destroy()];
		let plan = Infinity;
		let [asked, answered] = [0, 0];
		let side: 'request' | 'answer' | 'gateway' | 'none' = 'none';
		client.on('data', (data: Buffer) => {
			if (asked === 0 && /^POST .*(analyze|conform|export|transcode)|^GET .API.job\?/.test(data.toString('latin1'))) {
				const often = data.toString('latin1', 0, 4) === 'POST' ? 0.8 : 0.2;
				side =
					random() < often ? ((['request', 'answer', 'gateway'] as const)[Math.floor(random() * 3)] ?? 'none') : 'none';
				plan = Math.floor(random() * (side === 'request' ? data.length + 1 : 300));
			}
			asked += data.length;
			if (side !== 'request') return void server.write(data);
			server.write(data.subarray(0, Math.max(0, data.length - Math.max(0, asked - plan))));
			if (asked >= plan) setTimeout(end, 3);
		});
		server.on('data', (data: Buffer) => {
			if (side === 'gateway')
				return void client.end(
					'HTTP/1.1 502 Bad Gateway\r\ncontent-type: text/html\r\nconnection: close\r\ncontent-length: ' +
						'13\r\n\r\n<html></html>',
				);
			answered += data.length;
			if (side === 'answer' && answered >= plan)
				client.write(data.subarray(0, Math.max(0, data.length - (answered - plan))), end);
			else client.write(data);
		});
		for (const socket of [client, server]) socket.on('error', end).on('close', end);
	});
	await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
	await new Promise((resolve) => proxy.close(resolve));
	await world.close();
});

/** The same numbers every time (mulberry32). */
function random(): number {
	seed = (seed + 0x6d2b79f5) | 0;
	let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
	t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
	return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}

/** A connection for each request, so that each has a fate of its own. */
const throughProxy: Transport = ({ method, path, headers, body }) =>
	new Promise((resolve, reject) => {
		const fail = (error: NodeJS.ErrnoException) => reject(new ConnectionError(error.code ?? 'ECONNRESET', 'cut'));
		const sent = httpRequest(
			{
				port: (proxy.address() as AddressInfo).port,
				method,
				path,
				agent: false,
				headers: { ...headers, authorization: `Basic ${Buffer.from('admin:admin').toString('base64')}` },
			},
			(response) => {
				const chunks: Buffer[] = [];
				response
					.on('data', (chunk: Buffer) => chunks.push(chunk))
					.on('end', () =>
						resolve({ status: response.statusCode ?? 0, headers: {}, body: Buffer.concat(chunks).toString() }),
					)
					.on('error', fail);
			},
		);
		sent.on('error', fail).end(body);
	});

const started = (ending = '/analyze') =>
	world.vidiCore.requests.filter(
		({ method, path, status }) => method === 'POST' && path.endsWith(ending) && status === 200,
	).length;

/** Starts a job that many times, as the node does it with n8n's "Retry On Fail" around it. */
async function startMany(count: number, path: string, own: Omit<StartOptions, 'correlation'>) {
	const http = new VidiCoreHttp(throughProxy, realClock);
	let [retries, unclear] = [0, 0];
	const start = async (n: number): Promise<string> => {
		const [correlation, request] = [`start-${path}-${n}`, `request-${path}-${n}`];
		const wanted: StartOptions = { ...own, correlation, metadata: [[requestKey, request]] };
		for (;;) {
			try {
				const earlier = await findEarlierJob(http, { request, correlation, done: false }, wanted);
				return (earlier?.job ?? (await startJob(http, path, wanted))).jobId;
			} catch (error) {
				if (error instanceof VidiCoreError && error.kind === 'notFound') throw error; // no retry makes that good
				retries += 1;
				if (error instanceof VidiCoreError && error.kind === 'unknownStart') unclear += 1;
			}
		}
	};
	world.vidiCore.requests.length = 0;
	const jobs: string[] = [];
	for (let n = 0; n < count; n += 10)
		jobs.push(...(await Promise.all(Array.from({ length: 10 }, (_, at) => start(n + at)))));
	return { jobs: new Set(jobs).size, retries, unclear };
}

test(`${runs} starts over connections that are cut anywhere: ${runs} jobs`, async () => {
	const { jobs, retries, unclear } = await startMany(runs, analyzePath(siteId(111)), options);
	expect([jobs, started()]).toEqual([runs, runs]);
	console.log(`${runs} starts, ${started()} jobs; ${unclear} answers stayed unclear at first, ${retries} retries`);
	expect(unclear + retries).toBeGreaterThan(0);
});

const clip: Segment = { itemId: siteId(108), frameRate: { rate: 25n, per: 1n }, from: 225n, to: 250n };
test.each([
	[
		'conform',
		conformStart({ segments: [clip], fields: { title: 'x' }, tag: 'original', copyMetadata: true, thumbnails: false }),
	],
	['export', exportStart({ segment: clip, to: { locationName: 'Deliveries' } })],
	['transcode', { path: `/API/item/${siteId(111)}/transcode`, options: { tag: 'lowres' } }],
])(`so it is with ${fewer} starts of a job: %s`, async (type, { path, options: own }) => {
	const { jobs, retries, unclear } = await startMany(fewer, path, own);
	console.log(`${type}: ${fewer} starts, ${started(type)} jobs; ${unclear} unclear at first, ${retries} retries`);
	expect([jobs, started(type)]).toEqual([fewer, fewer]);
	expect(unclear + retries).toBeGreaterThan(0);
});

test('the same with a request that is simply sent again after a failure starts more than were wanted', async () => {
	world.vidiCore.requests.length = 0;
	const query = new URLSearchParams({ resourceId: options.resourceId, callbackId: options.callbackId ?? '' });
	const start = async () => {
		for (;;) {
			const answer = await throughProxy({
				method: 'POST',
				path: `${analyzePath(siteId(111))}?${query.toString()}`,
				headers: { accept: 'application/json', 'content-type': 'application/json', 'content-length': '2' },
				body: '{}',
				timeoutMs: 1000,
			}).catch(() => undefined);
			if (answer?.status === 200) return;
		}
	};
	for (let n = 0; n < naive; n += 10) await Promise.all(Array.from({ length: 10 }, start));
	console.log(`${naive} jobs wanted, ${started()} started by sending again`);
	expect(started()).toBeGreaterThan(naive);
});
