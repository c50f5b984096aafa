import type { IDataObject } from 'n8n-workflow';
import { AnalyzeItem } from '../../nodes/AnalyzeItem/AnalyzeItem.node';
import { TrainCollection } from '../../nodes/TrainCollection/TrainCollection.node';
import { WaitForJob } from '../../nodes/WaitForJob/WaitForJob.node';
import { findTrainingCollections } from '../../vidicore/items/collections';
import { located, openNodeWorld, type NodeWorld } from '../support/nodeWorld';
import { siteId } from '../support/site';

// The nodes that start and await jobs, in n8n's own engine: what comes out, paired with what, and what goes over the
// wire.
let at: NodeWorld;
beforeEach(async () => void (at = await openNodeWorld()));
afterEach(() => at.close());

test('Analyze Item sends what the user set and nothing else, one POST an item', async () => {
	const { outputs } = await at.run(
		new AnalyzeItem(),
		{
			itemId: located('={{ $json.video }}'),
			...at.ids,
			options: {
				confidenceThreshold: 0,
				serviceParameters: { parameter: [{ name: 'SampleStorage', value: `${siteId(1)} & more` }] },
			},
		},
		[{ video: siteId(108) }, { video: siteId(109) }],
	);
	expect(outputs[0]?.map(({ json, pairedItem }) => [json.itemId, json.status, pairedItem])).toEqual([
		[siteId(108), 'READY', { item: 0 }],
		[siteId(109), 'READY', { item: 1 }],
	]);
	const [first] = at.posts();
	const query = new URLSearchParams(first?.query);
	expect(at.posts()).toHaveLength(2);
	expect([...query.keys()].sort()).toEqual([
		'callbackId',
		...Array.from({ length: 4 }, () => 'jobmetadata'),
		'resourceId',
	]);
	expect(query.getAll('jobmetadata').slice(0, 2)).toEqual([
		'cognitive_service_ConfidenceThreshold=0',
		`cognitive_service_SampleStorage=${siteId(1)} & more`,
	]);
});

test('Train Collection counts first, does not start without a reason, and reports what was learned', async () => {
	const collectionId = located((await findTrainingCollections(at.http))[0]?.id);
	const train = async (parameters: IDataObject) =>
		(await at.run(new TrainCollection(), { collectionId, ...at.ids, ...parameters })).outputs[0]?.[0]?.json;
	const before = await train({ operation: 'report' });
	expect(before).toMatchObject({ people: 4, trained: 0, new: before?.pictures, refused: 0, refusedPictures: [] });
	expect(at.posts()).toEqual([]);
	const first = await train({});
	expect(first).toMatchObject({ started: true, new: before?.pictures });
	expect(await train({})).toMatchObject({ started: false, jobId: first?.jobId });
	await at.run(new WaitForJob(), { jobId: located('={{ $json.jobId }}') }, [first ?? {}]);
	expect(await train({ operation: 'report' })).toMatchObject({
		people: 4,
		trained: before?.pictures,
		new: 0,
		newPictures: [],
	});
	expect(await train({})).toMatchObject({
		started: false,
		jobId: first?.jobId,
		outcome: 'finished',
		reason: expect.stringMatching(/nothing new/),
		trained: before?.pictures,
	});
	expect(at.posts()).toHaveLength(1);
	expect(await train({ options: { onlyNew: false } })).toMatchObject({ started: true, new: 0 });
});

test('Wait For Job watches all its items together, keeps their order and fails only the failed one', async () => {
	const started = await at.run(
		new AnalyzeItem(),
		{ itemId: located('={{ $json.video }}'), ...at.ids, options: { startUnfit: true } },
		[siteId(110), siteId(112), siteId(108)].map((video) => ({ video })),
	);
	const jobs = started.outputs[0]?.map(({ json }) => json) ?? [];
	const { outputs } = await at.run(new WaitForJob(), { jobId: located('={{ $json.jobId }}'), limitMinutes: 1 }, jobs, {
		onError: 'continueErrorOutput',
	});
	expect(outputs[0]?.map(({ json, pairedItem }) => [json.itemId, json.outcome, pairedItem])).toEqual([
		[siteId(110), 'finished', { item: 0 }],
		[siteId(108), 'finished', { item: 2 }],
	]);
	expect(outputs[1]).toEqual([
		expect.objectContaining({
			json: expect.objectContaining({ error: expect.stringMatching(/[A-Z]+-\d+ failed .*lost-tape/) }),
		}),
	]);
	// Just dropped behind Analyze Item: its defaults do.
	const untouched = await at.run(new WaitForJob(), {}, [jobs[2] ?? {}]);
	expect(untouched.outputs[0]?.[0]?.json).toMatchObject({ itemId: siteId(108), outcome: 'finished' });
	const passed = await at.run(new WaitForJob(), { jobId: located('={{ $json.jobId }}'), onFailedJob: 'output' }, [
		jobs[1] ?? {},
	]);
	expect(passed.outputs[0]?.[0]?.json).toMatchObject({
		outcome: 'failed',
		errorMessage: expect.stringMatching(/lost-tape/),
	});
});
