import { openWorld, type World } from '../../tools/emulator/world';
import { loadScenario, type CastEntry } from '../../tools/emulator/scenario';
import { VidiCoreHttp } from '../../vidicore/http';
import type { VidiCoreResponse } from '../../vidicore/transport';
import { fetchTransport, realClock, vidiCoreOver } from '../../tools/lab/fetchTransport';
import { readFaces } from '../support/readFaces';
import { siteId } from '../support/site';

// Items that are too long for one answer: read in windows of media time, nothing twice, nothing lost.
let world: World;
let http: VidiCoreHttp;
const base = loadScenario();
const hours = 2;

/** Dense and sparse stretches, spans that cross windows, one over all of it, and two people at the same time. */
const cast: CastEntry[] = [
	{ face: 'somebody all the time', from: 0, to: hours * 3600 * 25, confidence: 0.9 },
	...Array.from({ length: 3000 }, (_, n) => ({
		face: `face ${n % 60}`,
		from: ((n * n) % 90_000) + (n % 3) * 30_000,
		to: ((n * n) % 90_000) + (n % 3) * 30_000 + 1 + ((n * 37) % 4000),
		confidence: (n % 100) / 100,
	})),
];

beforeAll(async () => {
	world = await openWorld({
		scenario: {
			...base,
			videos: [
				...base.videos,
				{
					id: siteId(900),
					title: 'A day of recordings',
					file: 'long.mp4',
					durationSeconds: hours * 3600,
					timeBase: 'PAL',
					cast,
					analyzed: true,
				},
			],
		},
	});
	http = vidiCoreOver(world.vidiCore.baseUrl);
});
afterAll(() => world.close());
beforeEach(() => void (world.vidiCore.requests.length = 0));

test('every face once, in order of time, in windows that stay small', async () => {
	const found = await readFaces(http, siteId(900));
	const key = (start: string, end: string, confidence: number | null) => `${start} ${end} ${confidence}`;
	const wanted = new Set(cast.map(({ face, from, to }) => `${from}@PAL ${to}@PAL ${face}`));
	expect(found).toHaveLength(wanted.size);
	expect(new Set(found.map(({ start, end, personId }) => `${start} ${end} ${personId}`)).size).toBe(found.length);
	expect(found.map(({ start, end, confidence }) => key(start, end, confidence)).sort()).toEqual(
		[...new Map(cast.map((entry) => [`${entry.from} ${entry.to} ${entry.face}`, entry])).values()]
			.map(({ from, to, confidence }) => key(`${from}@PAL`, `${to}@PAL`, confidence ?? null))
			.sort(),
	);
	const starts = found.map(({ startSeconds }) => startSeconds ?? -1);
	expect(starts).toEqual([...starts].sort((a, b) => a - b));
	const windows = world.vidiCore.requests.filter(({ query }) => query.includes('group='));
	expect(windows.length).toBeGreaterThan(5);
	expect(windows.length).toBeLessThan(200);
	const intervals = windows.map(({ query }) => new URLSearchParams(query).get('interval') ?? '');
	expect([intervals[0]?.startsWith('-INF-'), intervals.at(-1)?.endsWith('-+INF')]).toEqual([true, true]);
});

test('a short item is read in one piece', async () => {
	await readFaces(http, siteId(108));
	expect(world.vidiCore.requests.map(({ query }) => new URLSearchParams(query).get('interval'))).toEqual([
		'generic',
		'all',
	]);
});

/** The emulator, with its answers changed on the way. */
function changed(change: (answer: VidiCoreResponse, request: number) => VidiCoreResponse): VidiCoreHttp {
	const transport = fetchTransport(world.vidiCore.baseUrl);
	let requests = 0;
	return new VidiCoreHttp(async (request) => change(await transport(request), (requests += 1)), realClock);
}

test('an answer that is cut off in the middle, or an item that is gone, is an error, not part of a list', async () => {
	const cut = changed((answer, request) => (request > 4 ? { ...answer, body: answer.body.slice(0, -20) } : answer));
	await expect(readFaces(cut, siteId(900))).rejects.toMatchObject({ kind: 'badAnswer' });
	const gone = changed((answer, request) =>
		request > 4 ? { status: 404, headers: {}, body: `{"notFound":{"type":"Item","id":"${siteId(900)}"}}` } : answer,
	);
	await expect(readFaces(gone, siteId(900))).rejects.toMatchObject({ kind: 'notFound' });
});

test('metadata that change while they are read are an error', async () => {
	const edited = changed((answer, request) => ({
		...answer,
		body: answer.body.replace(/"revision":"[^"]*"/, `"revision":"VX-${request}"`),
	}));
	await expect(readFaces(edited, siteId(900))).rejects.toThrow(/[A-Z]+-900 changed while they were read/);
});

describe('bad answers are errors, never a short list', () => {
	test('a gateway’s page, an item without permission, JSON that is none', async () => {
		const page = changed((answer, request) =>
			request > 4 ? { status: 502, headers: {}, body: '<html><head><title>Bad Gateway</title></head></html>' } : answer,
		);
		await expect(readFaces(page, siteId(900))).rejects.toMatchObject({ status: 502 });
		const pageAs200 = changed((answer, request) =>
			request > 4 ? { status: 200, headers: {}, body: '<html><body>Please log in</body></html>' } : answer,
		);
		await expect(readFaces(pageAs200, siteId(900))).rejects.toMatchObject({ kind: 'notVidiCore' });
		const forbidden = changed(() => ({
			status: 403,
			headers: {},
			body: `{"forbidden":{"context":"item","id":"${siteId(900)}","explanation":"No access"}}`,
		}));
		await expect(readFaces(forbidden, siteId(900))).rejects.toMatchObject({ kind: 'forbidden' });
		for (const body of ['[]', '"text"', 'null', '{"metadata":{"timespan":[', '\u0000']) {
			const none = changed((answer, request) => (request > 4 ? { ...answer, body } : answer));
			await expect(readFaces(none, siteId(900))).rejects.toMatchObject({ kind: 'badAnswer' });
		}
	});

	test('bytes that are no UTF-8 damage a name at most: no face is lost', async () => {
		const whole = await readFaces(http, siteId(900));
		const damaged = changed((answer) => ({
			...answer,
			body: new TextDecoder().decode(
				Buffer.from(
					Buffer.from(answer.body).toString('latin1').replaceAll('unknown_0007', 'unknown_\xff007'),
					'latin1',
				),
			),
		}));
		const read = await readFaces(damaged, siteId(900));
		expect(read).toHaveLength(whole.length);
		expect(read.some(({ person }) => person.includes('\ufffd'))).toBe(true);
	});
});
