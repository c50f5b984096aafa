import type { JobDocument } from '../../../../vidicore/jobs/documents';
import type { EarlierJob } from '../../../../vidicore/jobs/earlierJob';
import { lastTraining, trainingSince } from '../../../../vidicore/jobs/trainings';
import { answeringVidiCore, ok } from '../../../support/answeringVidiCore';

type Data = Record<string, string>;
let next = 0;
const job = (state: string, data: Data = {}, more: Partial<JobDocument> = {}): JobDocument => ({
	jobId: `VX-${(next += 1)}`,
	status: state,
	data: Object.entries(data).map(([key, value]) => ({ key, value })),
	...more,
});
const listing = (...jobs: JobDocument[]) => answeringVidiCore(() => ok({ hits: jobs.length, job: jobs }));
const queryOf = (path = '') => new URLSearchParams(path.split('?')[1]);
const found = (earlier: EarlierJob | undefined) => earlier && [earlier.job.jobId, earlier.why];
const own = { n8nCollection: 'VX-5', n8nTrainedService: 'VX-2' };

test('the last one of a collection: one that runs, else the newest that ended well', async () => {
	const last = async (...jobs: JobDocument[]) => found(await lastTraining(listing(...jobs).http, 'VX-5'));
	const [failed, newest, older, runs] = [
		job('FAILED_TOTAL', own),
		job('FINISHED_WARNING', own),
		job('FINISHED', own),
		job('VIDINET_JOB', own),
	];
	expect(await last(failed, newest, older, runs)).toEqual([runs.jobId, 'running']);
	expect(await last(failed, newest, older)).toEqual([newest.jobId, 'done']);
	expect(await last(failed, job('FINISHED', { ...own, n8nCollection: 'VX-6' }))).toBeUndefined();
});

describe('a training since an analysis', () => {
	const analysis = job(
		'FINISHED',
		{},
		{ started: '2026-03-01T10:00:00.000+0000', finished: '2026-03-01T11:00:00.000+0000' },
	);
	const training = (finished: string | undefined, state = 'FINISHED', service = 'VX-2') =>
		job(state, { n8nTrainedService: service }, { finished });
	const since = async (...jobs: JobDocument[]) => (await trainingSince(listing(...jobs).http, 'VX-2', analysis))?.jobId;

	test('is one of the same service that ended well after the analysis had begun', async () => {
		const late = training('2026-03-01T10:00:00.001+0000');
		expect(await since(late)).toBe(late.jobId);
		for (const other of [
			training('2026-03-01T10:00:00.000+0000'),
			training('2026-02-28T23:00:00.000+0000'),
			training('2026-03-02T10:00:00.000+0000', 'FAILED_TOTAL'),
			training('2026-03-02T10:00:00.000+0000', 'FINISHED', 'VX-3'),
			training(undefined, 'STARTED'),
		])
			expect(await since(other)).toBeUndefined();
	});

	test('is asked for by its time, and not at all when that of the analysis is unknown', async () => {
		const { http, requests } = listing();
		await trainingSince(http, 'VX-2', { ...analysis, started: undefined });
		expect(requests).toEqual([]);
		await trainingSince(http, 'VX-2', analysis);
		const query = queryOf(requests[0]?.path);
		expect([query.get('jobmetadata'), query.get('finishtime-from')]).toEqual([
			'n8nTrainedService=VX-2',
			'2026-03-01T10:00:00.000Z',
		]);
	});
});
