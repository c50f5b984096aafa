import { firstStarted, startedBefore } from '../../../../vidicore/jobs/startedBefore';

// Everybody who looks must see the same order of jobs, or two would give way to each other.

const job = (jobId: string) => ({ jobId, status: 'STARTED' });
const before = (one: string, other: string) => startedBefore(job(one), job(other));

test.each([
	['VX-9', 'VX-10'],
	['VX-99', 'VX-1000'],
	['A2-9', 'A1-10'],
	['A-7', 'B-7'],
	['VX-1', 'VX-without'],
	['a', 'b'],
])('%s was started before %s, and not the other way round', (one, other) => {
	expect([before(one, other), before(other, one)]).toEqual([true, false]);
});

test('no job was started before itself', () => {
	expect([before('VX-1', 'VX-1'), before('x', 'x')]).toEqual([false, false]);
});

test('the first of several is the same in whatever order they are listed; of none there is none', () => {
	const jobs = ['VX-12', 'VX-9', 'VX-100'].map(job);
	for (const listed of [jobs, [...jobs].reverse(), [...jobs.slice(1), ...jobs.slice(0, 1)]])
		expect(firstStarted(listed)?.jobId).toBe('VX-9');
	expect(firstStarted([job('VX-9'), job('VX-9')])?.jobId).toBe('VX-9');
	expect(firstStarted([])).toBeUndefined();
});
