import { serviceParameters, startJob, startQuery, type StartOptions } from '../../../../vidicore/jobs/startJob';
import { ConnectionError } from '../../../../vidicore/transport';
import { answeringVidiCore, ok, status, type Answer } from '../../../support/answeringVidiCore';

const path = '/API/item/VX-1/analyze';
const listed = ok({
	hits: 1,
	job: [{ jobId: 'VX-9', status: 'READY', data: [{ key: 'n8nCorrelation', value: 'word' }] }],
});
const page = '<!doctype html><title>Sign in</title>';
const methods = (requests: Array<{ method: string }>) => requests.map(({ method }) => method);
const start = (answer: Answer) => {
	const { http, requests } = answeringVidiCore(({ method }) => (method === 'POST' ? answer : listed));
	return { requests, job: startJob(http, path, { resourceId: 'VX-2', correlation: 'word' }) };
};

test.each<[string, Answer]>([
	['408', status(408)],
	['a page with 200', ok(page)],
	['a page with 302', status(302, page)],
	['a page with 502', status(502, page)],
	['a page with 500', status(500, page)],
	['500', status(500)],
	['503', status(503)],
	['504', status(504)],
	['an empty answer', ok('')],
	['a cut answer', ok('{"jobId":"VX')],
	['a job without a state', ok({ jobId: 'VX-9' })],
	['a cancel', new ConnectionError('ERR_CANCELED', 'cancelled')],
	['another cancel', new ConnectionError('ABORT_ERR', 'cancelled')],
	['a cut connection', new ConnectionError('ECONNRESET', 'cut')],
	['a time-out', new ConnectionError('ETIMEDOUT', 'late')],
	['no answer for an unknown reason', new ConnectionError('', 'no answer')],
])('%s leaves open whether the job was started: it is looked for, and the POST goes out once', async (_, answer) => {
	const { job, requests } = start(answer);
	expect(await job).toMatchObject({ jobId: 'VX-9' });
	expect(methods(requests)).toEqual(['POST', 'GET']);
	const query = new URLSearchParams(requests[1]?.path.split('?')[1]);
	expect([query.get('user'), query.get('jobmetadata'), query.get('metadata')]).toEqual([
		'true',
		'n8nCorrelation=word',
		'true',
	]);
});

test.each<[string, Answer, string]>([
	['400', status(400, '{"invalidInput":{"explanation":"no"}}'), 'invalidInput'],
	['401', status(401), 'notAuthorized'],
	['403', status(403), 'forbidden'],
	['404', status(404, '{"notFound":{"type":"Item","id":"VX-1"}}'), 'notFound'],
	['a page with 404', status(404, page), 'notVidiCore'],
	['a page with 400', status(400, page), 'notVidiCore'],
	['409', status(409), 'conflict'],
	['501', status(501), 'notYetImplemented'],
	['a refused connection', new ConnectionError('ECONNREFUSED', 'refused'), 'unreachable'],
	['an unknown host', new ConnectionError('ENOTFOUND', 'unknown'), 'unreachable'],
])('%s is a plain refusal: told as it is, without a look', async (_, answer, kind) => {
	const { job, requests } = start(answer);
	await expect(job).rejects.toMatchObject({ kind });
	expect(methods(requests)).toEqual(['POST']);
});

test('an aborted signal stops no look, only the pauses between them', async () => {
	const { http, requests, clock } = answeringVidiCore(({ method }) =>
		method === 'POST' ? status(504) : ok({ job: [] }),
	);
	const options = { resourceId: 'VX-2', correlation: 'word' };
	await expect(startJob(http, path, options, AbortSignal.abort())).rejects.toMatchObject({ kind: 'unknownStart' });
	expect(methods(requests)).toEqual(['POST', 'GET', 'GET', 'GET']);
	expect(clock.now()).toBe(0);
});

test('a reading that was cancelled is not asked again', async () => {
	const { http, requests } = answeringVidiCore(() => new ConnectionError('ERR_CANCELED', 'cancelled'));
	await expect(http.json('GET', '/API/job')).rejects.toMatchObject({ kind: 'cancelled' });
	expect(requests).toHaveLength(1);
});

describe('what is sent', () => {
	const all: StartOptions = {
		type: 'TYPE',
		resourceId: 'VX-2',
		callbackId: 'VX-3',
		tag: 'lowres',
		priority: 'HIGH',
		service: [
			['ConfidenceThreshold', '0.75'],
			['cognitive_service_Own', 'a=b & c'],
		],
		metadata: [['key', 'value']],
		correlation: 'word',
	};

	test('is all that was set, each once and in this order, and the word that marks it', async () => {
		const { http, requests } = answeringVidiCore(() => ok({ jobId: 'VX-9', status: 'READY' }));
		await startJob(http, path, all);
		expect(requests).toHaveLength(1);
		expect(requests[0]).toMatchObject({ method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } });
		expect(requests[0]?.path.split('?')[0]).toBe(path);
		expect([...new URLSearchParams(requests[0]?.path.split('?')[1])]).toEqual([
			['type', 'TYPE'],
			['resourceId', 'VX-2'],
			['callbackId', 'VX-3'],
			['tag', 'lowres'],
			['priority', 'HIGH'],
			['jobmetadata', 'cognitive_service_ConfidenceThreshold=0.75'],
			['jobmetadata', 'cognitive_service_Own=a=b & c'],
			['jobmetadata', 'key=value'],
			['jobmetadata', 'n8nCorrelation=word'],
		]);
	});

	test('is nothing that was not set', () => {
		expect(startQuery({ correlation: 'word' })).toEqual([]);
		expect(serviceParameters({})).toEqual([]);
	});
});

describe('when nobody can tell whether it was started', () => {
	const options = { resourceId: 'VX-2', correlation: 'word' };
	const advice = 'Look for a job with n8nCorrelation=word before starting it again.';
	const unclear = async (look: Answer) => {
		const { http, clock } = answeringVidiCore(({ method }) => (method === 'POST' ? status(504) : look));
		const job = startJob(http, path, options);
		const error = await job.then(
			() => new Error('It was started'),
			(one: unknown) => one as Error,
		);
		return { error, took: clock.now() };
	};

	test('it says that none is listed, after three looks', async () => {
		const { error, took } = await unclear(ok({ hits: 0, job: [] }));
		expect(error).toMatchObject({ kind: 'unknownStart', status: 504 });
		expect(error.message).toContain(
			`; VidiCore lists no job for this start, so most likely none was started. ${advice}`,
		);
		expect(took).toBe(7500);
	});

	test('it says that VidiCore could not be asked', async () => {
		const { error } = await unclear(status(403));
		expect(error.message).toContain(
			`; and VidiCore could not be asked afterwards, so it is not known whether a job was started. ${advice}`,
		);
	});

	test.each<[string, object, boolean]>([
		['of another start', { data: [{ key: 'n8nCorrelation', value: 'other' }] }, false],
		['without any word', { data: [] }, false],
		['whose words VidiCore does not list, though it was asked for this one', {}, true],
	])('a job %s is taken: %s', async (_, more, taken) => {
		const { http } = answeringVidiCore(({ method }) =>
			method === 'POST' ? status(504) : ok({ hits: 1, job: [{ jobId: 'VX-9', status: 'READY', ...more }] }),
		);
		const job = startJob(http, path, options);
		if (taken) expect(await job).toMatchObject({ jobId: 'VX-9' });
		else await expect(job).rejects.toMatchObject({ kind: 'unknownStart' });
	});

	test('a VidiCore that is away does not hold the looks for longer than twenty seconds each', async () => {
		const busy = { ...status(503), headers: { 'retry-after': '12' } } as Answer;
		const { http, clock } = answeringVidiCore(({ method }) => (method === 'POST' ? status(504) : busy));
		await expect(startJob(http, path, options)).rejects.toMatchObject({ kind: 'unknownStart' });
		expect(clock.now()).toBeGreaterThan(20_000);
		expect(clock.now()).toBeLessThanOrEqual(7500 + 3 * 20_000);
	});
});
