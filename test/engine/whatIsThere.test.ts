import type { IDataObject } from 'n8n-workflow';
import { AnalyzeItem } from '../../nodes/AnalyzeItem/AnalyzeItem.node';
import { TrainCollection } from '../../nodes/TrainCollection/TrainCollection.node';
import { WaitForJob } from '../../nodes/WaitForJob/WaitForJob.node';
import { readResourceDocument } from '../../vidicore/resources/resourceDocument';
import { attachService, waitUntilOnline } from '../../vidicore/resources/vidinet';
import { runNode } from '../support/engine';
import { first, id, openPaidWorld, type PaidWorld } from '../support/paidWorld';
import { siteId } from '../support/site';

// What counts as there already when a paid job is about to be started, and what is said of it.
let paid: PaidWorld;

beforeEach(async () => {
	paid = await openPaidWorld();
});
afterEach(() => paid.world.close());

const analyze = async (options: IDataObject = {}, item = siteId(111)) =>
	first(await paid.run(new AnalyzeItem(), { itemId: id(item), options }));
const train = async (options: IDataObject = {}, other: IDataObject = {}) =>
	first(await paid.run(new TrainCollection(), { options, ...other }));
const ended = async (start: Promise<IDataObject>): Promise<IDataObject> => {
	const json = await start;
	await paid.ended(json.jobId);
	return json;
};
const answer = (match: RegExp, body: object, status = 200) =>
	paid.world.vidiCore.faults.add({
		match,
		times: 1,
		effect: { status, body: JSON.stringify(body), contentType: 'application/json' },
	});

describe('an analysis', () => {
	const shapes = (...shape: object[]) => answer(/^GET .API.item.[A-Z]+-111$/, { id: siteId(111), shape });

	test('of other media is another one; of another shape it is not', async () => {
		const one = { id: siteId(1), essenceVersion: 3, tag: ['original'] };
		shapes(one, { id: siteId(2), essenceVersion: 1, tag: ['lowres'] });
		const first = await ended(analyze());
		shapes({ id: siteId(2), essenceVersion: 2, tag: ['lowres'] }, one);
		expect(await analyze()).toMatchObject({ started: false, jobId: first.jobId });
		for (const other of [
			{ ...one, essenceVersion: 4 },
			{ ...one, id: siteId(9) },
		]) {
			shapes(other);
			expect(await ended(analyze())).toMatchObject({ started: true });
		}
	});

	test('whose media cannot be seen is used, and that is said', async () => {
		const forbidden = { forbidden: { context: 'item', id: siteId(111), explanation: 'no' } };
		answer(/^GET .API.item.[A-Z]+-111$/, forbidden, 403);
		await ended(analyze());
		answer(/^GET .API.item.[A-Z]+-111$/, forbidden, 403);
		expect(await analyze()).toMatchObject({ started: false, reason: expect.stringMatching(/could not be seen/) });
	});

	test('that failed is not there', async () => {
		const first = await ended(analyze({ startUnfit: true }, siteId(112)));
		const second = await analyze({ startUnfit: true }, siteId(112));
		expect([first.started, second.started]).toEqual([true, true]);
		expect(second.jobId).not.toBe(first.jobId);
	});

	test('that was done before the last training of its service says so, and is not repeated by itself', async () => {
		const first = await ended(analyze());
		expect(await analyze()).not.toHaveProperty('hint');
		const training = await ended(train());
		expect(await analyze()).toMatchObject({
			started: false,
			jobId: first.jobId,
			hint: expect.stringMatching(new RegExp(`trained after this analysis \\(job ${String(training.jobId)}, 2.*Z\\)`)),
		});
		const again = await ended(analyze({ analyzedAlready: 'again' }));
		expect(again).toMatchObject({ started: true });
		const latest = await analyze();
		expect(latest).toMatchObject({ started: false, jobId: again.jobId });
		expect(latest).not.toHaveProperty('hint');
	});

	test('says nothing of the training of another service', async () => {
		const other = await attachService(
			paid.http,
			readResourceDocument(paid.world.resourceDocument.replaceAll('1111', '2222')),
		);
		await waitUntilOnline(paid.http, other, 10_000);
		await ended(analyze());
		await ended(train({}, { resourceId: id(other) }));
		expect(await analyze()).not.toHaveProperty('hint');
	});

	test('is used also when VidiCore cannot say whether there was a training', async () => {
		const first = await ended(analyze());
		await ended(train());
		const list = /^GET .API.job$/;
		paid.world.vidiCore.faults.add({ match: list, times: 1, effect: { answerLaterMs: 0 } });
		paid.world.vidiCore.faults.add({ match: list, times: 9, effect: { status: 400 } });
		const used = await analyze();
		expect(used).toMatchObject({ started: false, jobId: first.jobId });
		expect(used).not.toHaveProperty('hint');
	});
});

describe('a training', () => {
	const portraits = () =>
		paid.world.scenario.people.flatMap((person) => person.portraits.map((portrait) => portrait.id));

	test('is started for new pictures, and for them alone', async () => {
		const late = portraits()[0] ?? '';
		await paid.http.send('DELETE', `/API/collection/${paid.collection}/${late}`);
		const first = await ended(train());
		expect(await train()).toMatchObject({ started: false, jobId: first.jobId, new: 0 });
		await paid.http.send('PUT', `/API/collection/${paid.collection}/${late}`);
		const second = await ended(train());
		expect([first.started, second.started, second.new]).toEqual([true, true, 1]);
		expect(await train()).toMatchObject({
			started: false,
			jobId: second.jobId,
			reason: expect.stringMatching(/nothing new.*switch off "Only With New Material"/),
		});
	});

	test('that VidiCore has forgotten leaves no job to wait for', async () => {
		const { jobId } = await ended(train());
		await paid.http.send('DELETE', '/API/job', { query: [['id', String(jobId)]] });
		const json = await train();
		expect(json).toMatchObject({ started: false, reason: expect.stringMatching(/nothing new/) });
		expect(json).not.toHaveProperty('jobId');
	});

	test.each(['here', 'callBack', 'once'])(
		'that is not there lets what stands behind go on: there is nothing to wait for (%s)',
		async (way) => {
			const running = await analyze({}, siteId(113));
			const done = await ended(analyze());
			const nothing = { started: false, reason: 'nothing new' };
			const login = {
				baseUrl: paid.world.vidiCore.baseUrl,
				authentication: 'basic',
				username: 'admin',
				password: 'admin',
			};
			const wait = async (...items: IDataObject[]) =>
				(
					await runNode(
						new WaitForJob(),
						{ way, limitMinutes: 0 },
						items,
						{ vidiCoreApi: login },
						{ onError: 'continueRegularOutput' },
					)
				).outputs;
			const passes = { json: nothing, pairedItem: { item: 0 } };
			const finished = way === 'here' ? 0 : 1;
			expect((await wait(nothing, done))[finished]).toEqual([
				expect.objectContaining(passes),
				expect.objectContaining({ json: expect.objectContaining({ jobId: done.jobId, outcome: 'finished' }) }),
			]);
			if (way !== 'callBack') expect((await wait(nothing, running))[finished]?.[0]).toMatchObject(passes);
			for (const other of [{}, { started: true }, { started: false, jobId: '' }])
				expect(JSON.stringify(await wait(other))).toContain('is empty');
		},
	);

	test('is repeated when that is wanted, but not while it runs', async () => {
		await ended(train());
		const again = await train({ onlyNew: false });
		expect(again).toMatchObject({ started: true, new: 0 });
		expect(await train({ onlyNew: false })).toMatchObject({ started: false, jobId: again.jobId });
		expect(await train()).toMatchObject({
			started: false,
			jobId: again.jobId,
			reason: expect.stringMatching(/running/),
		});
	});

	test('is not started when its job list cannot be read', async () => {
		paid.world.vidiCore.faults.add({ match: /^GET .API.job$/, times: 9, effect: { status: 403 } });
		const { run } = await paid.run(new TrainCollection());
		expect(run.data.resultData.error?.message).toMatch(/403/);
		expect(paid.starts()).toEqual([]);
	});
});
