import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { differences } from '../../tools/demo/compare';
import { openLab, workflowFiles, type Lab } from '../../tools/lab';
import type { WorkflowFile } from '../../tools/lab/n8nRest';
import { stopwatch } from '../../tools/lab/progress';
import { currentN8n, newestN8n, olderN8n } from '../../tools/lab/versions';
import { wireTo, workflowNode } from '../../tools/lab/workflowNode';
import type { VidiCoreHttp } from '../../vidicore/http';
import { analyzePath } from '../../vidicore/items/items';
import { startJob } from '../../vidicore/jobs/startJob';
import { agentCases } from '../support/agentCases';
import { vidiCoreOver } from '../../tools/lab/fetchTransport';
import { setUpService } from '../../tools/lab/setUpService';

// What docs/compatibility.md says of each version of n8n. Not part of the ordinary run.
describe.each([olderN8n, currentN8n, newestN8n].map((n8n) => ({ ...n8n, n8n })))('n8n $version', ({ n8n }) => {
	let lab: Lab;
	let http: VidiCoreHttp;
	const files = workflowFiles();

	beforeAll(async () => {
		lab = await openLab(stopwatch(), { speed: 600 }, n8n);
		http = vidiCoreOver(lab.world.vidiCore.baseUrl);
	}, 20 * 60_000);
	afterAll(() => lab?.close());

	const analysis = async (video: string) => {
		const options = await setUpService(lab.world, http);
		return (await startJob(http, analyzePath(video), { ...options, correlation: randomUUID() })).jobId;
	};

	test('knows every node and its tool', async () => {
		const { n8n: ours } = JSON.parse(readFileSync(join(lab.n8n.packageFolder, 'package.json'), 'utf8')) as {
			n8n: { nodes: string[] };
		};
		const known = ((await lab.n8n.rest.file('/types/nodes.json')) as Array<{ name: string }>).map(({ name }) => name);
		const names = ours.nodes.map((file) => /(\w+)\.node\.js$/.exec(file)?.[1] ?? '');
		const types = names.map((name) => `n8n-nodes-vidicore.${name.charAt(0).toLowerCase()}${name.slice(1)}`);
		const tools = types.filter((type) => !type.endsWith('Trigger')).map((type) => `${type}Tool`);
		expect(known).toEqual(expect.arrayContaining([...types, ...tools]));
	});

	test('runs the face workflow, from set-up to who is seen when', async () => {
		const { status, error, nodes } = await lab.run(files['face-workflow.json'] as WorkflowFile);
		expect({ status, error }).toEqual({ status: 'success', error: undefined });
		expect(differences(lab.world.scenario, 'VX-108', nodes['Get Face Timespans']?.items ?? [])).toEqual([]);
	});

	test('parks a workflow until VidiCore calls, and each job comes out where it belongs', async () => {
		const { status, nodes } = await lab.run(files['analyze-with-call-back.json'] as WorkflowFile);
		expect(status).toBe('success');
		expect(nodes['Wait For Job']?.outputs.map((items) => items.length)).toEqual([0, 3, 0]);
		expect(nodes['Get Face Timespans']?.items.length).toBeGreaterThan(0);
	});

	test('follows the outputs of Check Once', async () => {
		const jobId = await analysis('VX-113');
		const { nodes } = await lab.run(lookingOnce(jobId));
		expect(nodes['Wait For Job']?.outputs.map((items) => items.length)).toEqual([1, 0, 0]);
		expect(nodes['Still Running']?.items).toMatchObject([{ jobId, outcome: 'running' }]);
		await http.send('DELETE', `/API/job/${jobId}`);
	});

	test.each(['vidiCoreTrigger', 'vidiCorePollingTrigger'])('starts a published workflow with %s', async (type) => {
		const workflow = await lab.importWorkflow(triggered(type));
		await lab.n8n.rest.publish(workflow);
		const jobId = await analysis('VX-111');
		const [execution] = await started(workflow, 90_000);
		const { nodes } = await lab.n8n.rest.ended(execution?.id ?? '');
		expect(nodes.Next?.items).toEqual([expect.objectContaining({ jobId, outcome: 'finished' })]);
		await lab.n8n.rest.unpublish(workflow);
	});

	/** The executions of a workflow, as soon as there is one. */
	async function started(workflow: string, limitMs: number) {
		for (
			const deadline = Date.now() + limitMs;
			Date.now() < deadline;
			await new Promise((resolve) => setTimeout(resolve, 500))
		) {
			const executions = await lab.n8n.rest.executions(workflow);
			if (executions.length > 0) return executions;
		}
		throw new Error(`Workflow ${workflow} was not started within ${limitMs / 1000} s`);
	}

	agentCases(() => lab);
});

function lookingOnce(jobId: string): WorkflowFile {
	return {
		name: 'once',
		nodes: [
			workflowNode('Start', 'n8n-nodes-base.manualTrigger', 1),
			workflowNode('Wait For Job', 'n8n-nodes-vidicore.waitForJob', 1, {
				jobId: { __rl: true, mode: 'id', value: jobId },
				way: 'once',
			}),
			workflowNode('Still Running', 'n8n-nodes-base.noOp', 1),
		],
		connections: {
			Start: { main: [wireTo('Wait For Job')] },
			'Wait For Job': { main: [wireTo('Still Running')] },
		},
	};
}

function triggered(type: string): WorkflowFile {
	return {
		name: type,
		nodes: [
			{
				...workflowNode('Trigger', `n8n-nodes-vidicore.${type}`, 1, {
					event: 'jobEnded',
					...(type === 'vidiCorePollingTrigger' ? { pollTimes: { item: [{ mode: 'everyMinute' }] } } : {}),
				}),
				webhookId: randomUUID(),
			},
			workflowNode('Next', 'n8n-nodes-base.noOp', 1),
		],
		connections: { Trigger: { main: [wireTo('Next')] } },
	};
}
