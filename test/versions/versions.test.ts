import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { differences } from '../../tools/demo/compare';
import { startN8n, type RunningN8n } from '../../tools/lab/n8n';
import { stopwatch } from '../../tools/lab/progress';
import { workflowFiles } from '../../tools/lab';
import { currentN8n, newestN8n, olderN8n, type N8nVersion } from '../../tools/lab/versions';
import { byHand, inARow, located, ourNode, packageName, workflowNode } from '../../tools/lab/workflowNode';
import { agentCases } from '../support/agentCases';
import { conversationCases } from '../support/conversationCases';
import { everyToolCases } from '../support/everyToolCases';
import { useArchives, workflowOf, type InN8n } from '../support/inN8n';
import { mcpCases } from '../support/mcpCases';
import { triggeredWorkflow } from '../support/triggeredWorkflow';

// What docs/compatibility.md says of each version of n8n. Not part of the ordinary run.
describe.each([olderN8n, currentN8n, newestN8n].map((n8n) => ({ ...n8n, n8n })))('n8n $version', ({ n8n }) => {
	let running: RunningN8n;
	beforeAll(async () => void (running = await startN8n(stopwatch(), n8n)), 20 * 60_000);
	afterAll(() => running?.close());

	describe('with an archive', () =>
		inEachVersion(
			useArchives(() => running, { speed: 600 }),
			n8n,
		));

	agentCases(() => running);
	conversationCases(() => running);
	everyToolCases(() => running, [2.2, 3]);
	mcpCases(() => running);
});

function inEachVersion(at: InN8n, { version }: N8nVersion): void {
	test('knows every node and its tool', async () => {
		const { n8n: ours } = JSON.parse(readFileSync(join(at.n8n.packageFolder, 'package.json'), 'utf8')) as {
			n8n: { nodes: string[] };
		};
		const known = ((await at.n8n.rest.file('/types/nodes.json')) as Array<{ name: string }>).map(({ name }) => name);
		const names = ours.nodes.map((file) => /(\w+)\.node\.js$/.exec(file)?.[1] ?? '');
		const types = names.map((name) => `${packageName}.${name.charAt(0).toLowerCase()}${name.slice(1)}`);
		const tools = types.filter((type) => !type.endsWith('Trigger')).map((type) => `${type}Tool`);
		expect(known).toEqual(expect.arrayContaining([...types, ...tools]));
	});

	test('runs the face workflow, from set-up to who is seen when', async () => {
		const { status, error, nodes } = await at.run(workflowOf('face-workflow.json'));
		expect({ status, error }).toEqual({ status: 'success', error: undefined });
		expect(differences(at.world.scenario, 'VX-108', nodes['Get Face Timespans']?.items ?? [])).toEqual([]);
	});

	test('takes every workflow of this repository, with types and versions that it knows', async () => {
		const types = (await at.n8n.rest.file('/types/nodes.json')) as Array<{ name: string; version: number | number[] }>;
		const known = new Set(types.flatMap(({ name, version }) => [version].flat().map((one) => `${name} ${one}`)));
		const files = Object.entries(workflowFiles());
		for (const [, workflow] of files) await at.importWorkflow(workflow);
		const unknown = files.flatMap(([, { nodes }]) =>
			nodes.filter(({ type, typeVersion }) => !known.has(`${type} ${typeVersion}`)).map(({ type }) => type),
		);
		// The pages between and after forms go to version 2.3 there; ours are of 2.4.
		expect([...new Set(unknown)]).toEqual(version.startsWith('1.') ? ['n8n-nodes-base.form'] : []);
	});

	test('brings a video in, analyzes it in one step, and plans a reel of a person', async () => {
		await at.trained();
		const ids = { resourceId: located(at.service.resourceId), callbackId: located(at.service.callbackId) };
		const item = { itemId: located('={{ $json.itemId }}') };
		const { status, error, nodes } = await at.run(
			inARow('the archive', [
				byHand(),
				ourNode('Find', 'vidiCore', { resource: 'item', operation: 'getMany', options: { fullText: 'council' } }),
				ourNode('Faces', 'analyzeItem', { operation: 'analyzeAndGetFaces', ...ids, ...item, output: 'people' }),
				{
					...ourNode('Reel', 'manageFaces', { resource: 'person', operation: 'makeReel', persons: 'Ada Nordin' }),
					executeOnce: true,
				},
			]),
		);
		expect({ status, error }).toEqual({ status: 'success', error: undefined });
		expect(nodes.Find?.items).toMatchObject([{ itemId: 'VX-108' }]);
		expect(nodes.Faces?.items.map(({ person }) => person)).toContain('Ada Nordin');
		expect(nodes.Reel?.items).toMatchObject([{ persons: ['Ada Nordin'], clips: 3, videos: 1 }]);
	});

	test('parks a workflow until VidiCore calls, and each job comes out where it belongs', async () => {
		await at.trained();
		const { status, nodes } = await at.run(workflowOf('analyze-with-call-back.json'));
		expect(status).toBe('success');
		expect(nodes['Wait For Job']?.outputs.map((items) => items.length)).toEqual([0, 3, 0]);
		expect(nodes['Get Face Timespans']?.items.length).toBeGreaterThan(0);
	});

	test('follows the outputs of Check Once', async () => {
		const jobId = await at.analysis('VX-113');
		const { nodes } = await at.run(lookingOnce(jobId));
		expect(nodes['Wait For Job']?.outputs.map((items) => items.length)).toEqual([1, 0, 0]);
		expect(nodes['Still Running']?.items).toMatchObject([{ jobId, outcome: 'running' }]);
	});

	test.each(['vidiCoreTrigger', 'vidiCorePollingTrigger'] as const)(
		'starts a published workflow with %s',
		async (type) => {
			const workflow = await at.published(triggeredWorkflow(type));
			const jobId = await at.analysis('VX-111');
			expect(await at.itemsArrived(workflow, 'Next')).toEqual([
				expect.objectContaining({ jobId, outcome: 'finished' }),
			]);
		},
	);
}

const lookingOnce = (jobId: string) =>
	inARow('once', [
		byHand(),
		ourNode('Wait For Job', 'waitForJob', { jobId: located(jobId), way: 'once' }),
		workflowNode('Still Running', 'n8n-nodes-base.noOp', 1),
	]);
