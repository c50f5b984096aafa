import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openWorld, type World } from '../../tools/emulator/world';
import { children, parseXml } from '../../vidicore/xml';
import { fixture, fixtureText } from '../support/fixture';
import { shapeOf } from '../support/shapeOf';

// The emulator's documents against the shapes that real servers, type definitions and the reference pages show.
/** An example of the reference's, in JSON. */
const whenStopped = {
	action: { http: { url: 'http://127.0.0.1:9/', method: 'POST', timeout: 5, retry: 0, synchronous: false } },
	trigger: { job: { stop: {} } },
};

let world: World;
let service = '';
let callback = '';
let doneJob = '';
let failedJob = '';

async function ask(
	method: string,
	path: string,
	{
		body,
		accept = 'application/json',
		type = 'application/json',
	}: { body?: string; accept?: string; type?: string } = {},
) {
	const response = await fetch(world.vidiCore.baseUrl + path, {
		method,
		body,
		headers: { accept, 'content-type': type, authorization: `Basic ${Buffer.from('admin:admin').toString('base64')}` },
	});
	return { status: response.status, text: await response.text() };
}
const json = async (method: string, path: string, body?: string) =>
	JSON.parse((await ask(method, path, { body })).text) as Record<string, unknown>;

async function ended(path: string): Promise<string> {
	const { jobId } = await json('POST', path, '{}');
	for (;;) {
		const { status } = await json('GET', `/API/job/${String(jobId)}`);
		if (/^(FINISHED|FAILED|ABORTED$)/.test(String(status))) return String(jobId);
		await new Promise((resolve) => setTimeout(resolve, 10));
	}
}

beforeAll(async () => {
	world = await openWorld();
	service = JSON.parse(
		(await ask('POST', '/API/resource/vidinet', { body: world.resourceDocument, type: 'application/xml' })).text,
	).id;
	const login = [world.owner.accessKeyId, world.owner.secretAccessKey].map(encodeURIComponent).join(':');
	const uri = `s3://${login}@demo-callback/vidinet-callback/`;
	callback = String((await json('POST', '/API/resource', JSON.stringify({ callback: { uri } }))).id);
	while ((await ask('GET', `/API/resource/vidinet/${service}/status`, { accept: 'text/plain' })).text !== 'ONLINE')
		await new Promise((resolve) => setTimeout(resolve, 10));
	await ask('PUT', `/API/resource/vidinet/${service}/configuration`);
	const query = `?resourceId=${service}&callbackId=${callback}&jobmetadata=n8nCorrelation%3Dx`;
	doneJob = await ended(`/API/item/VX-108/analyze${query}`);
	failedJob = await ended(`/API/item/VX-112/analyze${query}`);
});
afterAll(() => world.close());

test.each<[string, () => Promise<unknown>, RegExp?]>([
	['version.json', () => json('GET', '/API/version')],
	['exception-notfound.json', () => json('GET', '/API/item/VX-999999')],
	[
		'job-created.json',
		() => json('POST', `/API/item/VX-111/analyze?resourceId=${service}&callbackId=${callback}`, '{}'),
	],
	['job-finished.json', () => json('GET', `/API/job/${doneJob}?metadata=true`)],
	['job-failed.json', () => json('GET', `/API/job/${failedJob}?metadata=true`)],
	['resource-list-vidinet.json', () => json('GET', '/API/resource/vidinet')],
	['resource-list-callback.json', () => json('GET', '/API/resource/callback')],
	[
		'precheck.json',
		() => json('GET', `/API/resource/vidinet/${service}/configuration/pre-check?displayData=true`),
		/\.data: /,
	], // real contents of `data` are not known
	['collection-list.json', () => json('PUT', '/API/collection', fixtureText('collection-search-training.json'))],
	['notification-created.json', () => json('POST', '/API/job/notification', JSON.stringify(whenStopped))],
	['item-face-metadata.json', () => json('GET', '/API/item/VX-108?content=metadata')],
	['item-metadata-list.json', () => json('GET', '/API/item/VX-108/metadata?group=adu_face_DeepVAKeyframeAnalyzer%2B')],
])('%s', async (name, answer, except = /^$/) => {
	const given = new Set(shapeOf(await answer()));
	expect(shapeOf(fixture(name)).filter((line) => !given.has(line) && !except.test(line))).toEqual([]);
});

test('in XML the same documents have their roots, names as elements and times as attributes', async () => {
	const xml = async (path: string) => parseXml((await ask('GET', path, { accept: 'application/xml' })).text);
	const face = children(
		children(children(await xml('/API/item/VX-108?content=metadata'), 'ItemDocument')[0], 'metadata')[0],
		'timespan',
	);
	expect(face.length).toBeGreaterThan(5);
	const group = children(face[1], 'group')[0] as Record<string, unknown>;
	expect(face[1]).toMatchObject({ '@start': '50@PAL', '@end': '225@PAL' });
	expect(group).toMatchObject({
		name: 'adu_face_DeepVAKeyframeAnalyzer',
		'@uuid': expect.any(String),
		field: expect.arrayContaining([
			expect.objectContaining({ name: 'adu_value', value: expect.objectContaining({ '#text': expect.any(String) }) }),
		]),
	});
	expect(children(await xml(`/API/job/${doneJob}`), 'JobDocument')).toHaveLength(1);
	const refused = await ask('GET', '/API/item/VX-9', { accept: 'application/xml' });
	expect([refused.status, Object.keys(parseXml(refused.text))]).toEqual([
		404,
		expect.arrayContaining(['ExceptionDocument']),
	]);
	world.vidiCore.onPurpose.set('GET /API/nowhere', 'how an unknown path is refused is tried');
	expect((await ask('GET', '/API/nowhere')).text).toBe('{"code":404,"message":"HTTP 404 Not Found"}');
	expect((await ask('GET', `/API/job/${doneJob}`, { accept: 'text/plain' })).text).toBe('FINISHED');
});

test('metadata come by interval, in another base, and half of them never', async () => {
	const spans = async (query: string) =>
		(
			(await json('GET', `/API/item/VX-108?content=metadata&group=adu_face_DeepVAKeyframeAnalyzer%2B&${query}`))
				.metadata as { timespan: Array<{ start: string; end: string }> }
		).timespan.filter(({ start }) => start !== '-INF');
	expect((await spans('interval=8-10')).map(({ start }) => start)).toEqual(['50@PAL', '225@PAL']);
	expect((await spans('interval=225@PAL-226@PAL')).map(({ start }) => start)).toEqual(['225@PAL']);
	expect(await spans('interval=generic')).toEqual([]);
	expect((await spans('sampleRate=1000'))[1]).toMatchObject({ start: '9000@1000', end: '9040@1000' });
});

test('who asked for it is told when a job has stopped: a flat list of words', async () => {
	// Jobs that other tests left running are told of as well.
	const told: Array<Record<string, string>> = [];
	const listener = createServer((request, response) => {
		const parts: Buffer[] = [];
		request.on('data', (part: Buffer) => parts.push(part));
		request.on('end', () => {
			const { field } = JSON.parse(Buffer.concat(parts).toString()) as { field: Array<{ key: string; value: string }> };
			told.push(Object.fromEntries(field.map(({ key, value }) => [key, value])));
			response.end();
		});
	});
	await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
	const url = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/`;
	const document = fixtureText('notification.xml').replace(/<url>.*<\/url>/, `<url>${url}</url>`);
	const { uri } = JSON.parse(
		(await ask('POST', '/API/job/notification', { body: document, type: 'application/xml' })).text,
	) as { uri: string[] };
	const id = await ended(
		`/API/item/VX-111/analyze?resourceId=${service}&callbackId=${callback}&jobmetadata=mine%3Dyes`,
	);
	const ofThisJob = () => told.find(({ jobId }) => jobId === id);
	while (ofThisJob() === undefined) await new Promise((resolve) => setTimeout(resolve, 10));
	await ask('DELETE', `/API/job/notification/${uri[0]}`);
	await new Promise((resolve) => listener.close(resolve));
	expect(ofThisJob()).toMatchObject({
		action: 'STOP',
		status: 'FINISHED',
		mine: 'yes',
		itemId: 'VX-111',
		type: 'ANALYZE',
	});
});
