import type { IDataObject, INode } from 'n8n-workflow';
import { AnalyzeItem } from '../../nodes/AnalyzeItem/AnalyzeItem.node';
import { endedJob } from '../../tools/lab/setUpService';
import { findTrainingCollections, trainPath } from '../../vidicore/items/collections';
import { runNode } from '../support/engine';
import { located, openNodeWorld, type NodeWorld } from '../support/nodeWorld';
import { site, siteId } from '../support/site';

// One box from the video to its faces: started once, waited for, and read; whatever happens in between.
let at: NodeWorld;
beforeEach(async () => {
	at = await openNodeWorld();
	const [collection] = await findTrainingCollections(at.http);
	await endedJob(at.http, trainPath(collection?.id ?? ''), at.service);
	at.world.vidiCore.requests.length = 0;
});
afterEach(() => at.close());

const step = async (
	operation: string,
	parameters: IDataObject = {},
	videos: string[] = [siteId(108)],
	more: Partial<INode> = {},
) => {
	const { run, outputs } = await at.run(
		new AnalyzeItem(),
		{ operation, itemId: located('={{ $json.video }}'), ...at.ids, ...parameters },
		videos.map((video) => ({ video })),
		more,
	);
	return {
		run,
		error: run.data.resultData.error,
		outputs: outputs.map((items) => items.map(({ json }) => json)),
		items: outputs,
	};
};
const starts = () => at.posts().filter(({ path }) => /analyze$/.test(path));

test('Start and Wait: the ended job, with what was said of its start', async () => {
	const { outputs } = await step('analyzeAndWait', {}, [siteId(108), siteId(111)]);
	expect(outputs).toEqual([
		[siteId(108), siteId(111)].map((itemId) => expect.objectContaining({ itemId, started: true, outcome: 'finished' })),
	]);
	expect(starts()).toHaveLength(2);
	const again = await step('analyzeAndWait', {}, [siteId(108)]);
	expect(again.outputs[0]).toMatchObject([{ started: false, outcome: 'finished', reason: /done already/ }].map(like));
	expect(starts()).toHaveLength(2);
});
const like = ({ reason, ...row }: { reason: RegExp } & IDataObject) => ({
	...row,
	reason: expect.stringMatching(reason),
});

test('Start, Wait and Get Faces: rows of each video in order, simple unless all is wanted', async () => {
	const { items } = await step('analyzeAndGetFaces', { output: 'people' }, [siteId(110), siteId(108)]);
	const rows = items[0] ?? [];
	expect([
		...new Set(rows.map(({ json, pairedItem }) => `${json.itemId} ${(pairedItem as { item: number }).item}`)),
	]).toEqual([`${site}-110 0`, `${site}-108 1`]);
	expect(rows[0]?.json).not.toHaveProperty('personId');
	const all = await step('analyzeAndGetFaces', { simplify: false });
	expect(all.outputs[0]?.[0]).toMatchObject({
		itemId: siteId(108),
		personId: expect.any(String),
		analyzer: expect.any(String),
	});
	const one = await step('analyzeAndGetFaces', { options: { limit: 1 }, filters: { show: 'unknown' } });
	expect(one.outputs[0]).toEqual([expect.objectContaining({ known: false })]);
	expect(starts()).toHaveLength(2);
});

test('what cannot be started, what fails and what is found come out apart, each paired with its input', async () => {
	const { outputs } = await step(
		'analyzeAndGetFaces',
		{
			output: 'videos',
			onFailedJob: 'output',
			options: { startUnfit: `={{ $json.video === "${site}-112" && !$itemIndex }}` },
		},
		[siteId(112), siteId(999), siteId(108)],
		{ onError: 'continueRegularOutput' },
	);
	expect(outputs[0]).toMatchObject([
		{ itemId: siteId(112), outcome: 'failed', errorMessage: expect.stringMatching(/lost-tape/) },
		{ error: expect.stringMatching(/[A-Z]+-999/) },
		{ itemId: siteId(108), people: expect.any(Array) },
	]);
	const { error } = await step('analyzeAndGetFaces', {}, [siteId(112)]);
	expect(error?.message).toMatch(/[A-Z]+-112 cannot be read: .* LOST/);
	expect(starts()).toHaveLength(2);
});

test('nobody seen is one row that says so; a budget that does not suffice is one too', async () => {
	const nobody = await step('analyzeAndGetFaces', { filters: { persons: 'Nobody Atall' } });
	expect(nobody.outputs[0]).toMatchObject([{ itemId: siteId(108), found: 0, why: 'noSuchName' }]);
	const poor = await step('analyzeAndGetFaces', { options: { budget: 0 } }, [siteId(109)]);
	expect(poor.outputs[0]).toMatchObject([{ started: false, reason: /budget/ }].map(like));
});

test('n8n’s "retry on fail" waits again and starts nothing twice, in both ways', async () => {
	const retry = { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 };
	const { error } = await step('analyzeAndWait', { limitMinutes: 0 }, [siteId(113)], retry);
	expect(error?.message).toMatch(/is still running/);
	expect(starts()).toHaveLength(1);
	at.world.vidiCore.faults.add({ match: /^POST .API.job.*notification/, times: 1, effect: { status: 400 } });
	const parked = await step('analyzeAndWait', { way: 'callBack' }, [siteId(113)], retry);
	expect(parked.run.waitTill).toBeDefined();
	expect(starts()).toHaveLength(1);
});

test('parked: the execution waits, with its notification; what has ended comes out at its output', async () => {
	const parked = await step('analyzeAndGetFaces', { way: 'callBack' }, [siteId(113)]);
	expect(parked.run.waitTill).toBeDefined();
	const kept = parked.run.data.executionData?.contextData['node:Tried'] as unknown as {
		parking: { notifications: Record<string, string> };
		begun: { itemIds: string[]; starts: Array<{ json: IDataObject }> };
	};
	const jobId = String(kept.begun.starts[0]?.json.jobId);
	expect(kept.begun.itemIds).toEqual([siteId(113)]);
	expect(Object.keys(kept.parking.notifications)).toEqual([jobId]);
	expect((await at.http.json<{ uri?: string[] }>('GET', `/API/job/${jobId}/notification`)).uri).toHaveLength(1);
	await step('analyzeAndWait', {}, [siteId(108)]);
	const ended = await step('analyzeAndGetFaces', { way: 'callBack' }, [siteId(108)]);
	expect(ended.run.waitTill).toBeUndefined();
	expect([ended.outputs[0], ended.outputs[2]]).toEqual([[], []]);
	expect(ended.outputs[1]?.length).toBeGreaterThan(1);
	expect(ended.outputs[1]?.[0]).toHaveProperty('person');
});

test('where no call can come nothing is started', async () => {
	at.credentials.vidiCoreApi = { ...at.credentials.vidiCoreApi, baseUrl: 'http://vidicore.example:1' };
	const { error } = await step('analyzeAndWait', { way: 'callBack' });
	expect(error?.message).toMatch(/VidiCore cannot reach n8n/);
	expect(starts()).toEqual([]);
});

test('the tool of an agent looks for a moment, never parks, and says what to do next', async () => {
	const tool = { type: 'n8n-nodes-vidicore.analyzeItemTool' };
	const parameters = { way: 'callBack', limitMinutes: 0 };
	const { run, outputs } = await step('analyzeAndGetFaces', parameters, [siteId(113)], tool);
	expect(run.waitTill).toBeUndefined();
	expect(outputs).toEqual([
		[expect.objectContaining({ outcome: 'running', next: expect.stringMatching(/do not start it again/) })],
	]);
});

test('a cancel ends the wait; the job goes on and is found the next time', async () => {
	let cancel = () => undefined as void;
	const running = runNode(
		new AnalyzeItem(),
		{ operation: 'analyzeAndWait', itemId: located(siteId(113)), ...at.ids },
		[{}],
		at.credentials,
		{},
		undefined,
		(stop) => (cancel = stop),
	);
	const { requests } = at.world.vidiCore;
	while (starts().length === 0 || /analyze$/.test(requests.at(-1)?.path ?? ''))
		await new Promise((resolve) => setImmediate(resolve));
	cancel();
	await running;
	const next = await step('analyze', {}, [siteId(113)]);
	expect(next.outputs[0]).toMatchObject([{ started: false, reason: /running already/ }].map(like));
	expect(starts()).toHaveLength(1);
});
