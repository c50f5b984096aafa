import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { meant } from '../../../../nodes/kit/field';
import { options } from '../../../../nodes/kit/fields/grouped';
import { costFields } from '../../../../nodes/paidJobs/cost';
import { startFree } from '../../../../nodes/paidJobs/startFree';
import { startOnce, type Start } from '../../../../nodes/paidJobs/startOnce';
import { answeringVidiCore, ok, status, type Answer } from '../../../support/answeringVidiCore';

// What keeps a start from being sent, and what becomes of the budget when it was refused. Each VidiCore has an address
// of its own, because what was started is remembered for as long as the process lives.
let servers = 0;
const group = options(costFields);
const estimate = ok({ id: 'e', state: 'FINISHED', service: [{ cost: { value: 3, unit: 'USD' } }] });
const started = ok({ jobId: 'VX-9', status: 'READY' });

/** A job of somebody else's that does what was asked the cost of. */
const doing = (path: string) => ({
	jobId: 'VX-8',
	status: 'STARTED',
	data: [
		{ key: 'itemId', value: 'VX-1' },
		...new URLSearchParams(path.split('?')[1])
			.getAll('jobmetadata')
			.map((entry) => ({ key: entry.split('=')[0], value: entry.split('=')[1] }))
			.filter(({ key }) => key !== 'n8nCorrelation'),
	],
});

function vidiCore({ state = 'ONLINE', post = (): Answer => started, jobs = [] as object[] } = {}) {
	const context = {
		getWorkflowDataProxy: () => ({ $runIndex: 0 }),
		getInstanceId: () => 'instance',
		getWorkflow: () => ({ id: 'workflow' }),
		getExecutionId: () => 'execution',
		getNode: () => ({ id: 'node' }),
	} as unknown as IExecuteFunctions;
	const way = { post, jobs, startedMeanwhile: false };
	const { http, requests, clock } = answeringVidiCore(
		({ method, path }) => {
			if (path.startsWith('/API/cost')) {
				if (way.startedMeanwhile) way.jobs = [doing(path)];
				return estimate;
			}
			if (path.startsWith('/API/resource')) return ok({ id: 'VX-2', vidinet: { type: 'COGNITIVE_SERVICE', state } });
			if (path.startsWith('/API/job/')) return ok(way.jobs[0]);
			return method === 'POST' ? way.post() : ok({ hits: way.jobs.length, job: way.jobs });
		},
		`http://refusing-${(servers += 1)}.example.com`,
	);
	const start = (given: IDataObject = {}, change: Partial<Start> = {}, signal?: AbortSignal) =>
		startOnce({ context, item: 0, signal }, http, {
			path: '/API/item/VX-1/analyze',
			options: { resourceId: 'VX-2' },
			of: { itemId: 'VX-1' },
			about: String(requests.length), // no two are the same
			cost: meant(group, given),
			marks: [],
			givesWay: false,
			useDone: true,
			whenDone: () => ({ reason: 'the same was done' }),
			...change,
		});
	const asked = (part: string) => requests.filter(({ path }) => path.startsWith(part)).length;
	const posts = () => requests.filter(({ method, path }) => method === 'POST' && !path.startsWith('/API/cost')).length;
	const free = () =>
		startFree({ context, item: 0, signal: undefined }, http, {
			path: '/API/item/VX-1/thumbnail',
			options: {},
			about: '1@PAL',
		});
	return { start, free, posts, asked, way, clock };
}

test('a service that is off gets no job', async () => {
	const { start, posts } = vidiCore({ state: 'OFFLINE' });
	await expect(start()).rejects.toThrow(/is OFFLINE/);
	expect(posts()).toBe(0);
});

test('without a service nobody asks for its state, nor for a cost', async () => {
	const { start, asked } = vidiCore({ state: 'OFFLINE' });
	expect(await start({}, { options: {} })).toMatchObject({ started: true, jobId: 'VX-9' });
	expect([asked('/API/resource'), asked('/API/cost')]).toEqual([0, 0]);
});

test('above the budget nothing is started, and the output says why', async () => {
	const { start, posts } = vidiCore();
	expect(await start({ budget: 3 })).toMatchObject({ started: true, estimatedCost: 3 });
	expect(await start({ budget: 3 })).toEqual({
		started: false,
		reason: 'It would cost 3 USD, and 3 of the budget of 3 are spent in this run already',
		estimatedCosts: [{ amount: 3, currency: 'USD' }],
		estimatedCost: 3,
		currency: 'USD',
	});
	expect(posts()).toBe(1);
});

test('a start that was plainly refused is given back to the budget, one that is unclear is not', async () => {
	const { start, way } = vidiCore({ post: () => status(400) });
	await expect(start({ budget: 3 })).rejects.toMatchObject({ kind: 'invalidInput' });
	way.post = () => status(504);
	await expect(start({ budget: 3 })).rejects.toMatchObject({ kind: 'unknownStart' });
	way.post = () => started;
	expect(await start({ budget: 3 })).toMatchObject({
		started: false,
		reason: expect.stringMatching(/budget/) as unknown,
	});
});

test('what only fails is not started, and nothing is asked for it', async () => {
	const { start, posts, asked } = vidiCore();
	const refuse = () => {
		throw new Error('It is a picture');
	};
	await expect(start({ estimateCost: true }, { refuse })).rejects.toThrow('It is a picture');
	expect([posts(), asked('/API/cost')]).toEqual([0, 0]);
});

test('a cancel before the turn starts nothing, and says so', async () => {
	const { start, posts } = vidiCore();
	await expect(start({}, {}, AbortSignal.abort())).rejects.toMatchObject({
		message: 'The execution was cancelled; nothing was started',
		kind: 'cancelled',
		request: { method: 'POST', path: '/API/item/VX-1/analyze' },
	});
	expect(posts()).toBe(0);
});

test('an unclear start is looked for patiently for two minutes, and then as any other', async () => {
	for (const [later, looks] of [
		[119_000, 4],
		[120_000, 1],
	] as const) {
		const { start, way, clock, asked } = vidiCore({ post: () => status(504) });
		const same = { about: 'the same' };
		await expect(start({}, same)).rejects.toMatchObject({ kind: 'unknownStart' });
		way.post = () => started;
		const began = clock.now();
		await clock.sleep(later);
		const before = asked('/API/job');
		expect([began > 0, await start({}, same)]).toMatchObject([true, { started: true }]);
		expect([later, asked('/API/job') - before]).toEqual([later, looks]);
	}
});

test('what was started while VidiNet named the cost is used', async () => {
	const { start, posts, way } = vidiCore();
	way.startedMeanwhile = true;
	expect(await start({ estimateCost: true })).toMatchObject({
		started: false,
		jobId: 'VX-8',
		reason: 'The same is running already',
	});
	expect(posts()).toBe(0);
});

test('an analysis of somebody else is the same in whatever order its parameters stand', async () => {
	const parameter = (name: string) => ({ key: `cognitive_service_${name}`, value: name });
	const data = [{ key: 'itemId', value: 'VX-1' }, parameter('B'), parameter('C'), parameter('A')];
	const { start, posts, way } = vidiCore({ jobs: [{ jobId: 'VX-8', status: 'STARTED', type: 'ANALYZE', data }] });
	for (const names of ['ABC', 'CBA', 'BCA']) {
		const service = [...names].map((name) => [name, name] as const);
		expect(await start({}, { options: { service } })).toMatchObject({ started: false, jobId: 'VX-8' });
	}
	way.jobs = [{ jobId: 'VX-8', status: 'STARTED', type: 'ANALYZE', data: data.slice(0, -1) }];
	const service = [...'ABC'].map((name) => [name, name] as const);
	expect(await start({}, { options: { service } })).toMatchObject({ started: true });
	expect(posts()).toBe(1);
});

test('where nobody can tell whether another was started at the same moment, the output says so', async () => {
	const { start, way } = vidiCore();
	way.post = () => {
		way.jobs = [];
		return started;
	};
	const row = await start({}, { givesWay: true });
	expect(row).toMatchObject({
		started: true,
		hint: expect.stringMatching(
			/started elsewhere at the same moment is not known.*before both are billed\.$/,
		) as unknown,
	});
	expect(await start()).not.toHaveProperty('hint');
});

test('a job of VidiCore’s own asks for no service and no cost, and is started once', async () => {
	const { free, posts, asked, way } = vidiCore();
	expect(await free()).toMatchObject({ started: true, jobId: 'VX-9' });
	expect(asked('/API/job')).toBe(1); // before the start, and never after it
	way.jobs = [{ jobId: 'VX-9', status: 'STARTED' }];
	expect(await free()).toMatchObject({ started: false, jobId: 'VX-9' });
	expect([posts(), asked('/API/resource'), asked('/API/cost')]).toEqual([1, 0, 0]);
});
