import fc from 'fast-check';
import type { VidiCoreHttp } from '../../../../vidicore/http';
import { startJob } from '../../../../vidicore/jobs/startJob';
import { waitForJobs } from '../../../../vidicore/jobs/waitForJobs';
import { ConnectionError, type VidiCoreRequest } from '../../../../vidicore/transport';
import { answeringVidiCore, ok, status, type Answer } from '../../../support/answeringVidiCore';

const job = (jobId: string, state: string) => ({ jobId, status: state });
const single = (path: string) => /^\/API\/job\/([^?]+)/.exec(path)?.[1];

test.each<[string, Answer]>([
	['503', status(503)],
	['429', status(429)],
	['a cut connection', new ConnectionError('ECONNRESET', 'cut')],
	['a refused connection', new ConnectionError('ECONNREFUSED', 'refused')],
	['a cut answer', ok('{"id":"VX')],
])('a POST is not repeated after %s; a GET, PUT and DELETE are', async (_, trouble) => {
	const sent = async (method: 'GET' | 'PUT' | 'POST' | 'DELETE') => {
		const { http, requests } = answeringVidiCore(() => trouble);
		await expect(http.json(method, '/API/x')).rejects.toThrow();
		return requests.length;
	};
	expect([await sent('POST'), await sent('GET'), await sent('PUT'), await sent('DELETE')]).toEqual([1, 4, 4, 4]);
});

test('no key in the message of any failure', async () => {
	const words = 'cannot reach s3://KEY:open-sesame@bucket/ nor https://x/?token=open-sesame';
	for (const trouble of [
		new ConnectionError('EPROTO', words),
		status(400, JSON.stringify({ invalidInput: { explanation: words } })),
		status(502, `<title>${words}</title>`),
		ok(words),
		ok(`{"${words}`),
	]) {
		const { http } = answeringVidiCore(() => trouble);
		const error: unknown = await http.json('GET', '/API/x').catch((caught: unknown) => caught);
		expect(error).toBeInstanceOf(Error);
		expect(`${String(error)} ${JSON.stringify(error)}`).not.toMatch(/open-sesame|KEY/);
	}
});

describe('starting a paid job whose answer got lost', () => {
	const start = (http: VidiCoreHttp) =>
		startJob(http, '/API/item/VX-1/analyze', { resourceId: 'VX-2', correlation: 'word' });
	const lost = fc.constantFrom<Answer>(
		status(500),
		status(502, '<html>'),
		status(503),
		status(504),
		ok('{"jobId":"VX'),
		ok(''),
		ok({}),
		ok('[]'),
		new ConnectionError('ECONNRESET', 'cut'),
		new ConnectionError('ETIMEDOUT', 'late'),
	);
	const found = ok({ job: [{ ...job('VX-9', 'READY'), data: [{ key: 'n8nCorrelation', value: 'word' }] }] });
	const notYet = fc.constantFrom<Answer>(
		ok({}),
		ok({ hits: 0, job: [] }),
		status(500),
		status(503),
		status(403),
		ok('{"job":['),
		new ConnectionError('ECONNRESET', 'cut'),
	);
	const posts = (requests: VidiCoreRequest[]) => requests.filter(({ method }) => method === 'POST').length;

	test('it is found if VidiCore lists it within 7.5 s, whatever the list answers until then; one POST', async () => {
		await fc.assert(
			fc.asyncProperty(lost, notYet, fc.nat(7500), async (answer, before, listedAt) => {
				const { http, requests } = answeringVidiCore(({ method }, now) =>
					method === 'POST' ? answer : now < listedAt ? before : found,
				);
				expect(await start(http)).toMatchObject({ jobId: 'VX-9' });
				expect(posts(requests)).toBe(1);
			}),
		);
	});

	test('if it never shows up the error says by which word to look for it; one POST', async () => {
		await fc.assert(
			fc.asyncProperty(lost, notYet, async (answer, before) => {
				const { http, requests } = answeringVidiCore(({ method }) => (method === 'POST' ? answer : before));
				await expect(start(http)).rejects.toMatchObject({
					kind: 'unknownStart',
					message: expect.stringContaining('n8nCorrelation=word') as unknown,
				});
				expect(posts(requests)).toBe(1);
			}),
		);
	});

	test.each<[string, Answer, RegExp]>([
		['a list without it: most likely none was started', ok({ job: [] }), /most likely none/],
		['no list at all: nobody knows', status(500), /not known whether/],
	])('%s', async (_, list, words) => {
		const { http } = answeringVidiCore(({ method }) => (method === 'POST' ? status(504) : list));
		await expect(start(http)).rejects.toThrow(words);
	});

	test.each(['ECONNREFUSED', 'ENOTFOUND'])(
		'%s cannot have started one: told as it is, without a look',
		async (code) => {
			const { http, requests } = answeringVidiCore(() => new ConnectionError(code, 'no'));
			await expect(start(http)).rejects.toMatchObject({ kind: 'unreachable', code });
			expect(requests).toHaveLength(1);
		},
	);
});

describe('waiting for jobs', () => {
	const hour = { limitMs: 3_600_000, maxPauseMs: 15_000 };
	/** Jobs that run until their time. The list shows what runs; a single reading shows everything. */
	const running = (endsAt: Record<string, number>) =>
		answeringVidiCore(({ path }, now) => {
			const id = single(path);
			const state = (name: string) => (now < (endsAt[name] ?? 0) ? 'STARTED' : 'FINISHED');
			if (id !== undefined) return id in endsAt ? ok(job(id, state(id))) : status(404);
			return ok({
				job: Object.keys(endsAt)
					.filter((name) => state(name) === 'STARTED')
					.map((name) => job(name, 'STARTED')),
			});
		});

	test.each<[string, Answer]>([
		['gives no answer', new ConnectionError('ECONNRESET', 'cut')],
		['asks for half a minute', { status: 503, headers: { 'retry-after': '30' }, body: '' }],
	])(
		'the limit holds when VidiCore %s from the second round on, and no request may outlast it by more than five seconds',
		async (_, trouble) => {
			const { http, requests, clock } = answeringVidiCore((__, now) =>
				now === 0 ? ok(job('VX-1', 'STARTED')) : trouble,
			);
			expect((await waitForJobs(http, ['VX-1'], { limitMs: 61_000, maxPauseMs: 15_000 })).get('VX-1')).toEqual({
				kind: 'timedOut',
				lastStatus: 'STARTED',
			});
			expect(clock.now()).toBe(61_000);
			expect(requests.at(-1)?.timeoutMs).toBe(5_000);
		},
	);

	test('the limit is kept to the millisecond, and no pause is longer than asked', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.nat(400_000),
				fc.integer({ min: 1000, max: 60_000 }),
				fc.constantFrom(1, 3),
				async (limitMs, maxPauseMs, count) => {
					const ids = ['VX-1', 'VX-2', 'VX-3'].slice(0, count);
					const { http, clock } = running(Object.fromEntries(ids.map((id) => [id, Infinity])));
					const sleep = jest.spyOn(clock, 'sleep');
					const results = await waitForJobs(http, ids, { limitMs, maxPauseMs });
					expect([...results.values()]).toEqual(ids.map(() => ({ kind: 'timedOut', lastStatus: 'STARTED' })));
					expect(clock.now()).toBe(limitMs);
					expect(Math.max(0, ...sleep.mock.calls.map(([ms]) => ms))).toBeLessThanOrEqual(maxPauseMs);
				},
			),
		);
	});

	test('a job that ends on the very last millisecond has ended', async () => {
		const { http } = running({ 'VX-1': 61_234 });
		expect((await waitForJobs(http, ['VX-1'], { ...hour, limitMs: 61_234 })).get('VX-1')).toMatchObject({
			kind: 'ended',
		});
	});

	test('200 jobs cost one request a round and one each at their end', async () => {
		const ids = Array.from({ length: 200 }, (_, n) => `VX-${n}`);
		const { http, requests, clock } = running(Object.fromEntries(ids.map((id) => [id, 100_000])));
		const sleep = jest.spyOn(clock, 'sleep');
		expect([...(await waitForJobs(http, [...ids, ...ids], hour)).values()].every(({ kind }) => kind === 'ended')).toBe(
			true,
		);
		expect(requests.filter(({ path }) => single(path) !== undefined)).toHaveLength(200);
		expect(requests).toHaveLength(200 + sleep.mock.calls.length + 1);
	});

	test('one unknown job does not spoil the others', async () => {
		const { http } = running({ 'VX-1': 5000, 'VX-2': 90_000 });
		const results = await waitForJobs(http, ['VX-1', 'VX-404', 'VX-2'], hour);
		expect(['VX-1', 'VX-404', 'VX-2'].map((id) => results.get(id)?.kind)).toEqual(['ended', 'unreadable', 'ended']);
	});

	test.each([1, 2])('VidiCore away for ten minutes in the middle: %d job(s) end all the same', async (count) => {
		await fc.assert(
			fc.asyncProperty(
				fc.constantFrom<Answer>(
					status(500),
					status(502, '<html>'),
					status(503),
					new ConnectionError('ECONNREFUSED', 'down'),
				),
				fc.integer({ min: 1, max: 90_000 }),
				async (trouble, from) => {
					const ids = ['VX-1', 'VX-2'].slice(0, count);
					const { http } = answeringVidiCore(({ path }, now) => {
						const state = now < 800_000 ? 'STARTED' : 'FINISHED';
						if (now >= from && now < from + 600_000) return trouble;
						const id = single(path);
						return ok(
							id === undefined
								? { job: state === 'STARTED' ? ids.map((name) => job(name, state)) : [] }
								: job(id, state),
						);
					});
					expect([...(await waitForJobs(http, ids, hour)).values()].map(({ kind }) => kind)).toEqual(
						ids.map(() => 'ended'),
					);
				},
			),
		);
	});

	test('a password changed in the middle ends the wait', async () => {
		const { http, clock } = answeringVidiCore((_, now) => (now < 60_000 ? ok(job('VX-1', 'STARTED')) : status(401)));
		await expect(waitForJobs(http, ['VX-1'], hour)).rejects.toMatchObject({ kind: 'notAuthorized' });
		expect(clock.now()).toBeLessThan(80_000);
	});

	test('cancelling ends the wait with that round, with the last state', async () => {
		const abort = new AbortController();
		const { http, clock } = answeringVidiCore((_, now) => {
			if (now > 30_000) abort.abort();
			return ok(job('VX-1', 'VIDINET_JOB'));
		});
		expect((await waitForJobs(http, ['VX-1'], { ...hour, signal: abort.signal })).get('VX-1')).toEqual({
			kind: 'cancelled',
			lastStatus: 'VIDINET_JOB',
		});
		expect(clock.now()).toBeLessThan(46_000);
	});
});
