import { jobOutput } from '../../../../nodes/paidJobs/jobOutput';
import type { JobDocument } from '../../../../vidicore/jobs/documents';

// What our nodes hand on of a job.

const job = (more: Partial<JobDocument> = {}): JobDocument => ({ jobId: 'VX-9', status: 'STARTED', ...more });
const failed = { data: [{ key: 'errorMessage', value: 'no disk' }] };

test('what VidiCore does not say is absent', () => {
	expect(jobOutput(job())).toEqual({ jobId: 'VX-9', status: 'STARTED', outcome: 'running' });
	expect(jobOutput(job({ type: '', user: '', started: '', finished: '', data: [] }))).toEqual(jobOutput(job()));
});

test('all that it says is there, flat', () => {
	const all = job({
		type: 'ANALYZE',
		user: 'ada',
		priority: 'HIGH',
		started: '2026-11-30T10:00:00.000+0100',
		finished: '2026-11-30T10:01:00.000+0100',
		status: 'FAILED_TOTAL',
		data: [{ key: 'itemId', value: 'VX-1' }, { key: 'item', value: 'VX-5' }, ...failed.data],
	});
	expect(jobOutput(all)).toEqual({
		jobId: 'VX-9',
		status: 'FAILED_TOTAL',
		outcome: 'failed',
		type: 'ANALYZE',
		itemId: 'VX-1',
		user: 'ada',
		priority: 'HIGH',
		startedAt: '2026-11-30T09:00:00.000Z',
		finishedAt: '2026-11-30T09:01:00.000Z',
		errorMessage: 'no disk',
	});
	expect(jobOutput(job({ data: [{ key: 'item', value: 'VX-5' }] }))).toMatchObject({ itemId: 'VX-5' });
});

test.each([
	['FAILED_TOTAL', true],
	['ABORTED', true],
	['FINISHED_WARNING', true],
	['FINISHED', false],
	['STARTED', false],
])('%s says why: %s', (status, says) => {
	expect('errorMessage' in jobOutput(job({ status, ...failed }))).toBe(says);
	expect(jobOutput(job({ status }))).not.toHaveProperty('errorMessage');
});
