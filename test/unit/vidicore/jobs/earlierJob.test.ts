import fc from 'fast-check';
import type { JobDocument } from '../../../../vidicore/jobs/documents';
import { findEarlierJob, notListedYet, type EarlierJob, type SoughtJob } from '../../../../vidicore/jobs/earlierJob';
import type { StartOptions } from '../../../../vidicore/jobs/startJob';
import { answeringVidiCore, ok, status, type Answer } from '../../../support/answeringVidiCore';

type Data = Record<string, string>;
let next = 0;
const job = (state: string, data: Data = {}, more: Partial<JobDocument> = {}): JobDocument => ({
	jobId: `VX-${(next += 1)}`,
	status: state,
	type: 'ANALYZE',
	data: Object.entries(data).map(([key, value]) => ({ key, value })),
	...more,
});
const listing = (...jobs: JobDocument[]) => answeringVidiCore(() => ok({ hits: jobs.length, job: jobs }));
const queryOf = (path = '') => new URLSearchParams(path.split('?')[1]);
const found = (earlier: EarlierJob | undefined) => earlier && [earlier.job.jobId, earlier.why];

const options: StartOptions = { resourceId: 'VX-2', correlation: 'word', service: [['KeyframeInterval', '2']] };
const parameters = { cognitive_service_KeyframeInterval: '2' };
const ofItem: SoughtJob = { itemId: 'VX-1', request: 'print', correlation: 'word', done: true };
const running = ['READY', 'STARTED', 'VIDINET_JOB', 'WAITING', 'HOLD', 'A_WORD_TO_COME'];
const well = ['FINISHED', 'FINISHED_WARNING'];
const badly = ['FAILED_TOTAL', 'ABORTED', 'ABORTED_PENDING', 'ABORT_PENDING'];

describe('of an item', () => {
	const same = { itemId: 'VX-1', n8nRequest: 'print', ...parameters };
	const look = async (jobs: JobDocument[], sought: Partial<SoughtJob> = {}) =>
		found(await findEarlierJob(listing(...jobs).http, { ...ofItem, ...sought }, options));

	test('the list is asked for the analyses of that item by anybody, newest first, with their metadata', async () => {
		const { http, requests } = listing();
		expect(await findEarlierJob(http, ofItem, options)).toBeUndefined();
		expect(requests.map(({ method }) => method)).toEqual(['GET']);
		expect(Object.fromEntries(queryOf(requests[0]?.path))).toEqual({
			user: 'false',
			type: 'ANALYZE',
			jobmetadata: 'itemId=VX-1',
			metadata: 'true',
			sort: 'startTime desc',
			first: '1',
			number: '100',
		});
	});

	test('a page that is shorter than was asked for is not the end of the list', async () => {
		const others = Array.from({ length: 5 }, () => job('STARTED', { itemId: 'VX-1', n8nRequest: 'another' }));
		const one = job('STARTED', same);
		const all = [...others, one];
		const { http, requests } = answeringVidiCore(({ path }) => {
			const from = Number(queryOf(path).get('first')) - 1;
			return ok({ hits: all.length, job: all.slice(Math.max(0, from - 1), from + 2) }); // shifted by one
		});
		expect(found(await findEarlierJob(http, ofItem, options))).toEqual([one.jobId, 'running']);
		expect(requests).toHaveLength(3);
	});

	test.each(running)('one in the state %s runs', async (state) => {
		const one = job(state, same);
		expect(await look([one])).toEqual([one.jobId, 'running']);
		expect(await look([one], { done: false })).toEqual([one.jobId, 'running']);
	});

	test.each(well)('one in the state %s is done, and counts only when that is wanted', async (state) => {
		const one = job(state, same);
		expect(await look([one])).toEqual([one.jobId, 'done']);
		expect(await look([one], { done: false })).toBeUndefined();
	});

	test.each(badly)('one in the state %s is not there', async (state) => {
		expect(await look([job(state, same)])).toBeUndefined();
	});

	test.each([...running, ...well, ...badly])('an attempt of this very start counts in the state %s', async (state) => {
		for (const sought of [{}, { done: false }]) {
			const one = job(state, { ...same, n8nCorrelation: 'word' });
			expect(await look([one], sought)).toEqual([one.jobId, 'retry']);
			const lost = job(state, { ...same, n8nCorrelation: 'lost word' });
			expect(await look([lost], { ...sought, lost: 'lost word' })).toEqual([lost.jobId, 'retry']);
		}
		expect(found(await findEarlierJob(listing(job('FAILED_TOTAL', same)).http, ofItem, options))).toBeUndefined();
	});

	test('an attempt of this start goes before one that runs, that before the newest that is done', async () => {
		const [attempt, runs, newest, older] = [
			job('FAILED_TOTAL', { ...same, n8nCorrelation: 'word' }),
			job('STARTED', same),
			job('FINISHED', same),
			job('FINISHED', same),
		];
		expect(await look([newest, older, runs, attempt])).toEqual([attempt.jobId, 'retry']);
		expect(await look([newest, older, runs])).toEqual([runs.jobId, 'running']);
		expect(await look([newest, older])).toEqual([newest.jobId, 'done']);
	});

	test('another request, and the same of another item, are not the same', async () => {
		for (const other of [
			{ ...same, n8nRequest: 'another' },
			{ ...same, itemId: 'VX-9' },
		])
			for (const state of ['STARTED', 'FINISHED']) expect(await look([job(state, other)])).toBeUndefined();
	});

	test('one that somebody else started counts while it runs, with the same parameters of the service', async () => {
		const stranger = { itemId: 'VX-1', ...parameters, anything: 'else' };
		const one = job('STARTED', stranger);
		expect(await look([one])).toEqual([one.jobId, 'running']);
		for (const state of [...well, ...badly]) expect(await look([job(state, stranger)])).toBeUndefined();
		expect(await look([job('STARTED', stranger, { type: 'TRANSCODE' })])).toBeUndefined();
		for (const other of [
			{ itemId: 'VX-1' },
			{ ...stranger, cognitive_service_KeyframeInterval: '1' },
			{ ...stranger, cognitive_service_Other: '1' },
			{ ...stranger, itemId: 'VX-9' },
		])
			expect(await look([job('STARTED', other)])).toBeUndefined();
	});

	test('a job without metadata is nobody’s', async () => {
		expect(await look([job('STARTED', {}, { data: undefined })])).toBeUndefined();
	});

	test.each<[string, Answer]>([
		['500', status(500)],
		['403', status(403)],
		['a page', ok('<html></html>')],
		['a cut list', ok('{"job":[')],
	])('nothing is concluded from %s', async (_, answer) => {
		await expect(findEarlierJob(answeringVidiCore(() => answer).http, ofItem, options)).rejects.toThrow();
	});
});

describe('looking again', () => {
	test('it is found if it is listed within the pauses, and not waited for any longer', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(fc.nat(5000), { maxLength: 4 }), fc.nat(10_000), async (pauses, listedAt) => {
				const one = job('STARTED', { itemId: 'VX-1', n8nRequest: 'print' });
				const { http, clock, requests } = answeringVidiCore((_, now) => ok({ job: now >= listedAt ? [one] : [] }));
				const all = pauses.reduce((sum, pause) => sum + pause, 0);
				const earlier = await findEarlierJob(http, ofItem, options, undefined, pauses);
				expect(earlier?.job).toEqual(listedAt <= all ? one : undefined);
				expect(clock.now()).toBeLessThanOrEqual(all);
				if (!earlier) expect([clock.now(), requests.length]).toEqual([all, pauses.length + 1]);
			}),
		);
	});

	test('an abort ends it with that look', async () => {
		const { http, requests } = listing();
		await findEarlierJob(http, ofItem, options, AbortSignal.abort(), [500, 2000]);
		expect(requests).toHaveLength(1);
	});
});

describe('of a training', () => {
	const own = {
		n8nCollection: 'VX-5',
		n8nTrainedService: 'VX-2',
		n8nNewPictures: '12',
		n8nRequest: 'twelve',
		...parameters,
	};
	const look = async (newPictures: number, jobs: JobDocument[], more: Partial<SoughtJob> = {}) => {
		const training = { collectionId: 'VX-5', newPictures };
		const sought = { training, request: 'fewer', correlation: 'word', done: true, ...more };
		const { http, requests } = listing(...jobs);
		const earlier = found(await findEarlierJob(http, sought, options));
		expect(queryOf(requests[0]?.path).getAll('jobmetadata')).toEqual(['n8nCollection=VX-5']);
		return earlier;
	};

	test('the same is told by its fingerprint', async () => {
		const [runs, done] = [job('STARTED', own), job('FINISHED', own)];
		expect(await look(12, [runs], { request: 'twelve' })).toEqual([runs.jobId, 'running']);
		expect(await look(12, [done], { request: 'twelve' })).toEqual([done.jobId, 'done']);
		expect(await look(12, [done], { request: 'twelve', done: false })).toBeUndefined();
	});

	test('one that has begun to write what it learned is the same: fewer pictures are new than at its start', async () => {
		const one = job('STARTED', own);
		expect(await look(11, [one])).toEqual([one.jobId, 'running']);
		expect(await look(0, [one])).toEqual([one.jobId, 'running']);
		for (const more of [12, 13]) expect(await look(more, [one])).toBeUndefined();
	});

	test('not so when it has ended, teaches another service, has other parameters or another collection', async () => {
		for (const state of [...well, ...badly]) expect(await look(11, [job(state, own)])).toBeUndefined();
		for (const other of [
			{ ...own, n8nTrainedService: 'VX-3' },
			{ ...own, cognitive_service_QualitySetting: 'Mid' },
			{ ...own, n8nCollection: 'VX-6' },
			{ ...own, n8nNewPictures: '' },
		])
			expect(await look(11, [job('STARTED', other)])).toBeUndefined();
	});
});

describe('a job that VidiCore does not list yet', () => {
	const look = async (answer: Answer, done = true) =>
		(await notListedYet(answeringVidiCore(() => answer).http, 'VX-9', done))?.why;

	test('is read by its id and counts as a listed one would', async () => {
		for (const state of running) expect(await look(ok(job(state)), false)).toBe('running');
		for (const state of well)
			expect([await look(ok(job(state))), await look(ok(job(state)), false)]).toEqual(['done', undefined]);
		for (const state of badly) expect(await look(ok(job(state)))).toBeUndefined();
	});

	test(
		'is not there when VidiCore does not know it or does not show it; when VidiCore cannot be asked nothing is ' +
			'concluded',
		async () => {
			const unknown = JSON.stringify({ notFound: { type: 'Job', id: 'VX-9' } });
			expect(await look(status(404, unknown))).toBeUndefined();
			expect(await look(status(403))).toBeUndefined();
			for (const answer of [status(500), ok('{"jobId":'), ok({ other: 1 })])
				await expect(look(answer)).rejects.toThrow();
		},
	);
});
