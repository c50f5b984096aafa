import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { VidiCoreHttp, type HttpSettings } from '../../../vidicore/http';
import { startJob } from '../../../vidicore/jobs/startJob';
import { waitForJobs } from '../../../vidicore/jobs/waitForJobs';
import { limits } from '../../../vidicore/retries';
import { ConnectionError, type VidiCoreRequest, type VidiCoreResponse } from '../../../vidicore/transport';

type Answer = Partial<VidiCoreResponse> | ConnectionError;
const begin = Date.parse('2026-11-25T08:00:00Z');

/** A VidiCore that answers so each time, after that many ms unless they are over before; sleeping moves the clock. */
function slow(answer: (count: number) => { after?: number; is: Answer }, settings: HttpSettings = {}) {
	const requests: VidiCoreRequest[] = [];
	const slept: number[] = [];
	let now = begin;
	const http = new VidiCoreHttp(
		async (request) => {
			requests.push(request);
			const { after = 0, is } = answer(requests.length);
			now += Math.min(after, request.timeoutMs);
			if (after > request.timeoutMs) throw new ConnectionError('ETIMEDOUT', 'http://v did not answer in time');
			return is instanceof ConnectionError ? await Promise.reject(is) : { status: 200, headers: {}, body: '', ...is };
		},
		{ now: () => now, sleep: async (ms) => void [slept.push(ms), (now += ms)] },
		'',
		settings,
	);
	return { http, requests, slept, took: () => now - begin };
}

const error = async (call: Promise<unknown>) => (await call.then(() => undefined).catch((e: unknown) => e)) as Error;
const always = (is: Answer, after?: number) => () => ({ is, after });

describe('how long', () => {
	test('a server that never answers ends a call after two minutes, and the error says so', async () => {
		const { http, requests, took } = slow(always({}, Infinity));
		const failed = await error(http.json('GET', '/API/x'));
		expect(failed).toMatchObject({
			kind: 'unreachable',
			message: 'http://v did not answer in time (tried 2 times in 120 seconds)',
			tried: { attempts: 2, ms: 120_000 },
		});
		expect([requests.length, took()]).toEqual([2, 120_000]);
	});

	test('a POST has the same time, for its one attempt', async () => {
		const { http, requests, took } = slow(always({}, Infinity));
		expect((await error(http.json('POST', '/API/x'))).message).toMatch(/\(tried once, for 120 seconds\)$/);
		expect([requests.length, took()]).toEqual([1, 120_000]);
	});

	test('a start that is never answered, nor looked up, ends after three minutes; one POST', async () => {
		const { http, requests, took } = slow(always({}, Infinity));
		const failed = await error(startJob(http, '/API/item/VX-1/analyze', { resourceId: 'VX-2', correlation: 'word' }));
		expect(failed).toMatchObject({
			kind: 'unknownStart',
			message: expect.stringMatching(/tried once, for 120 seconds\).*not known whether a job was started/) as string,
		});
		expect(requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
		expect(took()).toBeLessThan(200_000);
	});

	test('an upload has ten minutes', async () => {
		const { http, took } = slow(always({}, Infinity));
		await error(http.json('POST', '/API/x', { body: new Uint8Array(9) }));
		expect(took()).toBe(600_000);
	});

	test('a slow answer is waited for', async () => {
		const { http } = slow(always({ body: '{"a":1}' }, 89_000));
		expect(await http.json('GET', '/API/x')).toEqual({ a: 1 });
	});

	test('the deadline of a wait counts more than the time of a call', async () => {
		const { http, took } = slow(always({}, Infinity));
		await error(http.json('GET', '/API/x', { deadline: begin + 7_000 }));
		expect(took()).toBe(7_000);
	});

	test('however many calls, an operation ends after half an hour, before it sends anything more', async () => {
		const { http, requests, took } = slow(always({ body: '{"a":1}' }, 80_000));
		const ask = () => error(http.json('GET', '/API/x'));
		let failed: unknown;
		while (failed === undefined) failed = await ask();
		expect(failed).toMatchObject({ kind: 'unreachable', tried: { ms: 40_000 } });
		expect(await ask()).toMatchObject({
			kind: 'tookTooLong',
			neverSent: true,
			message: 'VidiCore has taken 30 minutes for 23 requests, all there is for one operation',
		});
		expect(requests).toHaveLength(23);
		expect(took()).toBe(1_800_000);
	});
});

test('a wait has its own time, also in an operation whose time is over', async () => {
	const { http, took } = slow(always({ body: '{"a":1}' }, 80_000));
	const deadline = begin + 86_400_000;
	while (took() < 3_600_000) await http.json('GET', '/API/x', { deadline });
	expect(await http.json('GET', '/API/x')).toEqual({ a: 1 });
});

describe('how often', () => {
	test.each([429, 500, 502, 503, 504])('%d: a GET, PUT and DELETE four times, a POST once', async (status) => {
		for (const [method, times] of [
			['GET', 4],
			['PUT', 4],
			['DELETE', 4],
			['POST', 1],
		] as const) {
			const { http, requests, slept } = slow(always({ status }));
			const failed = await error(http.send(method, '/API/x'));
			expect(failed).toMatchObject({ status, tried: { attempts: times } });
			expect([requests.length, slept]).toEqual([times, times === 1 ? [] : [500, 1000, 2000]]);
			expect(failed.message).toContain(times === 1 ? `(${status})` : '(tried 4 times in 3.5 seconds)');
		}
	});

	test.each([400, 401, 403, 404, 409, 501])('%d once', async (status) => {
		const { http, requests } = slow(always({ status }));
		await error(http.send('GET', '/API/x'));
		expect(requests).toHaveLength(1);
	});

	test('a DELETE that finds nothing after a lost answer has deleted', async () => {
		const gone = { status: 404, body: '{"notFound":{"type":"Item","id":"VX-1"}}' };
		for (const lost of [new ConnectionError('ECONNRESET', 'cut'), { status: 502 }, { status: 500 }])
			await slow((count) => ({ is: count === 1 ? lost : gone })).http.send('DELETE', '/API/item/VX-1');
		for (const before of [new ConnectionError('ECONNREFUSED', 'no'), { status: 429 }]) {
			const { http } = slow((count) => ({ is: count === 1 ? before : gone }));
			expect(await error(http.send('DELETE', '/API/item/VX-1'))).toMatchObject({ kind: 'notFound' });
		}
		const page = slow((count) => ({ is: count === 1 ? { status: 502 } : { status: 404, body: '<html>' } }));
		expect(await error(page.http.send('DELETE', '/API/item/VX-1'))).toMatchObject({ kind: 'notVidiCore' });
		const once = slow(always(gone));
		expect(await error(once.http.send('DELETE', '/API/item/VX-1'))).toMatchObject({ kind: 'notFound' });
		const put = slow((count) => ({ is: count === 1 ? { status: 502 } : gone }));
		expect(await error(put.http.send('PUT', '/API/item/VX-1'))).toMatchObject({ kind: 'notFound' });
	});
});

describe('Retry-After', () => {
	const ask = (headers: Record<string, string>) =>
		slow((count) => ({ is: count === 1 ? { status: 503, headers } : { body: '{"a":1}' } }));

	test.each([
		['in seconds', { 'retry-after': '7' }, 7_000],
		['as a date', { 'retry-after': 'Wed, 25 Nov 2026 08:00:40 GMT' }, 40_000],
		[
			'as a date of another clock',
			{ 'retry-after': 'Wed, 25 Nov 2026 09:30:09 GMT', date: 'Wed, 25 Nov 2026 09:30:00 GMT' },
			9_000,
		],
		['that is over', { 'retry-after': 'Wed, 25 Nov 2026 07:00:00 GMT' }, 500],
		['of no time', { 'retry-after': '0' }, 500],
		['that is none', { 'retry-after': '1.5' }, 500],
		['of words', { 'retry-after': 'soon' }, 500],
	])('%s', async (_, headers: Record<string, string>, pause) => {
		const { http, slept } = ask(headers);
		expect(await http.json('GET', '/API/x')).toEqual({ a: 1 });
		expect(slept).toEqual([pause]);
	});

	test.each([
		['86400', '2026-11-26 08:00:00 UTC'],
		['Thu, 26 Nov 2026 07:00:00 GMT', '2026-11-26 07:00:00 UTC'],
		['116', '2026-11-25 08:01:56 UTC'],
	])('%s is longer than a call may take: the error comes at once and says until when', async (header, until) => {
		const { http, requests, slept } = ask({ 'retry-after': header });
		const failed = await error(http.json('GET', '/API/x'));
		expect(failed.message).toBe(`VidiCore had trouble (503) and asks to wait until ${until}`);
		expect(failed).toMatchObject({ retryAt: Date.parse(until.replace(' UTC', 'Z')) });
		expect([requests.length, slept]).toEqual([1, []]);
	});

	test('of a final answer means nothing', async () => {
		const { http } = slow(always({ status: 404, headers: { 'retry-after': '9999' } }));
		expect((await error(http.json('GET', '/API/x'))).message).toBe('VidiCore answered 404');
	});
});

test('a wait leaves VidiCore alone as long as it asks for, and goes on', async () => {
	const asked: number[] = [];
	let now = begin;
	const http = new VidiCoreHttp(
		async () => {
			asked.push((now - begin) / 1000);
			if (asked.length === 2)
				return { status: 429, headers: { 'retry-after': '600' } as Record<string, string>, body: '' };
			const status = asked.length < 4 ? 'STARTED' : 'FINISHED';
			return { status: 200, headers: {}, body: JSON.stringify({ jobId: 'VX-1', status }) };
		},
		{ now: () => now, sleep: async (ms) => void (now += ms) },
	);
	const results = await waitForJobs(http, ['VX-1'], { limitMs: 3_600_000, maxPauseMs: 1000 });
	expect(results.get('VX-1')).toMatchObject({ kind: 'ended' });
	expect(asked).toEqual([0, 1, 601, 602]);
});

test('docs/retries.md names these times', () => {
	const docs = readFileSync(join(__dirname, '../../../docs/retries.md'), 'utf8');
	expect(limits).toMatchObject({ attempts: 4, answerMs: 90_000, callMs: 120_000, uploadMs: 600_000 });
	expect(limits).toMatchObject({ downloadMs: 21_600_000, stallMs: 60_000 });
	expect(limits).toMatchObject({ operationMs: 1_800_000, firstPauseMs: 500, partMs: 150_000, partAttempts: 8 });
	for (const words of [
		'4 times',
		'90 s',
		'120 s',
		'10 minutes',
		'30 minutes',
		'0.5 s, 1 s and 2 s',
		'150 s',
		'8 times',
		'6 hours',
		'60 s',
	])
		expect(docs).toContain(words);
});
