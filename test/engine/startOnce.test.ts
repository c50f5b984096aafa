import type { IDataObject } from 'n8n-workflow';
import { AnalyzeItem } from '../../nodes/AnalyzeItem/AnalyzeItem.node';
import { TrainCollection } from '../../nodes/TrainCollection/TrainCollection.node';
import { openWorld, type World } from '../../tools/emulator/world';
import type { VidiCoreHttp } from '../../vidicore/http';
import { findTrainingCollections } from '../../vidicore/items/collections';
import { waitForJobs } from '../../vidicore/jobs/waitForJobs';
import { runNode, type Ran } from '../support/engine';
import { vidiCoreOver } from '../../tools/lab/fetchTransport';
import { setUpService } from '../../tools/lab/setUpService';

// The nodes in n8n's own engine, several executions of them at once: each paid job is started once.
let world: World;
let http: VidiCoreHttp;
let ids: { resourceId: object; callbackId: object };
let collectionId: object;
const id = (value: string) => ({ __rl: true, mode: 'id', value });

beforeEach(async () => {
	world = await openWorld();
	http = vidiCoreOver(world.vidiCore.baseUrl);
	const made = await setUpService(world, http);
	ids = { resourceId: id(made.resourceId), callbackId: id(made.callbackId) };
	collectionId = id((await findTrainingCollections(http))[0]?.id ?? '');
	world.vidiCore.requests.length = 0;
});
afterEach(() => world.close());

const login = (at = world) => ({
	vidiCoreApi: { baseUrl: at.vidiCore.baseUrl, authentication: 'basic', username: 'admin', password: 'admin' },
});
type Begun = Parameters<typeof runNode>[6];
const analyze = (options: IDataObject = {}, more: IDataObject = {}, begun?: Begun) =>
	runNode(new AnalyzeItem(), { itemId: id('VX-113'), ...ids, options, ...more }, [{}], login(), {}, undefined, begun);
const train = (options: IDataObject = {}) =>
	runNode(new TrainCollection(), { collectionId, ...ids, options }, [{}], login());
const json = ({ outputs }: Ran) => outputs[0]?.[0]?.json ?? {};
const failure = ({ run }: Ran) => run.data.resultData.error;
const starts = (of = world) =>
	of.vidiCore.requests.filter(({ method, path }) => method === 'POST' && /analyze|train/.test(path));
const slowly = (ms: number) =>
	world.vidiCore.faults.add({ match: /./, times: Infinity, effect: { answerLaterMs: ms } });
const after = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
/** So many executions, each so much later than the one before. */
const together = (count: number, apartMs: number, start: () => Promise<Ran>) =>
	Promise.all(Array.from({ length: count }, async (_, n) => await after(n * apartMs).then(start)));
const ended = async (jobId: unknown) =>
	(await waitForJobs(http, [String(jobId)], { limitMs: 10_000, maxPauseMs: 1000 })).get(String(jobId));

describe('at the same moment, with 50 ms to VidiCore', () => {
	test.each([
		[2, 0],
		[2, 5],
		[2, 60],
		[15, 0],
		[15, 50],
	])('%d analyses %d ms apart: one job, which all of them get', async (count, apart) => {
		slowly(50);
		const all = (await together(count, apart, () => analyze())).map(json);
		expect(starts()).toHaveLength(1);
		expect(new Set(all.map(({ jobId }) => jobId)).size).toBe(1);
		expect(all.filter(({ started }) => started === true)).toHaveLength(1);
	});

	test.each([0, 50])('15 trainings %d ms apart: one job', async (apart) => {
		slowly(50);
		const all = (await together(15, apart, () => train())).map(json);
		expect(starts()).toHaveLength(1);
		expect(new Set(all.map(({ jobId }) => jobId)).size).toBe(1);
	});

	test('a job that VidiCore does not list yet is known all the same', async () => {
		const list = { status: 200, body: '{"hits":0,"job":[]}', contentType: 'application/json' };
		world.vidiCore.faults.add({ match: /^GET .API.job$/, times: 4, effect: list });
		const [first, second, third] = [json(await analyze()), json(await analyze()), json(await analyze())];
		expect([second.started, third.started, second.jobId, third.jobId]).toEqual([
			false,
			false,
			first.jobId,
			first.jobId,
		]);
		expect(starts()).toHaveLength(1);
	});

	test('what is not the same does not wait for each other', async () => {
		const other = await openWorld();
		const made = await setUpService(other, vidiCoreOver(other.vidiCore.baseUrl));
		slowly(50);
		const there = { resourceId: id(made.resourceId), callbackId: id(made.callbackId) };
		const outcomes = await Promise.all([
			analyze(),
			analyze({ confidenceThreshold: 0.5 }),
			analyze({ tag: 'lowres' }),
			analyze({}, { itemId: id('VX-108') }),
			runNode(new AnalyzeItem(), { itemId: id('VX-113'), ...there }, [{}], login(other)),
		]);
		expect(outcomes.map((one) => json(one).started)).toEqual([true, true, true, true, true]);
		expect([starts(), starts(other)].map(({ length }) => length)).toEqual([4, 1]);
		await other.close();
	});
});

describe('when the first of two goes wrong', () => {
	test('a refusal ends only the first: the second starts the job', async () => {
		world.vidiCore.faults.add({ match: /^POST .*analyze/, times: 1, effect: { status: 409 } });
		const [first, second] = await Promise.all([analyze(), analyze()]);
		expect(failure(first)?.message).toMatch(/409/);
		expect(json(second)).toMatchObject({ started: true });
	});

	test('of an unclear start the second finds the job, and starts none', async () => {
		world.vidiCore.faults.add({ match: /^POST .*analyze/, times: 1, effect: 'dropAfter' });
		const both = Promise.all([analyze(), analyze()]);
		while (starts().length === 0) await after(5);
		// The first looks three times, each up to four times; after that the list is there again.
		world.vidiCore.faults.add({ match: /^GET .API.job$/, times: 3, effect: { status: 400 } });
		const [first, second] = await both;
		expect(failure(first)?.message).toMatch(/not known whether a job was started/);
		expect(json(second)).toMatchObject({ started: false, jobId: expect.any(String) });
		expect(starts()).toHaveLength(1);
	});

	test.each(['use', 'again'])(
		'an execution after an unclear start finds its job also when that has ended (%s)',
		async (analyzedAlready) => {
			const options = { analyzedAlready, serviceParameters: { parameter: [{ name: 'Mark', value: analyzedAlready }] } };
			const video = { itemId: id('VX-111') };
			world.vidiCore.faults.add({ match: /^POST .*analyze/, times: 1, effect: 'dropAfter' });
			const unclear = analyze(options, video);
			while (starts().length === 0) await after(5);
			world.vidiCore.faults.add({ match: /^GET .API.job$/, times: 3, effect: { status: 400 } });
			expect(failure(await unclear)?.message).toMatch(/not known whether a job was started/);
			const second = json(await analyze(options, video));
			expect(await ended(second.jobId)).toMatchObject({ kind: 'ended', job: { status: 'FINISHED' } });
			expect(second).toMatchObject({ started: false, outcome: 'finished' });
			expect(starts()).toHaveLength(1);
		},
		20_000,
	);

	test('one that really was not taken is started by the next execution', async () => {
		world.vidiCore.faults.add({ match: /^POST .*analyze/, times: 1, effect: 'drop' });
		expect(failure(await analyze())?.message).toMatch(/most likely none was started/);
		expect(json(await analyze())).toMatchObject({ started: true });
		expect(starts().filter(({ status }) => status === 200)).toHaveLength(1);
	}, 40_000);
});

test('an execution that waits for another is cancelled at once, starts nothing, and holds up nobody behind it', async () => {
	world.vidiCore.faults.add({ match: /^POST .*analyze/, times: 1, effect: { delayMs: 1500 } });
	const first = analyze();
	while (starts().length === 0) await after(5);
	let cancel = () => {};
	const second = analyze({}, {}, (how) => (cancel = how));
	const third = analyze();
	await after(200);
	const asked = performance.now();
	cancel();
	await second.catch(() => undefined);
	expect(performance.now() - asked).toBeLessThan(1000);
	expect([json(await first).started, json(await third)]).toEqual([true, expect.objectContaining({ started: false })]);
	expect(starts()).toHaveLength(1);
});
