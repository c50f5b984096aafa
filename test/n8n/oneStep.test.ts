import { byHand, inARow, located, ourNode, wireTo, workflowNode } from '../../tools/lab/workflowNode';
import type { WorkflowFile } from '../../tools/lab/n8nRest';
import { eventually, useN8n } from '../support/inN8n';

// From a video to its faces in one box: staying in the node, and parked over a restart of n8n.
const at = useN8n({ speed: 100 });

const analyze = (parameters: object) =>
	ourNode('Analyze Item', 'analyzeItem', {
		operation: 'analyzeAndGetFaces',
		itemId: located('VX-108'),
		resourceId: located(at.service.resourceId),
		callbackId: located(at.service.callbackId),
		...parameters,
	});
const starts = () =>
	at.world.vidiCore.requests.filter(({ method, path }) => method === 'POST' && /analyze$/.test(path));

test('here: the faces come out of the box that started the analysis', async () => {
	const result = await at.run(inARow('one step', [byHand(), analyze({})]));
	expect(result).toMatchObject({ status: 'success', error: undefined });
	const rows = result.nodes['Analyze Item']?.items ?? [];
	expect(rows.length).toBeGreaterThan(1);
	expect(rows[0]).toMatchObject({ itemId: 'VX-108', person: expect.any(String), startTimecode: expect.any(String) });
	expect(starts()).toHaveLength(1);
});

test('parked: n8n is restarted meanwhile, VidiCore calls, and the faces come out; started once', async () => {
	// The job runs, as far as can be seen, until n8n has been restarted, however slow n8n is.
	at.world.vidiCore.faults.add({
		match: /^GET .API.job.VX-\d+$/,
		times: Infinity,
		effect: {
			status: 200,
			contentType: 'application/json',
			body: JSON.stringify({ jobId: 'VX-0', status: 'STARTED' }),
		},
	});
	const outputs = ['Still Running', 'Finished', 'Failed'];
	const workflow: WorkflowFile = {
		name: 'one step, parked',
		nodes: [
			byHand(),
			analyze({ way: 'callBack', output: 'people' }),
			...outputs.map((name) => workflowNode(name, 'n8n-nodes-base.noOp', 1)),
		],
		connections: {
			Start: { main: [wireTo('Analyze Item')] },
			'Analyze Item': { main: outputs.map((name) => wireTo(name)) },
		},
	};
	const execution = await at.n8n.rest.run(await at.importWorkflow(workflow), 'Start');
	const standing = async () => await at.n8n.rest.standing(execution);
	expect(await eventually(standing, (status) => !['new', 'running'].includes(status))).toBe('waiting');
	await at.n8n.restart('politely');
	expect(await standing()).toBe('waiting');
	const { job = [] } = await at.http.json<{ job?: Array<{ jobId: string }> }>('GET', '/API/job', {
		query: [['type', 'ANALYZE']],
	});
	const jobId = job[0]?.jobId ?? '';
	const { uri = [] } = await at.http.json<{ uri?: string[] }>('GET', `/API/job/${jobId}/notification`);
	const { action } = await at.http.json<{ action: { http: { url: string } } }>(
		'GET',
		`/API/job/${jobId}/notification/${uri[0]}`,
	);
	at.world.vidiCore.faults.clear();
	await at.ended(jobId);
	await fetch(action.http.url, { method: 'POST' }); // if VidiCore has called already, while nobody could see the end
	const result = await at.n8n.rest.ended(execution);
	expect(result).toMatchObject({ status: 'success', error: undefined });
	const rows = result.nodes.Finished?.items ?? [];
	expect(rows.length).toBeGreaterThan(1);
	expect(rows[0]).toMatchObject({ itemId: 'VX-108', person: expect.any(String), totalSeconds: expect.any(Number) });
	expect([...(result.nodes['Still Running']?.items ?? []), ...(result.nodes.Failed?.items ?? [])]).toEqual([]);
	expect(starts()).toHaveLength(1);
	expect((await at.http.json<{ uri?: string[] }>('GET', `/API/job/${jobId}/notification`)).uri ?? []).toEqual([]);
});
