import type { IDataObject, INode } from 'n8n-workflow';
import { openLab, type Lab } from '../../tools/lab';
import type { ExecutionResult, WorkflowFile } from '../../tools/lab/n8nRest';
import { stopwatch } from '../../tools/lab/progress';
import type { VidiCoreHttp } from '../../vidicore/http';
import { analyzePath } from '../../vidicore/items/items';
import { startJob, type StartOptions } from '../../vidicore/jobs/startJob';
import { waitForJobs } from '../../vidicore/jobs/waitForJobs';
import { vidiCoreOver } from '../../tools/lab/fetchTransport';
import { setUpService } from '../../tools/lab/setUpService';

// Wait For Job in the ways that do not stay in the node: what n8n does with a parked execution only a real one can
// show.
let lab: Lab;
let http: VidiCoreHttp;
let options: Required<Pick<StartOptions, 'resourceId' | 'callbackId'>>;

beforeAll(async () => {
	lab = await openLab(stopwatch(), { speed: 20 });
	http = vidiCoreOver(lab.world.vidiCore.baseUrl);
	options = await setUpService(lab.world, http);
}, 20 * 60_000);
afterAll(() => lab?.close());
afterEach(() => lab.world.vidiCore.faults.clear());

const analysis = async (video: string) =>
	(await startJob(http, analyzePath(video), { ...options, correlation: crypto.randomUUID() })).jobId;
const node = (name: string, type: string, parameters: IDataObject, index: number): INode => ({
	id: name,
	name,
	type,
	typeVersion: type.endsWith('.set') ? 3.4 : 1,
	position: [index * 220, 0],
	parameters: parameters as INode['parameters'],
	...(type.startsWith('n8n-nodes-vidicore') ? { credentials: {} } : {}),
});

/**
 * Start → these jobs, an item each → Wait For Job → one box for each output; "Still Running" is led back if asked.
 */
function waiting(jobs: string[], parameters: IDataObject, ledBack = false): WorkflowFile {
	const to = (name: string) => [{ node: name, type: 'main', index: 0 }];
	return {
		name: 'waiting',
		nodes: [
			node('Start', 'n8n-nodes-base.manualTrigger', {}, 0),
			node(
				'Jobs',
				'n8n-nodes-base.code',
				{ jsCode: `return ${JSON.stringify(jobs.map((jobId) => ({ json: { jobId, mine: `of ${jobId}` } })))}` },
				1,
			),
			{
				...node(
					'Wait For Job',
					'n8n-nodes-vidicore.waitForJob',
					{ jobId: { __rl: true, mode: 'id', value: '={{ $json.jobId }}' }, ...parameters },
					2,
				),
				typeVersion: 1,
			},
			...['Still Running', 'Finished', 'Failed'].map((name, index) => node(name, 'n8n-nodes-base.noOp', {}, 3 + index)),
		].map((entry) => (entry.name === 'Jobs' ? { ...entry, typeVersion: 2 } : entry)),
		connections: {
			Start: { main: [to('Jobs')] },
			Jobs: { main: [to('Wait For Job')] },
			'Wait For Job': { main: [to(ledBack ? 'Wait For Job' : 'Still Running'), to('Finished'), to('Failed')] },
		},
	};
}

const begin = async (workflow: WorkflowFile) => await lab.n8n.rest.run(await lab.importWorkflow(workflow), 'Start');
const items = ({ nodes }: ExecutionResult, name: string) => nodes[name]?.items ?? [];
const notificationsOf = async (jobId: string) =>
	(await http.json<{ uri?: string[] }>('GET', `/API/job/${jobId}/notification`)).uri ?? [];

async function parked(execution: string): Promise<void> {
	for (
		const deadline = Date.now() + 20_000;
		Date.now() < deadline;
		await new Promise((resolve) => setTimeout(resolve, 50))
	)
		if ((await lab.n8n.rest.standing(execution)) === 'waiting') return;
	throw new Error(`Execution ${execution} was not parked but is ${await lab.n8n.rest.standing(execution)}`);
}

async function resumeUrl(jobId: string): Promise<string> {
	const [id] = await notificationsOf(jobId);
	const { action } = await http.json<{ action: { http: { url: string } } }>(
		'GET',
		`/API/job/${jobId}/notification/${id}`,
	);
	return action.http.url;
}

describe('Let VidiCore Call Back', () => {
	test('parks the execution, comes back when the job has ended, and takes the notification back', async () => {
		const job = await analysis('VX-108');
		// It runs, as far as can be seen, until the execution is parked, however slow n8n is.
		const body = JSON.stringify({ jobId: job, status: 'STARTED' });
		lab.world.vidiCore.faults.add({
			match: new RegExp(`^GET /API/job/${job}$`),
			times: Infinity,
			effect: { status: 200, contentType: 'application/json', body },
		});
		const execution = await begin(waiting([job], { way: 'callBack' }));
		await parked(execution);
		expect(await notificationsOf(job)).toHaveLength(1);
		const url = await resumeUrl(job);
		lab.world.vidiCore.faults.clear();
		await waitForJobs(http, [job], { limitMs: 60_000, maxPauseMs: 200 });
		await fetch(url, { method: 'POST' }); // if VidiCore has called already, while nobody could see that it had ended
		const result = await lab.n8n.rest.ended(execution);
		expect(result).toMatchObject({ status: 'success', error: undefined });
		expect(items(result, 'Finished')).toMatchObject([{ jobId: job, status: 'FINISHED', itemId: 'VX-108' }]);
		expect([...items(result, 'Still Running'), ...items(result, 'Failed')]).toEqual([]);
		expect(await notificationsOf(job)).toEqual([]);
		expect(result.stored).not.toMatch(/signature=/);
	});

	test('several jobs come back together once, each at its output and with the fields of its input', async () => {
		const jobs = await Promise.all(['VX-112', 'VX-108', 'VX-111'].map(analysis));
		const result = await lab.n8n.rest.ended(await begin(waiting(jobs, { way: 'callBack' })));
		expect(items(result, 'Finished').map(({ jobId }) => jobId)).toEqual([jobs[1], jobs[2]]);
		expect(items(result, 'Failed')).toMatchObject([
			{ jobId: jobs[0], outcome: 'failed', errorMessage: expect.stringMatching(/lost-tape/) },
		]);
		expect(items(result, 'Finished').map(({ mine }) => mine)).toEqual([`of ${jobs[1]}`, `of ${jobs[2]}`]);
		expect(items(result, 'Failed')).toMatchObject([{ mine: `of ${jobs[0]}` }]);
		for (const job of jobs) expect(await notificationsOf(job)).toEqual([]);
	});

	test('a job that has ended already is not waited for', async () => {
		const job = await analysis('VX-111');
		await lab.n8n.rest.ended(await begin(waiting([job], { way: 'here' })));
		lab.world.vidiCore.requests.length = 0;
		const result = await lab.n8n.rest.ended(await begin(waiting([job], { way: 'callBack' })));
		expect(items(result, 'Finished')).toMatchObject([{ jobId: job }]);
		expect(lab.world.vidiCore.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
	});

	test(
		'a call that is not true does not wake it; a VidiCore that cannot be asked is called again; an aborted job ' +
			'comes out as failed',
		async () => {
			const job = await analysis('VX-113');
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
			expect(await lab.n8n.rest.standing(execution)).toBe('waiting');
			lab.world.vidiCore.faults.add({ match: new RegExp(`^GET /API/job/${job}$`), times: 1, effect: { status: 401 } });
			expect((await fetch(url, { method: 'POST' })).status).toBe(503);
			expect(await lab.n8n.rest.standing(execution)).toBe('waiting');
			lab.world.vidiCore.faults.add({ match: new RegExp(`^GET /API/job/${job}$`), times: 2, effect: { status: 401 } });
			await http.send('DELETE', `/API/job/${job}`);
			const result = await lab.n8n.rest.ended(execution);
			expect(items(result, 'Failed')).toMatchObject([{ jobId: job, outcome: 'aborted' }]);
			expect((await fetch(url, { method: 'POST' })).status).toBe(409); // too late, and harmless
		},
	);

	test('an unknown job and a VidiCore that makes no notifications are errors, and nothing is left behind', async () => {
		expect((await lab.n8n.rest.ended(await begin(waiting(['VX-9'], { way: 'callBack' })))).error?.message).toMatch(
			/Job VX-9/,
		);
		const [first, second] = await Promise.all(['VX-113', 'VX-113'].map(analysis));
		lab.world.vidiCore.faults.add({
			match: new RegExp(`^POST /API/job/${second}/notification`),
			times: 1,
			effect: { status: 403 },
		});
		const refused = await lab.n8n.rest.ended(await begin(waiting([first ?? '', second ?? ''], { way: 'callBack' })));
		expect(refused).toMatchObject({ status: 'error', error: { message: expect.stringMatching(/403/) } });
		expect(await notificationsOf(first ?? '')).toEqual([]);
		for (const job of [first, second]) await http.send('DELETE', `/API/job/${job}`);
	});

	test('a call that never comes is caught when "Still Running" is led back; the limit counts all rounds', async () => {
		const [missed, endless] = await Promise.all([analysis('VX-108'), analysis('VX-113')]);
		const executions = [
			await begin(waiting([missed], { way: 'callBack', options: { checkAgainMinutes: 1 } }, true)),
			await begin(waiting([endless], { way: 'callBack', limitMinutes: 0.05 }, true)),
		];
		for (const execution of executions) await parked(execution);
		// So that no call comes.
		for (const id of await notificationsOf(missed)) await http.send('DELETE', `/API/job/${missed}/notification/${id}`);
		const [caught, over] = await Promise.all(executions.map((execution) => lab.n8n.rest.ended(execution, 180_000)));
		expect(items(caught as ExecutionResult, 'Finished')).toMatchObject([{ jobId: missed, status: 'FINISHED' }]);
		expect(over).toMatchObject({
			status: 'error',
			error: { message: `Job ${endless} is still running after 0.05 minutes` },
		});
		expect(await notificationsOf(endless)).toEqual([]);
		await http.send('DELETE', `/API/job/${endless}`);
	});
});

test('Check Once sorts jobs by how they stand; a running one takes its input along', async () => {
	const [endless, lost, unknown] = [await analysis('VX-113'), await analysis('VX-112'), 'VX-9'];
	await lab.n8n.rest.ended(await begin(waiting([lost], { way: 'here', onFailedJob: 'output' })));
	const workflow = waiting([endless, lost, unknown], { way: 'once' });
	Object.assign(workflow.nodes.find(({ name }) => name === 'Wait For Job') ?? {}, { onError: 'continueRegularOutput' });
	const result = await lab.n8n.rest.ended(await begin(workflow));
	expect(items(result, 'Still Running')).toMatchObject([{ jobId: endless, mine: `of ${endless}`, outcome: 'running' }]);
	expect(items(result, 'Failed')).toMatchObject([
		{ jobId: lost, outcome: 'failed' },
		{ error: expect.stringMatching(/VX-9/) },
	]);
	await http.send('DELETE', `/API/job/${endless}`);
});
