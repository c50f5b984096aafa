import type { IDataObject, INode } from 'n8n-workflow';
import { AnalyzeItem } from '../../nodes/AnalyzeItem/AnalyzeItem.node';
import { WaitForJob } from '../../nodes/WaitForJob/WaitForJob.node';
import { readResourceDocument } from '../../vidicore/resources/resourceDocument';
import { attachService, waitUntilOnline } from '../../vidicore/resources/vidinet';
import { quickClock } from '../support/quickClock';
import { located, openNodeWorld, type NodeWorld } from '../support/nodeWorld';
import { siteId } from '../support/site';

// A second bill for the same: what is there already is used, and what it will cost is asked first.
let at: NodeWorld;
beforeEach(async () => void (at = await openNodeWorld()));
afterEach(async () => {
	jest.restoreAllMocks();
	await at.close();
});

const analyze = async (options: IDataObject = {}, video = siteId(113), more: Partial<INode> = {}) =>
	(await at.run(new AnalyzeItem(), { itemId: located(video), ...at.ids, options }, [{}], more)).outputs[0]?.[0]?.json;
const abort = async (job: unknown) =>
	void (await fetch(`${at.world.vidiCore.baseUrl}/API/job/${String(job)}`, {
		method: 'DELETE',
		headers: { authorization: `Basic ${Buffer.from('admin:admin').toString('base64')}` },
	}));

test('an analysis that runs is not started again, unless it is another one', async () => {
	const first = await analyze();
	expect(first).toMatchObject({ started: true });
	expect(await analyze()).toMatchObject({
		started: false,
		jobId: first?.jobId,
		reason: 'The same is running already',
	});
	expect(await analyze({ priority: 'HIGH' })).toMatchObject({ started: false, jobId: first?.jobId });
	const other = await analyze({ confidenceThreshold: 0.9 });
	expect(other).toMatchObject({ started: true });
	expect(other?.jobId).not.toBe(first?.jobId);
	expect(at.posts()).toHaveLength(2);
	for (const job of [first, other]) await abort(job?.jobId);
	await at.run(new WaitForJob(), { jobId: located('={{ $json.jobId }}'), onFailedJob: 'output' }, [
		first ?? {},
		other ?? {},
	]);
	const again = await analyze();
	expect(again).toMatchObject({ started: true }); // an aborted one did nothing
	await abort(again?.jobId);
});

test('one that somebody else started counts while it runs', async () => {
	const query = new URLSearchParams({
		resourceId: (at.ids.resourceId as { value: string }).value,
		callbackId: (at.ids.callbackId as { value: string }).value,
	});
	const started = (await (
		await fetch(`${at.world.vidiCore.baseUrl}/API/item/${siteId(113)}/analyze?${query.toString()}`, {
			method: 'POST',
			headers: {
				accept: 'application/json',
				authorization: `Basic ${Buffer.from('admin:admin').toString('base64')}`,
			},
		})
	).json()) as { jobId: string };
	expect(await analyze()).toMatchObject({ started: false, jobId: started.jobId });
	expect(await analyze({ confidenceThreshold: 0.5 })).toMatchObject({ started: true });
	await abort(started.jobId);
});

test('one that is done is used, unless another is wanted', async () => {
	const first = await analyze({}, siteId(111));
	await at.run(new WaitForJob(), { jobId: located('={{ $json.jobId }}') }, [first ?? {}]);
	expect(await analyze({}, siteId(111))).toMatchObject({
		started: false,
		jobId: first?.jobId,
		outcome: 'finished',
		reason: 'The same was done already, and the media have not changed since',
	});
	const second = await analyze({ analyzedAlready: 'again' }, siteId(111));
	expect(second).toMatchObject({ started: true });
	await at.run(new WaitForJob(), { jobId: located('={{ $json.jobId }}') }, [second ?? {}]);
});

test('a start whose answer gets lost is looked up in the same attempt', async () => {
	at.world.vidiCore.faults.add({ match: /^POST .*analyze/, times: 1, effect: 'dropAfter' });
	expect(await analyze()).toMatchObject({ started: true });
	expect(at.posts()).toHaveLength(1);
});

test('n8n’s "retry on fail" after an error that left all open finds the job of the first attempt', async () => {
	quickClock();
	// After the POST the list of jobs cannot be read for as long as the first attempt looks, nor when the second begins.
	const blind = { match: /^GET .API.job$/, times: 4, effect: { status: 400 } } as const;
	at.world.vidiCore.faults.add({ match: /^POST .*analyze/, times: 1, effect: 'dropAfter', then: [blind] });
	const json = await analyze({}, siteId(113), { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 });
	expect(at.world.vidiCore.requests.filter(({ status }) => status === 400)).toHaveLength(4);
	expect(at.posts()).toHaveLength(1);
	expect(json).toMatchObject({ started: false, reason: expect.stringMatching(/attempt before/) });
});

test('the cost is shown with its currency, and above the ceiling nothing is started', async () => {
	const shown = await analyze({ estimateCost: true }, siteId(108));
	expect(shown).toMatchObject({ started: true, estimatedCost: expect.any(Number), currency: 'USD' });
	await abort(shown?.jobId);
	for (const [options, message] of [
		[{ costCeiling: 0 }, /would cost [\d.]+ USD, which is more than the ceiling of 0/],
		[{ costCeiling: 1000, costCurrency: 'EUR' }, /USD, and the ceiling is in EUR/],
	] as const) {
		at.world.vidiCore.requests.length = 0;
		const { run: failed } = await at.run(new AnalyzeItem(), { itemId: located(siteId(109)), ...at.ids, options });
		expect(failed.data.resultData.error?.message).toMatch(message);
		expect(at.posts().filter(({ path }) => !path.includes('/cost/'))).toEqual([]);
	}
	at.world.vidiCore.faults.add({ match: /cost/, times: 9, effect: { status: 404 } });
	const { run: blind } = await at.run(new AnalyzeItem(), {
		itemId: located(siteId(109)),
		...at.ids,
		options: { costCeiling: 5 },
	});
	expect(blind.data.resultData.error).toBeDefined();
	expect(at.posts().filter(({ path }) => !path.includes('/cost/'))).toEqual([]);
});

test('a budget for all items starts what it can, tells the others; a refused start costs nothing', async () => {
	const videos = [siteId(110), siteId(109), siteId(111)];
	const costs = [];
	for (const video of videos) {
		const priced = await analyze({ estimateCost: true }, video);
		costs.push(Number(priced?.estimatedCost));
		await abort(priced?.jobId);
	}
	const [first = 0, second = 0, third = 0] = costs;
	at.world.vidiCore.requests.length = 0;
	// The first start is refused; what it would have cost is free for the others.
	at.world.vidiCore.faults.add({ match: /POST .API.item.[A-Z]+-110.analyze/, times: 1, effect: { status: 400 } });
	const { outputs } = await at.run(
		new AnalyzeItem(),
		{
			itemId: located('={{ $json.video }}'),
			...at.ids,
			options: { budget: second + third / 2, costCurrency: 'USD' },
		},
		videos.map((video) => ({ video })),
		{ onError: 'continueRegularOutput' },
	);
	expect(first).toBeLessThanOrEqual(second + third / 2);
	expect(outputs[0]?.map(({ json }) => json)).toMatchObject([
		{ error: expect.any(String) },
		{ started: true, itemId: siteId(109), estimatedCost: second },
		{
			started: false,
			itemId: siteId(111),
			estimatedCost: third,
			reason: expect.stringMatching(/budget of .* are spent/),
		},
	]);
	expect(outputs[0]?.[2]?.json).not.toHaveProperty('jobId');
	expect(
		at.posts().filter(({ path }) => /[A-Z]+-1(09|11)\/analyze$/.test(path) && !path.includes('cost')),
	).toHaveLength(1);
});

test('a service that is not online is told before anything is started', async () => {
	const document = at.world.resourceDocument.replace(/vidinet:\/\/\S+?</, 'vidinet://2222:unauthorized@2222<');
	const resourceId = await attachService(at.http, readResourceDocument(document));
	const { state } = await waitUntilOnline(at.http, resourceId, 500);
	expect(state).toBe('UNAUTHORIZED');
	at.world.vidiCore.requests.length = 0;
	const { run: failed } = await at.run(new AnalyzeItem(), {
		itemId: located(siteId(109)),
		resourceId: located(resourceId),
		callbackId: at.ids.callbackId,
	});
	const { message, description } = failed.data.resultData.error as { message: string; description?: string };
	expect(message).toBe(`The service Face Training and Analysis (${resourceId}) is UNAUTHORIZED`);
	expect(description).toMatch(/^Nothing was started and nothing is billed. VidiNet does not accept the key/);
	expect(at.posts()).toEqual([]);
});

test('an item that cannot be analyzed is told before anything is asked of the service', async () => {
	const { run: failed } = await at.run(new AnalyzeItem(), { itemId: located(siteId(112)), ...at.ids });
	const { message, description } = failed.data.resultData.error as { message: string; description?: string };
	expect(message).toBe(`The file of ${siteId(112)} cannot be read: VidiCore says that it is LOST`);
	expect(description).toMatch(/^Nothing was started and nothing is billed\. Bring it back to its storage/);
	expect(at.posts()).toEqual([]);
	expect(at.world.vidiCore.requests.map(({ path }) => path)).toEqual([`/API/item/${siteId(112)}`, '/API/job']);
	expect(await analyze({ startUnfit: true }, siteId(112))).toMatchObject({ started: true });
});

test('a service that needs no callback gets none; one that needs it is not started without', async () => {
	const { run: failed } = await at.run(new AnalyzeItem(), {
		itemId: located(siteId(109)),
		resourceId: at.ids.resourceId,
		callbackId: located(''),
	});
	expect(failed.data.resultData.error?.message).toMatch(/"Callback" is empty/);
	expect(at.posts()).toEqual([]);
	await at.run(new AnalyzeItem(), {
		itemId: located(siteId(109)),
		resourceId: at.ids.resourceId,
		callbackId: located(''),
		options: { noCallback: true },
	});
	expect(at.posts().map(({ query }) => new URLSearchParams(query).has('callbackId'))).toEqual([false]);
});
