import type { IDataObject, INodeType } from 'n8n-workflow';
import { AnalyzeItem } from '../../nodes/AnalyzeItem/AnalyzeItem.node';
import { ManageFaces } from '../../nodes/ManageFaces/ManageFaces.node';
import { VidiCore } from '../../nodes/VidiCore/VidiCore.node';
import { WaitForJob } from '../../nodes/WaitForJob/WaitForJob.node';
import { located, openNodeWorld, type NodeWorld } from '../support/nodeWorld';
import { aboutJobs, useTriggerWorld } from '../support/triggerWorld';
import { siteId } from '../support/site';

// New nodes say how a thing stands in a word for people; those of saved workflows say what they said.
let at: NodeWorld;
beforeEach(async () => void (at = await openNodeWorld()));
afterEach(() => at.close());

const run = async (node: INodeType, parameters: IDataObject, typeVersion: number, output = 0) =>
	(await at.run(node, parameters, [{}], { typeVersion })).outputs[output]?.map(({ json }) => json) ?? [];
const rows = async (node: INodeType, parameters: IDataObject, input: IDataObject) => {
	const { run: ran, outputs } = await at.run(node, parameters, [input], { typeVersion: 1.1 });
	const { message } = ran.data.resultData.error ?? {};
	if (message !== undefined) throw new Error(message);
	return outputs[0]?.map(({ json }) => json) ?? [];
};
const start = async (typeVersion: number) => {
	const video = at.world.scenario.videos.find(({ neverEnds }) => neverEnds)?.id ?? '';
	const [row = {}] = await run(new AnalyzeItem(), { itemId: located(video), ...at.ids }, typeVersion);
	return row;
};

test('a job just started is waiting, and READY is said to be VidiCore’s word for it', async () => {
	const { status, ...row } = await start(1.1);
	expect(status).toBe('READY');
	expect(row).toMatchObject({ state: 'waiting', started: true });
	expect(Object.keys(row).slice(0, 2)).toEqual(['jobId', 'state']);
	expect(row).not.toHaveProperty('outcome');
});

test('a node of a saved workflow gives status and outcome, and nothing new', async () => {
	const row = await start(1);
	expect(row).toMatchObject({ status: 'READY', outcome: 'running' });
	expect(row).not.toHaveProperty('state');
});

test('a new node starts with the item, and with the job, that come in', async () => {
	const video = siteId(108);
	const [started = {}] = await rows(new AnalyzeItem(), { ...at.ids }, { itemId: video });
	expect(started).toMatchObject({ itemId: video, started: true });
	expect(await rows(new WaitForJob(), { limitMinutes: 5 }, started)).toMatchObject([{ jobId: started.jobId }]);
	await expect(rows(new AnalyzeItem(), { ...at.ids }, {})).rejects.toThrow(/"Item" is/);
});

test('looked at once, listed, and aborted, the job has the same words', async () => {
	const jobId = located((await start(1.1)).jobId);
	const [looked] = await run(new WaitForJob(), { way: 'once', jobId }, 1.1);
	expect(looked).toMatchObject({ jobId: jobId.value, state: expect.stringMatching(/^(waiting|running)$/) });
	const job = async (operation: string, more: IDataObject = {}) =>
		(await run(new VidiCore(), { resource: 'job', operation, jobId, ...more }, 1.1))[0];
	expect(await job('get')).toMatchObject({ state: expect.stringMatching(/^(waiting|running)$/) });
	await job('abort');
	expect(await job('get')).toMatchObject({ state: 'aborted', status: 'ABORTED' });
	expect(await job('getMany', { filters: { states: ['ABORTED'] } })).toMatchObject({ state: 'aborted' });
});

test('faces and the files of shapes', async () => {
	const faces = { resource: 'face', operation: 'getMany', returnAll: true };
	const [face] = await run(new ManageFaces(), faces, 1.1);
	const [saved] = await run(new ManageFaces(), faces, 1);
	expect(saved?.state).toMatch(/^[A-Z_]+$/);
	expect(face).toMatchObject({ state: expect.stringMatching(/^[a-z ]+$/), vidiCoreState: saved?.state });
	const shapes = { resource: 'shape', operation: 'getMany', itemId: located(siteId(108)) };
	const [shape] = await run(new VidiCore(), shapes, 1.1);
	expect(shape?.files).toEqual([expect.objectContaining({ state: 'whole', vidiCoreState: 'CLOSED' })]);
	expect((await run(new VidiCore(), shapes, 1))[0]?.files).toEqual([
		expect.not.objectContaining({ vidiCoreState: 'CLOSED' }),
	]);
});

describe('a trigger', () => {
	const calling = useTriggerWorld();

	test('hands on a job with the state in a word for people, except in workflows of before', async () => {
		const { node, tell } = await calling.published();
		const [saved] = (await tell(aboutJobs(await calling.job()))).items;
		expect(saved).toMatchObject({ status: 'FINISHED', outcome: 'finished' });
		node.node.typeVersion = 1.1;
		const [row] = (await tell(aboutJobs(await calling.job(siteId(109))))).items;
		expect(row).toMatchObject({ state: 'finished', status: 'FINISHED' });
		expect(row).not.toHaveProperty('outcome');
	});
});
