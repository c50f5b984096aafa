import fc from 'fast-check';
import { VidiCoreHttp } from '../../../vidicore/http';
import { startJob } from '../../../vidicore/jobs/startJob';
import { waitForJobs } from '../../../vidicore/jobs/waitForJobs';
import { ConnectionError, type Clock, type VidiCoreRequest, type VidiCoreResponse } from '../../../vidicore/transport';

type Answer = VidiCoreResponse | ConnectionError;
const ok = (body: unknown): Answer => ({
	status: 200,
	headers: {},
	body: typeof body === 'string' ? body : JSON.stringify(body),
});
const status = (code: number, headers = {}): Answer => ({ status: code, headers, body: '' });

/** A VidiCore that gives these answers in turn (the last one for ever), and a clock that only moves by sleeping. */
function scripted(answer: (request: VidiCoreRequest, count: number, now: number) => Answer) {
	const requests: VidiCoreRequest[] = [];
	const slept: number[] = [];
	let now = 0;
	const clock: Clock = {
		now: () => now,
		sleep: async (ms) => {
			slept.push(ms);
			now += ms;
		},
	};
	const http = new VidiCoreHttp(async (request) => {
		requests.push(request);
		const given = answer(request, requests.length, now);
		return given instanceof ConnectionError ? await Promise.reject(given) : given;
	}, clock);
	return { http, requests, slept, clock };
}
const inTurn = (...answers: Answer[]) => scripted((_, count) => answers[Math.min(count, answers.length) - 1] as Answer);

test('a reading is repeated after 503, a cut connection and a cut answer, with growing pauses', async () => {
	const { http, slept } = inTurn(status(503), new ConnectionError('ECONNRESET', 'cut'), ok('{"a":'), ok({ a: 1 }));
	expect(await http.json('GET', '/API/x')).toEqual({ a: 1 });
	expect(slept).toEqual([500, 1000, 2000]);
});

test.each([400, 401, 403, 404, 409])('%d is final', async (code) => {
	const { http, requests } = inTurn(status(code));
	await expect(http.json('GET', '/API/x')).rejects.toMatchObject({ status: code });
	expect(requests).toHaveLength(1);
});

test('an unknown host is not asked again', async () => {
	const { http, requests } = inTurn(new ConnectionError('ENOTFOUND', 'no such host'));
	await expect(http.json('GET', '/API/x')).rejects.toMatchObject({ kind: 'unreachable', code: 'ENOTFOUND' });
	expect(requests).toHaveLength(1);
});

describe('starting a paid job', () => {
	const start = (http: VidiCoreHttp) =>
		startJob(http, '/API/item/VX-1/analyze', { resourceId: 'VX-2', correlation: 'word' });
	const troubles = fc.constantFrom<Answer>(
		status(500),
		status(502),
		status(503),
		status(504),
		ok('{"jobId":"VX'),
		ok('<html>'),
		ok({}),
		new ConnectionError('ECONNRESET', 'cut'),
		new ConnectionError('ETIMEDOUT', 'late'),
		new ConnectionError('ECONNREFUSED', 'refused'),
		status(401),
		status(404),
	);

	test('whatever happens, the POST goes out once', async () => {
		await fc.assert(
			fc.asyncProperty(troubles, fc.boolean(), fc.nat(3), async (trouble, taken, appearsAfter) => {
				let looks = 0;
				const { http, requests } = scripted(({ method }) =>
					method === 'POST'
						? trouble
						: ok({ job: taken && looks++ >= appearsAfter ? [{ jobId: 'VX-9', status: 'READY' }] : [] }),
				);
				await start(http).catch(() => undefined);
				expect(requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
			}),
		);
	});

	test('after an unclear answer the job is found by its correlation word', async () => {
		const { http, requests } = scripted(({ method }) =>
			method === 'POST' ? new ConnectionError('ECONNRESET', 'cut') : ok({ job: [{ jobId: 'VX-9', status: 'READY' }] }),
		);
		expect(await start(http)).toMatchObject({ jobId: 'VX-9' });
		expect(requests[1]?.path).toContain('jobmetadata=n8nCorrelation%3Dword');
	});

	test('a plain refusal is told as it is, without looking', async () => {
		const { http, requests } = inTurn(status(404));
		await expect(start(http)).rejects.toMatchObject({ status: 404 });
		expect(requests).toHaveLength(1);
	});
});

describe('waiting', () => {
	const job = (id: string, state: string) => ({ jobId: id, status: state });

	test('ends at its limit, to the millisecond of the clock, and says the last state', async () => {
		const { http, clock } = scripted(() => ok(job('VX-1', 'VIDINET_JOB')));
		expect((await waitForJobs(http, ['VX-1'], { limitMs: 61_234, maxPauseMs: 15_000 })).get('VX-1')).toEqual({
			kind: 'timedOut',
			lastStatus: 'VIDINET_JOB',
		});
		expect(clock.now()).toBe(61_234);
	});

	test('outlives a VidiCore that is away for ten minutes, but not one that was never there', async () => {
		const { http } = scripted((_, __, now) =>
			now > 5000 && now < 600_000
				? new ConnectionError('ECONNREFUSED', 'down')
				: ok(job('VX-1', now < 600_000 ? 'STARTED' : 'FINISHED')),
		);
		expect((await waitForJobs(http, ['VX-1'], { limitMs: 3_600_000, maxPauseMs: 15_000 })).get('VX-1')).toMatchObject({
			kind: 'ended',
		});
		const { http: never } = inTurn(new ConnectionError('ECONNREFUSED', 'down'));
		await expect(waitForJobs(never, ['VX-1'], { limitMs: 60_000, maxPauseMs: 15_000 })).rejects.toMatchObject({
			kind: 'unreachable',
		});
	});

	test('without the right to list jobs each is read by itself', async () => {
		const { http } = scripted(({ path }) =>
			path.startsWith('/API/job?') ? status(403) : ok(job(path.slice(9, 13), 'FINISHED')),
		);
		const results = await waitForJobs(http, ['VX-1', 'VX-2'], { limitMs: 1000, maxPauseMs: 1000 });
		expect([...results.values()].map(({ kind }) => kind)).toEqual(['ended', 'ended']);
	});

	test('a cancelled wait ends with the round', async () => {
		const { http } = scripted(() => ok(job('VX-1', 'STARTED')));
		expect(
			(await waitForJobs(http, ['VX-1'], { limitMs: 60_000, maxPauseMs: 1000, signal: AbortSignal.abort() })).get(
				'VX-1',
			),
		).toMatchObject({ kind: 'cancelled' });
	});
});
