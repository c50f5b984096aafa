import fc from 'fast-check';
import type { JobDocument } from '../../../../vidicore/jobs/documents';
import { giveWay } from '../../../../vidicore/jobs/giveWay';
import type { StartOptions } from '../../../../vidicore/jobs/startJob';
import { runningStates } from '../../../../vidicore/jobs/state';
import { answeringVidiCore, ok, status, type Answer } from '../../../support/answeringVidiCore';

// Which of those stay that were started at the same moment, and what is told when it is not certain.
const sought = { itemId: 'VX-1', request: 'print', correlation: 'word', done: true };
const options: StartOptions = { resourceId: 'VX-2', correlation: 'word' };
const job = (number: number, state = 'READY', request = 'print'): JobDocument => ({
	jobId: `VX-${number}`,
	status: state,
	type: 'ANALYZE',
	data: [
		{ key: 'itemId', value: 'VX-1' },
		{ key: 'n8nRequest', value: request },
	],
});

interface Way {
	/** From when on, in ms, the list holds the job of that id. */
	listedFrom?: Record<string, number>;
	listAnswers?: (looks: number) => Answer | undefined;
	abortAnswers?: (job: JobDocument) => Answer;
}

const abortIt = (one: JobDocument): Answer => {
	one.status = 'ABORTED_PENDING';
	return ok('');
};

/** A VidiCore with these jobs, as one of those who start sees it. Others see the same jobs by a clock of their own. */
function vidiCore(jobs: JobDocument[], { listedFrom = {}, listAnswers, abortAnswers = abortIt }: Way = {}) {
	let looks = 0;
	const { http, requests, clock } = answeringVidiCore(({ method, path }, now) => {
		const id = /^\/API\/job\/([^?]+)/.exec(path)?.[1];
		const one = jobs.find(({ jobId }) => jobId === id);
		if (method === 'DELETE') return one ? abortAnswers(one) : status(404);
		if (id !== undefined) return one ? ok(one) : status(404);
		looks += 1;
		const listed = jobs.filter(({ jobId, status: state }) => {
			const isWanted = new URLSearchParams(path.split('?')[1]).get('state')?.split(',').includes(state);
			return isWanted && now >= (listedFrom[jobId] ?? 0);
		});
		return listAnswers?.(looks) ?? ok({ hits: listed.length, job: listed });
	});
	const compare = (own: JobDocument, signal?: AbortSignal) => giveWay(http, own, sought, options, signal);
	const aborted = () => requests.filter(({ method }) => method === 'DELETE').map(({ path }) => path);
	return { compare, aborted, requests, clock };
}

test('alone it stays, after one look', async () => {
	const own = job(100);
	const { compare, requests } = vidiCore([own, job(101), job(99, 'READY', 'another')]);
	expect(await compare(own)).toEqual({});
	expect(requests.map(({ method }) => method)).toEqual(['GET']);
	const query = new URLSearchParams(requests[0]?.path.split('?')[1]);
	expect([query.get('state'), query.get('sort')]).toEqual([runningStates.join(','), 'jobId asc']);
});

test('when the same was started before it, it is aborted, no other job is, and VidiCore is told why', async () => {
	const [first, second, own, later] = [job(99), job(100), job(101), job(102)];
	const { compare, aborted } = vidiCore([later, own, second, first]);
	expect(await compare(own)).toEqual({ before: first });
	expect(aborted()).toEqual(['/API/job/VX-101?reason=The%20same%20was%20started%20before%20it%3A%20VX-99']);
	expect([first, second, own, later].map((one) => one.status)).toEqual(['READY', 'READY', 'ABORTED_PENDING', 'READY']);
});

test('the number counts, not the order of the letters', async () => {
	const [first, own] = [job(99), job(100)];
	expect(await vidiCore([first, own]).compare(first)).toEqual({});
	expect(await vidiCore([first, own]).compare(own)).toEqual({ before: first });
});

test.each(['FINISHED', 'FAILED_TOTAL', 'ABORTED', 'ABORTED_PENDING', 'ABORT_PENDING'])(
	'one before it that is %s is none to give way to',
	async (state) => {
		const own = job(100);
		const { compare, aborted } = vidiCore([job(99, state), own]);
		expect(await compare(own)).toEqual({});
		expect(aborted()).toEqual([]);
	},
);

test('it looks until its own job is listed, because those before it may not be listed either', async () => {
	const [first, own] = [job(99), job(100)];
	const { compare, clock } = vidiCore([first, own], { listedFrom: { 'VX-99': 2500, 'VX-100': 2500 } });
	expect(await compare(own)).toEqual({ before: first });
	expect(clock.now()).toBe(2500);
});

test('a job that has ended meanwhile is not waited for', async () => {
	const own = job(100, 'FINISHED');
	const { compare, clock } = vidiCore([own]);
	expect(await compare(own)).toEqual({});
	expect(clock.now()).toBe(0);
});

test.each<[string, Way]>([
	['the list cannot be read', { listAnswers: () => status(403) }],
	['the list never holds it', { listedFrom: { 'VX-100': Infinity } }],
])('when %s, it stays, and that is told', async (_, way) => {
	const own = job(100);
	const { compare, aborted, clock } = vidiCore([own], way);
	expect((await compare(own)).unclear).toMatch(/same moment is not known: .*(403|not list VX-100 yet)/);
	expect(aborted()).toEqual([]);
	expect(clock.now()).toBe(7500);
});

test.each<[string, (one: JobDocument) => Answer, RegExp | undefined]>([
	['is refused', () => status(403), /VX-101 at the same moment, and aborting it is not certain: .*403.*it is READY/],
	['is answered by somebody else', () => ok(''), /not certain: it is READY/],
	[
		'comes too late',
		(one) => {
			one.status = 'FINISHED';
			return ok('');
		},
		/not certain: it is FINISHED/,
	],
	[
		'is done, and the answer is lost',
		(one) => {
			one.status = 'ABORTED';
			return status(400);
		},
		undefined,
	],
])('an abort that %s', async (_, abortAnswers, words) => {
	const [first, own] = [job(100), job(101)];
	const { before, unclear } = await vidiCore([first, own], { abortAnswers }).compare(own);
	expect(before).toEqual(first);
	expect(unclear ?? '').toMatch(words ?? /^$/);
});

test('a cancel shortens the pauses, and the one that is too much is aborted all the same', async () => {
	const [first, own] = [job(100), job(101)];
	const { compare, aborted, clock } = vidiCore([first, own]);
	expect(await compare(own, AbortSignal.abort())).toEqual({ before: first });
	expect([aborted().length, clock.now()]).toEqual([1, 0]);
});

describe('so many at the same moment, looking in any order, with lists that lag behind', () => {
	const starters = fc.array(
		fc.record({ number: fc.integer({ min: 1, max: 3000 }), turn: fc.nat(), lag: fc.nat(7000) }),
		{
			minLength: 2,
			maxLength: 8,
		},
	);
	const stayed = async (given: Array<{ number: number; turn: number; lag: number }>) => {
		const numbers = [...new Map(given.map((one) => [one.number, one])).values()];
		const jobs = numbers.map(({ number }) => job(number));
		const listedFrom = Object.fromEntries(numbers.map(({ number, lag }) => [`VX-${number}`, lag]));
		const order = numbers.map(({ turn }, at) => ({ turn, own: jobs[at] })).sort((a, b) => a.turn - b.turn);
		// Each waits a while by its own clock; what they do to the jobs they all see.
		await Promise.all(order.map(async ({ own }) => own && (await vidiCore(jobs, { listedFrom }).compare(own))));
		return jobs.filter(({ status: state }) => state === 'READY').map(({ jobId }) => Number(jobId.slice(3)));
	};

	test('exactly the first stays where what was started before is listed before', async () => {
		await fc.assert(
			fc.asyncProperty(starters, async (given) => {
				const lags = given.map(({ lag }) => lag).sort((a, b) => a - b);
				const ordered = [...given]
					.sort((a, b) => a.number - b.number)
					.map((one, at) => ({ ...one, lag: lags[at] ?? 0 }));
				expect(await stayed(ordered)).toEqual([Math.min(...given.map(({ number }) => number))]);
			}),
		);
	});

	test('the first stays in any case: never are all of them aborted', async () => {
		await fc.assert(
			fc.asyncProperty(starters, async (given) => {
				expect(await stayed(given)).toContain(Math.min(...given.map(({ number }) => number)));
			}),
		);
	});
});
