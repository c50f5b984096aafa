import type { IDataObject } from 'n8n-workflow';
import type { ExecutionResult, WorkflowFile } from '../../tools/lab/n8nRest';
import { byHand, located, ourNode, wireTo, workflowNode } from '../../tools/lab/workflowNode';
import { eventually, useN8n } from '../support/inN8n';

// Wait For Job in the ways that do not stay in the node: what n8n does with a parked execution only a real one can
// show.
const at = useN8n({ speed: 20 });

/**
 * Start → these jobs, an item each → Wait For Job → a box for each output; "Still Running" is led back if asked.
 */
function waiting(jobs: string[], parameters: IDataObject, ledBack = false): WorkflowFile {
	const given = jobs.map((jobId) => ({ json: { jobId, mine: `of ${jobId}` } }));
	return {
		name: 'waiting',
		nodes: [
			byHand(),
			workflowNode('Jobs', 'n8n-nodes-base.code', 2, { jsCode: `return ${JSON.stringify(given)}` }),
			ourNode('Wait For Job', 'waitForJob', { jobId: located('={{ $json.jobId }}'), ...parameters }),
			...['Still Running', 'Finished', 'Failed'].map((name) => workflowNode(name, 'n8n-nodes-base.noOp', 1)),
		],
		connections: {
			Start: { main: [wireTo('Jobs')] },
			Jobs: { main: [wireTo('Wait For Job')] },
			'Wait For Job': {
				main: [wireTo(ledBack ? 'Wait For Job' : 'Still Running'), wireTo('Finished'), wireTo('Failed')],
			},
		},
	};
}

const begin = async (workflow: WorkflowFile) => await at.n8n.rest.run(await at.importWorkflow(workflow), 'Start');
const items = ({ nodes }: ExecutionResult, name: string) => nodes[name]?.items ?? [];
const notificationsOf = async (jobId: string) =>
	(await at.http.json<{ uri?: string[] }>('GET', `/API/job/${jobId}/notification`)).uri ?? [];

async function parked(execution: string): Promise<void> {
	const standing = await eventually(
		() => at.n8n.rest.standing(execution),
		(status) => !['new', 'running'].includes(status),
	);
	expect(standing).toBe('waiting');
}

async function resumeUrl(jobId: string): Promise<string> {
	const path = `/API/job/${jobId}/notification/${(await notificationsOf(jobId))[0]}`;
	return (await at.http.json<{ action: { http: { url: string } } }>('GET', path)).action.http.url;
}

describe('Let VidiCore Call Back', () => {
	test('parks the execution, comes back when the job has ended, and takes the notification back', async () => {
		const job = await at.analysis('VX-108');
		// It runs, as far as can be seen, until the execution is parked, however slow n8n is.
		const body = JSON.stringify({ jobId: job, status: 'STARTED' });
		at.world.vidiCore.faults.add({
			match: new RegExp(`^GET /API/job/${job}$`),
			times: Infinity,
			effect: { status: 200, contentType: 'application/json', body },
		});
		const execution = await begin(waiting([job], { way: 'callBack' }));
		await parked(execution);
		expect(await notificationsOf(job)).toHaveLength(1);
		const url = await resumeUrl(job);
		at.world.vidiCore.faults.clear();
		await at.ended(job);
		await fetch(url, { method: 'POST' }); // if VidiCore has called already, while nobody could see that it had ended
		const result = await at.n8n.rest.ended(execution);
		expect(result).toMatchObject({ status: 'success', error: undefined });
		expect(items(result, 'Finished')).toMatchObject([{ jobId: job, status: 'FINISHED', itemId: 'VX-108' }]);
		expect([...items(result, 'Still Running'), ...items(result, 'Failed')]).toEqual([]);
		expect(await notificationsOf(job)).toEqual([]);
		expect(result.stored).not.toMatch(/signature=/);
	});

	test('several jobs come back together once, each at its output and with the fields of its input', async () => {
		const jobs = await Promise.all(['VX-112', 'VX-108', 'VX-111'].map((video) => at.analysis(video)));
		const result = await at.n8n.rest.ended(await begin(waiting(jobs, { way: 'callBack' })));
		expect(items(result, 'Finished').map(({ jobId }) => jobId)).toEqual([jobs[1], jobs[2]]);
		expect(items(result, 'Failed')).toMatchObject([
			{ jobId: jobs[0], outcome: 'failed', errorMessage: expect.stringMatching(/lost-tape/) },
		]);
		expect(items(result, 'Finished').map(({ mine }) => mine)).toEqual([`of ${jobs[1]}`, `of ${jobs[2]}`]);
		expect(items(result, 'Failed')).toMatchObject([{ mine: `of ${jobs[0]}` }]);
		for (const job of jobs) expect(await notificationsOf(job)).toEqual([]);
	});

	test('a job that has ended already is not waited for', async () => {
		const job = await at.analysis('VX-111');
		await at.n8n.rest.ended(await begin(waiting([job], { way: 'here' })));
		at.world.vidiCore.requests.length = 0;
		const result = await at.n8n.rest.ended(await begin(waiting([job], { way: 'callBack' })));
		expect(items(result, 'Finished')).toMatchObject([{ jobId: job }]);
		expect(at.world.vidiCore.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
	});

	test(
		'a call that is not true does not wake it; a VidiCore that cannot be asked is called again; an aborted job ' +
			'comes out as failed',
		async () => {
			const job = await at.analysis('VX-113');
			const execution = await begin(waiting([job], { way: 'callBack' }));
			await parked(execution);
			const url = await resumeUrl(job);
			const lie = await fetch(url, {
				method: 'POST',
				body: JSON.stringify({
					field: [
						{ key: 'jobId', value: job },
						{ key: 'status', value: 'FINISHED' },
					],
				}),
				headers: { 'content-type': 'application/json' },
			});
			expect(lie.status).toBe(200);
			expect(await at.n8n.rest.standing(execution)).toBe('waiting');
			at.world.vidiCore.faults.add({ match: new RegExp(`^GET /API/job/${job}$`), times: 1, effect: { status: 401 } });
			expect((await fetch(url, { method: 'POST' })).status).toBe(503);
			expect(await at.n8n.rest.standing(execution)).toBe('waiting');
			at.world.vidiCore.faults.add({ match: new RegExp(`^GET /API/job/${job}$`), times: 2, effect: { status: 401 } });
			await at.http.send('DELETE', `/API/job/${job}`);
			const result = await at.n8n.rest.ended(execution);
			expect(items(result, 'Failed')).toMatchObject([{ jobId: job, outcome: 'aborted' }]);
			expect((await fetch(url, { method: 'POST' })).status).toBe(409); // too late, and harmless
		},
	);

	test('an unknown job and a VidiCore that makes no notifications are errors, and nothing is left behind', async () => {
		expect((await at.n8n.rest.ended(await begin(waiting(['VX-9'], { way: 'callBack' })))).error?.message).toMatch(
			/job VX-9/,
		);
		const [first, second] = await Promise.all(['VX-113', 'VX-113'].map((video) => at.analysis(video)));
		at.world.vidiCore.faults.add({
			match: new RegExp(`^POST /API/job/${second}/notification`),
			times: 1,
			effect: { status: 403 },
		});
		const refused = await at.n8n.rest.ended(await begin(waiting([first ?? '', second ?? ''], { way: 'callBack' })));
		expect(refused).toMatchObject({ status: 'error', error: { message: expect.stringMatching(/403/) } });
		expect(await notificationsOf(first ?? '')).toEqual([]);
	});

	test('a call that never comes is caught when "Still Running" is led back; the limit counts all rounds', async () => {
		const [missed, endless] = await Promise.all(['VX-113', 'VX-113'].map((video) => at.analysis(video)));
		const again = { way: 'callBack', options: { checkAgainMinutes: 1 } };
		const first = await begin(waiting([missed ?? ''], again, true));
		const second = await begin(waiting([endless ?? ''], { way: 'callBack', limitMinutes: 0.05 }, true));
		await parked(first);
		for (const id of await notificationsOf(missed ?? ''))
			await at.http.send('DELETE', `/API/job/${missed}/notification/${id}`); // so no call comes
		await at.http.send('DELETE', `/API/job/${missed}`);
		const [caught, over] = await Promise.all([at.n8n.rest.ended(first), at.n8n.rest.ended(second)]);
		expect(items(caught, 'Failed')).toMatchObject([{ jobId: missed, outcome: 'aborted' }]);
		expect(over).toMatchObject({
			status: 'error',
			error: { message: `Job ${endless} is still running after 0.05 minutes` },
		});
		expect(await notificationsOf(endless ?? '')).toEqual([]);
	});
});

test('Check Once sorts jobs by how they stand; a running one takes its input along', async () => {
	const [endless, lost, unknown] = [await at.analysis('VX-113'), await at.analysis('VX-112'), 'VX-9'];
	await at.n8n.rest.ended(await begin(waiting([lost], { way: 'here', onFailedJob: 'output' })));
	const workflow = waiting([endless, lost, unknown], { way: 'once' });
	Object.assign(workflow.nodes.find(({ name }) => name === 'Wait For Job') ?? {}, { onError: 'continueRegularOutput' });
	const result = await at.n8n.rest.ended(await begin(workflow));
	expect(items(result, 'Still Running')).toMatchObject([{ jobId: endless, mine: `of ${endless}`, outcome: 'running' }]);
	expect(items(result, 'Failed')).toMatchObject([
		{ jobId: lost, outcome: 'failed' },
		{ error: expect.stringMatching(/VX-9/) },
	]);
});
