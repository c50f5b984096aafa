import type { IDataObject } from 'n8n-workflow';
import { AnalyzeItem } from '../../nodes/AnalyzeItem/AnalyzeItem.node';
import { TrainCollection } from '../../nodes/TrainCollection/TrainCollection.node';
import { Turns } from '../../nodes/paidJobs/turns';
import type { FaultRule } from '../../tools/emulator/faultRules';
import { listJobs } from '../../vidicore/jobs/readJob';
import type { Ran } from '../support/engine';
import { quickClock } from '../support/quickClock';
import { first as json, id, openPaidWorld, type PaidWorld } from '../support/paidWorld';
import { siteId } from '../support/site';

// The nodes in n8n's own engine, several executions of them at once: each paid job is started once.
let paid: PaidWorld;

beforeEach(async () => {
	paid = await openPaidWorld();
});
afterEach(async () => {
	jest.restoreAllMocks();
	await paid.world.close();
});

/** The video has no end, and so its analysis has none. */
const endless = { itemId: id(siteId(113)) };
const analyze = (options: IDataObject = {}, other: IDataObject = endless, begun?: (cancel: () => void) => void) =>
	paid.run(new AnalyzeItem(), { options, ...other }, begun);
const train = () => paid.run(new TrainCollection());
const failure = ({ run }: Ran) => run.data.resultData.error;
const slowly = (ms: number) =>
	paid.world.vidiCore.faults.add({ match: /./, times: Infinity, effect: { answerLaterMs: ms } });
const after = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
/** So many executions, each so much later than the one before. */
const together = (count: number, apartMs: number, start: () => Promise<Ran>) =>
	Promise.all(Array.from({ length: count }, async (_, n) => await after(n * apartMs).then(start)));

/** A start that is taken, but whose answer gets lost, and then three looks that are refused: so it stays unclear. */
const unclearStart: FaultRule = {
	match: /^POST .*analyze/,
	times: 1,
	effect: 'dropAfter',
	then: [{ match: /^GET .API.job$/, times: 3, effect: { status: 400 } }],
};

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
		expect(paid.starts()).toHaveLength(1);
		expect(new Set(all.map(({ jobId }) => jobId)).size).toBe(1);
		expect(all.filter(({ started }) => started === true)).toHaveLength(1);
	});

	test.each([0, 50])('15 trainings %d ms apart: one job', async (apart) => {
		slowly(50);
		const all = (await together(15, apart, () => train())).map(json);
		expect(paid.starts()).toHaveLength(1);
		expect(new Set(all.map(({ jobId }) => jobId)).size).toBe(1);
	});

	test('a job that VidiCore does not list yet is known all the same', async () => {
		const list = { status: 200, body: '{"hits":0,"job":[]}', contentType: 'application/json' };
		paid.world.vidiCore.faults.add({ match: /^GET .API.job$/, times: 4, effect: list });
		const [first, second, third] = [json(await analyze()), json(await analyze()), json(await analyze())];
		expect([second.started, third.started, second.jobId, third.jobId]).toEqual([
			false,
			false,
			first.jobId,
			first.jobId,
		]);
		expect(paid.starts()).toHaveLength(1);
	});

	test('what is not the same does not wait for each other', async () => {
		const other = await openPaidWorld();
		slowly(50);
		const outcomes = await Promise.all([
			analyze(),
			analyze({ confidenceThreshold: 0.5 }),
			analyze({ tag: 'lowres', startUnfit: true }),
			analyze({}, { itemId: id(siteId(108)) }),
			other.run(new AnalyzeItem(), endless),
		]).finally(() => other.world.close());
		expect(outcomes.map((one) => json(one).started)).toEqual([true, true, true, true, true]);
		expect([paid.starts(), other.starts()].map(({ length }) => length)).toEqual([4, 1]);
	});
});

describe('when the first of two goes wrong', () => {
	test('a refusal ends only the first: the second starts the job', async () => {
		paid.world.vidiCore.faults.add({ match: /^POST .*analyze/, times: 1, effect: { status: 409 } });
		const [first, second] = await Promise.all([analyze(), analyze()]);
		expect(failure(first)?.message).toMatch(/409/);
		expect(json(second)).toMatchObject({ started: true });
	});

	test('of an unclear start the second finds the job, and starts none', async () => {
		quickClock();
		paid.world.vidiCore.faults.add(unclearStart);
		const [first, second] = await Promise.all([analyze(), analyze()]);
		expect(failure(first)?.message).toMatch(/not known whether a job was started/);
		expect(json(second)).toMatchObject({ started: false, jobId: expect.any(String) });
		expect(paid.starts()).toHaveLength(1);
	});

	test.each(['use', 'again'])(
		'an execution after an unclear start finds its job also when that has ended (%s)',
		async (analyzedAlready) => {
			const options = { analyzedAlready, serviceParameters: { parameter: [{ name: 'Mark', value: analyzedAlready }] } };
			const video = { itemId: id(siteId(111)) };
			quickClock();
			paid.world.vidiCore.faults.add(unclearStart);
			expect(failure(await analyze(options, video))?.message).toMatch(/not known whether a job was started/);
			const [job] = await listJobs(paid.http, { types: ['ANALYZE'] });
			expect(await paid.ended(job?.jobId)).toBe('FINISHED');
			const second = json(await analyze(options, video));
			expect(second).toMatchObject({ started: false, outcome: 'finished', jobId: job?.jobId });
			expect(paid.starts()).toHaveLength(1);
		},
	);

	test('one that really was not taken is started by the next execution', async () => {
		quickClock();
		paid.world.vidiCore.faults.add({ match: /^POST .*analyze/, times: 1, effect: 'drop' });
		expect(failure(await analyze())?.message).toMatch(/most likely none was started/);
		expect(json(await analyze())).toMatchObject({ started: true });
		expect(paid.starts().filter(({ status }) => status === 200)).toHaveLength(1);
	});
});

/** Something that a test waits for, or lets happen. */
function moment() {
	let now = () => {};
	const is = new Promise<void>((resolve) => (now = resolve));
	return { is, now };
}

/** Resolves when the next execution has come as far as its turn. */
function nextInLine(): Promise<void> {
	const { is, now } = moment();
	const { take } = Turns.prototype;
	jest.spyOn(Turns.prototype, 'take').mockImplementationOnce(function (this: Turns, ...given) {
		const turn = take.apply(this, given);
		now();
		return turn;
	});
	return is;
}

test('an execution that waits for another is cancelled at once, starts nothing, and holds up nobody', async () => {
	const [came, answered] = [moment(), moment()];
	const until = async () => {
		came.now();
		await answered.is;
	};
	paid.world.vidiCore.faults.add({ match: /^POST .*analyze/, times: 1, effect: { until } });
	const first = analyze();
	await came.is;
	let cancel = () => {};
	const inLine = nextInLine();
	const second = analyze({}, endless, (how) => (cancel = how));
	await inLine;
	const behind = nextInLine();
	const third = analyze();
	await behind;
	cancel();
	await second.catch(() => undefined); // it would hang here, if it waited for the first
	answered.now();
	expect([json(await first).started, json(await third)]).toEqual([true, expect.objectContaining({ started: false })]);
	expect(paid.starts()).toHaveLength(1);
});

test('who may not see shapes may analyze all the same, and is told that nobody looked at the media', async () => {
	const forbidden = { status: 403, contentType: 'application/json', body: '{"forbidden":{}}' };
	paid.world.vidiCore.faults.add({ match: /^GET .API.item/, times: 1, effect: forbidden });
	expect(json(await analyze())).toMatchObject({
		started: true,
		hint: expect.stringMatching(
			/does not let this user see the shapes of .*: whether they are fit is not known/,
		) as unknown,
	});
	expect(json(await analyze({}, { itemId: id(siteId(108)) }))).not.toHaveProperty('hint');
});
