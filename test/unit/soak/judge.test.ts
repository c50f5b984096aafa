import { paidOf, troubles, type Ended, type Judged } from '../../soak/judge';

// What a soak is judged by must notice what it is made for.
const job = (number: number, mark: string, status = 'FINISHED', type = 'ANALYZE') => ({
	...{ jobId: `VX-${number}`, status, type },
	data: [{ key: 'cognitive_service_Mark', value: mark }],
});

test('a second paid job for the same word is a double, one that was aborted is none', () => {
	const jobs = [
		job(1, 'ingest-1'),
		job(2, 'ingest-1', 'ABORTED'),
		job(3, 'ingest-2'),
		job(4, 'ingest-2', 'STARTED'),
		job(5, 'retrain-1', 'FINISHED', 'TRAIN'),
		{ jobId: 'VX-6', status: 'FINISHED', type: 'CONFORM' },
	];
	expect(paidOf(jobs)).toEqual({ analyses: 3, trainings: 1, doubles: ['ingest-2'] });
});

const well: Ended = { success: 9, error: 1, crashed: 1, unclear: 0 };
const judged = (change: Partial<Judged> = {}, left: Partial<Judged['left']> = {}): Judged => ({
	executions: { ingest: well, asking: { ...well, error: 0, crashed: 0 } },
	errors: new Map(),
	paid: { analyses: 9, trainings: 9, doubles: [] },
	alerts: { told: { jobs: 9, missed: 2, twice: 0 }, asking: { jobs: 9, missed: 0, twice: 0 } },
	left: {
		...{ notifications: 0, runningJobs: 0, itemsWithoutFile: 3, callbackFiles: 0 },
		queue: { keys: 18, waiting: 0, active: 0 },
		...left,
	},
	...change,
});

test('what failed clearly is no trouble', () => {
	expect(troubles(judged())).toEqual([]);
});

const missed = { told: { jobs: 9, missed: 0, twice: 0 }, asking: { jobs: 9, missed: 1, twice: 0 } };

test.each<[string, Judged]>([
	['neither finished nor failed clearly: 1', judged({ executions: { ingest: { ...well, unclear: 1 } } })],
	['second time: 1', judged({ paid: { analyses: 2, trainings: 0, doubles: ['ingest-2'] } })],
	['notifications left in VidiCore: 1', judged({}, { notifications: 1 })],
	['jobs that still run: 1', judged({}, { runningJobs: 1 })],
	['callback folder: 1', judged({}, { callbackFiles: 1 })],
	['left in Redis: 2', judged({}, { queue: { keys: 9, waiting: 1, active: 1 } })],
	['missed, although no execution failed: 1', judged({ alerts: missed })],
])('%s', (words, one) => {
	expect(troubles(one)).toEqual([expect.stringContaining(words)]);
});

test('what the polling trigger told to an execution that crashed is no trouble of its own', () => {
	expect(troubles(judged({ alerts: missed, executions: { asking: well } }))).toEqual([]);
});
