import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { meant } from '../../../../nodes/kit/field';
import { options } from '../../../../nodes/kit/fields/grouped';
import { costFields } from '../../../../nodes/paidJobs/cost';
import { startOnce, type Start } from '../../../../nodes/paidJobs/startOnce';
import type { JobDocument } from '../../../../vidicore/jobs/documents';
import { answeringVidiCore, ok, status } from '../../../support/answeringVidiCore';

// What marks a start and the work it asks for, and what is asked before it costs. Each test has a VidiCore at an
// address of its own, because what was started is remembered for as long as the process lives.
let servers = 0;
const anotherAddress = () => `http://vidicore-${(servers += 1)}.example.com`;

interface Place {
	instance?: string;
	workflow?: string;
	execution?: string;
	node?: string;
	round?: number;
	item?: number;
}

const basic: Start = {
	path: '/API/item/VX-1/analyze',
	options: {
		resourceId: 'VX-2',
		callbackId: 'VX-3',
		tag: 'lowres',
		service: [
			['A', '1'],
			['B', '2'],
		],
	},
	of: { itemId: 'VX-1' },
	about: 'VX-7:3',
	cost: meant(options(costFields), {}),
	marks: [],
	givesWay: true,
	useDone: true,
	whenDone: () => ({ reason: 'done' }),
};

/** A VidiCore that keeps what is started in it. `way` says what goes wrong on the way to it. */
function vidiCore(estimate: object = {}) {
	const jobs: JobDocument[] = [];
	const way = { answersGetLost: false, listIsEmpty: false, listFails: false, othersAreFirst: false };
	const abort = new AbortController();
	const { http, requests } = answeringVidiCore(({ method, path }) => {
		const query = new URLSearchParams(path.split('?')[1]);
		if (path.startsWith('/API/cost')) return ok(estimate);
		const service = /^\/API\/resource\/vidinet\/([^?]+)/.exec(path)?.[1];
		if (service !== undefined)
			return ok({ id: service, vidinet: { type: 'COGNITIVE_SERVICE', name: 'Faces', state: 'ONLINE' } });
		if (method !== 'POST' && way.listFails) return status(500);
		const single = /^\/API\/job\/([^?]+)/.exec(path)?.[1];
		const one = jobs.find(({ jobId }) => jobId === single);
		if (one && method === 'DELETE') one.status = 'ABORTED';
		if (single !== undefined) return ok(one);
		const listed = way.listIsEmpty ? [] : [...jobs].reverse();
		if (method !== 'POST') return ok({ hits: listed.length, job: listed });
		const data = query
			.getAll('jobmetadata')
			.map((entry) => ({ key: entry.split('=')[0] ?? '', value: entry.split('=')[1] }));
		const job = {
			jobId: `VX-${jobs.length + 100}`,
			status: 'STARTED',
			data: [{ key: 'itemId', value: 'VX-1' }, ...data],
		};
		if (way.othersAreFirst) {
			const marks = data.filter(({ key }) => key !== 'n8nCorrelation');
			jobs.push({ ...job, data: [{ key: 'itemId', value: 'VX-1' }, ...marks] });
			job.jobId = `VX-${jobs.length + 100}`;
		}
		jobs.push(job);
		way.listFails = way.answersGetLost;
		return way.answersGetLost ? status(504) : ok(job);
	}, anotherAddress());
	const start = (change: Partial<Start> = {}, place: Place = {}, given: IDataObject = {}) =>
		startOnce({ context: contextAt(place), item: place.item ?? 0, signal: abort.signal }, http, {
			...basic,
			...change,
			cost: meant(costOptions, given),
		});
	const posts = () => requests.filter(({ method, path }) => method === 'POST' && !path.startsWith('/API/cost'));
	const sent = (key: string) =>
		posts().map(({ path }) =>
			new URLSearchParams(path.split('?')[1])
				.getAll('jobmetadata')
				.find((entry) => entry.startsWith(`${key}=`))
				?.slice(key.length + 1),
		);
	const end = (state: string) =>
		jobs.filter(({ status: now }) => now !== 'ABORTED').forEach((job) => (job.status = state));
	return { start, posts, sent, end, way, abort, requests };
}

const costOptions = options(costFields);

const contextAt = (place: Place): IExecuteFunctions =>
	({
		getWorkflowDataProxy: () => ({ $runIndex: place.round ?? 0 }),
		getInstanceId: () => place.instance ?? 'instance',
		getWorkflow: () => ({ id: place.workflow ?? 'workflow' }),
		getExecutionId: () => place.execution ?? 'execution',
		getNode: () => ({ id: place.node ?? 'node' }),
	}) as unknown as IExecuteFunctions;

describe('the fingerprint of the work', () => {
	const changes: Array<[string, Partial<Start>]> = [
		['the item', { path: '/API/item/VX-9/analyze' }],
		['the version of the media', { about: 'VX-7:4' }],
		['the service', { options: { ...basic.options, resourceId: 'VX-9' } }],
		['the callback', { options: { ...basic.options, callbackId: undefined } }],
		['the shape', { options: { ...basic.options, tag: undefined } }],
		['a parameter of the service', { options: { ...basic.options, service: [['A', '1']] } }],
		[
			'a value of such a parameter',
			{
				options: {
					...basic.options,
					service: [
						['A', '1'],
						['B', '3'],
					],
				},
			},
		],
	];

	test.each(changes)('is another one when it differs in %s: two jobs', async (_, change) => {
		const { start, posts, sent } = vidiCore();
		expect([(await start()).started, (await start(change, { execution: 'later' })).started]).toEqual([true, true]);
		expect(posts()).toHaveLength(2);
		expect(new Set(sent('n8nRequest')).size).toBe(2);
	});

	test('is the same whoever asks, with another priority, and in whatever order the parameters stand', async () => {
		const { start, posts } = vidiCore();
		const first = await start();
		const turned = { ...basic.options, service: [...(basic.options.service ?? [])].reverse() };
		for (const [change, place] of [
			[{}, { execution: 'later' }],
			[{}, { workflow: 'other', instance: 'other', node: 'other', item: 3, round: 2, execution: 'other' }],
			[{ options: { ...basic.options, priority: 'HIGH' } }, { execution: 'urgent' }],
			[{ options: turned }, { execution: 'turned' }],
		] as Array<[Partial<Start>, Place]>)
			expect(await start(change, place)).toMatchObject({ started: false, jobId: first.jobId });
		expect(posts()).toHaveLength(1);
	});
});

describe('the word that marks a start', () => {
	test.each<[string, Place]>([
		['execution', { execution: 'other' }],
		['node', { node: 'other' }],
		['round of a loop', { round: 1 }],
		['item', { item: 1 }],
		['workflow', { workflow: 'other' }],
		['n8n', { instance: 'other' }],
	])(
		'is another one in another %s: there the job is one that runs, and once it failed another is started',
		async (_, place) => {
			const { start, posts, sent, end } = vidiCore();
			await start();
			expect(await start({}, place)).toMatchObject({ started: false, reason: expect.stringMatching(/running/) });
			end('FAILED_TOTAL');
			expect(await start({}, place)).toMatchObject({ started: true });
			expect(posts()).toHaveLength(2);
			expect(new Set(sent('n8nCorrelation')).size).toBe(2);
		},
	);

	test('is the same when n8n tries the node again, whatever has become of the job', async () => {
		const { start, posts, end } = vidiCore();
		const { jobId } = await start();
		for (const state of ['STARTED', 'FINISHED', 'FAILED_TOTAL', 'ABORTED']) {
			end(state);
			for (const useDone of [true, false])
				expect(await start({ useDone })).toMatchObject({
					started: false,
					jobId,
					reason: expect.stringMatching(/attempt before/),
				});
		}
		expect(posts()).toHaveLength(1);
	});
});

describe('a start that gave way to another at the same moment', () => {
	test.each([
		['STARTED', true],
		['STARTED', false],
		['FINISHED', true],
		['FINISHED', false],
	])('uses the other, and so it does when n8n tries again: %s, with a done one used: %s', async (state, useDone) => {
		const { start, posts, end, way } = vidiCore();
		way.othersAreFirst = true;
		expect(await start({ useDone })).toMatchObject({ started: false, jobId: 'VX-100', abortedJobId: 'VX-101' });
		end(state);
		expect(await start({ useDone })).toMatchObject({ started: false, jobId: 'VX-100' });
		expect(posts()).toHaveLength(1);
	});

	test('keeps its own where an abort would leave half a thing behind', async () => {
		const { start, way } = vidiCore();
		way.othersAreFirst = true;
		expect(await start({ givesWay: false })).toMatchObject({ started: true, jobId: 'VX-101' });
	});

	test('gives back what it would have cost', async () => {
		const { start, way } = vidiCore({ id: 'e', state: 'FINISHED', service: [{ cost: { value: 3, unit: 'USD' } }] });
		way.othersAreFirst = true;
		const given = { budget: 4 };
		expect(await start({}, {}, given)).toMatchObject({ started: false, jobId: 'VX-100' });
		way.othersAreFirst = false;
		expect(await start({ about: 'another' }, {}, given)).toMatchObject({ started: true });
	});
});

describe('what was started before', () => {
	const [later, latest] = [{ execution: 'later' }, { execution: 'latest' }];

	test.each([
		['FINISHED', true, false],
		['FINISHED', false, true],
		['STARTED', false, false],
		['FAILED_TOTAL', true, true],
	])('and is %s, with a done one used: %s, leads to another start: %s', async (state, useDone, another) => {
		for (const listIsEmpty of [false, true]) {
			const { start, posts, end, way } = vidiCore();
			await start();
			end(state);
			way.listIsEmpty = listIsEmpty; // as VidiCore does for a moment: it has the job, and does not list it
			const row = await start({ useDone }, later);
			expect(row).toMatchObject({ started: another });
			if (state === 'FINISHED' && useDone) expect(row.reason).toBe('done');
			expect(posts()).toHaveLength(another ? 2 : 1);
		}
	});

	test.each(['STARTED', 'FINISHED', 'FAILED_TOTAL'])(
		'with an unclear end is found by its word, even when it is %s and another is wanted; and only once',
		async (state) => {
			const { start, posts, end, way } = vidiCore();
			way.answersGetLost = true;
			await expect(start({ useDone: false })).rejects.toMatchObject({ kind: 'unknownStart' });
			Object.assign(way, { answersGetLost: false, listFails: false });
			end(state);
			expect(await start({ useDone: false }, later)).toMatchObject({ started: false, jobId: 'VX-100' });
			expect(posts()).toHaveLength(1);
			expect(await start({ useDone: false }, latest)).toMatchObject({ started: state !== 'STARTED' });
		},
	);

	test('with an unclear end is looked for again and again before another is started', async () => {
		const { start, posts, way, requests } = vidiCore();
		way.answersGetLost = true;
		await expect(start()).rejects.toMatchObject({ kind: 'unknownStart' });
		Object.assign(way, { answersGetLost: false, listFails: false, listIsEmpty: true });
		requests.length = 0;
		expect(await start({}, later)).toMatchObject({ started: true });
		const asked = requests.filter(({ path }) => !path.startsWith('/API/resource')).map(({ method }) => method);
		expect(asked.slice(0, asked.indexOf('POST'))).toEqual(['GET', 'GET', 'GET', 'GET']);
		expect(posts()).toHaveLength(1);
	});
});

test('an abort while the cost is asked starts nothing', async () => {
	const { start, posts, abort } = vidiCore({
		id: 'e',
		state: 'FINISHED',
		service: [{ cost: { value: 1, unit: 'USD' } }],
	});
	const starting = start({}, {}, { estimateCost: true });
	abort.abort();
	await expect(starting).rejects.toMatchObject({ kind: 'cancelled' });
	expect(posts()).toEqual([]);
});

describe('what it may cost', () => {
	const services = (...costs: Array<[number, string]>) => ({
		id: 'e',
		state: 'FINISHED',
		service: costs.map(([value, unit]) => ({ cost: { value, unit } })),
	});

	test.each<[string, IDataObject, Array<[number, string]>, RegExp]>([
		['more than the ceiling', { costCeiling: 5 }, [[5.01, 'USD']], /5\.01 USD, which is more than the ceiling of 5/],
		['anything, when nothing may be spent', { costCeiling: 0 }, [[0.01, 'USD']], /ceiling of 0/],
		[
			'several currencies',
			{ costCeiling: 100 },
			[
				[1, 'USD'],
				[2, 'EUR'],
			],
			/1 USD and 2 EUR: one ceiling cannot be compared/,
		],
		[
			'several currencies, one of them that of the ceiling',
			{ costCeiling: 100, costCurrency: 'USD' },
			[
				[1, 'USD'],
				[2, 'EUR'],
			],
			/several currencies/,
		],
		['another currency', { costCeiling: 100, costCurrency: 'EUR' }, [[1, 'USD']], /the ceiling is in EUR/],
		['nothing that VidiNet names', { costCeiling: 100 }, [], /names no cost/],
		['a ceiling that is a word', { costCeiling: 'ten' }, [[1, 'USD']], /"Cost Ceiling" is not a number/],
		['a ceiling that an expression did not find', { costCeiling: undefined }, [[1, 'USD']], /is not a number/],
		['an empty ceiling', { costCeiling: ' ' }, [[1, 'USD']], /is not a number/],
		['a negative ceiling', { costCeiling: -2 }, [[0, 'USD']], /"Cost Ceiling" is -2/],
	])('%s: nothing is started', async (_, options, costs, words) => {
		const { start, posts } = vidiCore(services(...costs));
		await expect(start({}, {}, options)).rejects.toThrow(words);
		expect(posts()).toEqual([]);
	});

	test.each<[string, IDataObject, Array<[number, string]>, IDataObject]>([
		['exactly the ceiling', { costCeiling: 5 }, [[5, 'USD']], { estimatedCost: 5, currency: 'USD' }],
		[
			'less, in a currency written otherwise',
			{ costCeiling: '5', costCurrency: ' usd ' },
			[[4, 'USD']],
			{ estimatedCost: 4 },
		],
		[
			'several currencies, without a ceiling',
			{ estimateCost: true },
			[
				[1, 'USD'],
				[2, 'EUR'],
			],
			{
				estimatedCosts: [
					{ currency: 'USD', amount: 1 },
					{ currency: 'EUR', amount: 2 },
				],
			},
		],
	])('%s: it is started, and the cost is shown', async (_, options, costs, shown) => {
		const { start, posts } = vidiCore(services(...costs));
		expect(await start({}, {}, options)).toMatchObject({ started: true, ...shown });
		expect(posts()).toHaveLength(1);
	});

	test('it is not asked when nobody wants to know, nor for a job that is there', async () => {
		const { start } = vidiCore({ state: 'FAILED' });
		expect(await start({}, {}, { costCeiling: -1, estimateCost: false })).not.toHaveProperty('estimatedCosts');
		expect(await start({}, { execution: 'later' }, { costCeiling: 5 })).toMatchObject({ started: false });
	});
});

test('nothing is started when VidiCore cannot say what is there', async () => {
	const { http, requests } = answeringVidiCore(() => status(403), anotherAddress());
	await expect(startOnce({ context: contextAt({}), item: 0, signal: undefined }, http, basic)).rejects.toMatchObject({
		kind: 'forbidden',
	});
	expect(requests.filter(({ method }) => method === 'POST')).toEqual([]);
});
