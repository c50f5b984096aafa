import type { IDataObject, INode } from 'n8n-workflow';
import { openClusterLab, type Lab } from '../../tools/lab';
import type { Cluster } from '../../tools/lab/cluster';
import type { WorkflowFile } from '../../tools/lab/n8nRest';
import { stopwatch } from '../../tools/lab/progress';
import { startRecorder, type Recorder } from '../../tools/lab/recorder';
import { waitsWithNode } from '../../tools/lab/waitingWorkflow';
import type { VidiCoreHttp } from '../../vidicore/http';
import { analyzePath } from '../../vidicore/items/items';
import { startJob, type StartOptions } from '../../vidicore/jobs/startJob';
import { vidiCoreOver } from '../../tools/lab/fetchTransport';
import { setUpService } from '../../tools/lab/setUpService';

// Waiting in queue mode while things break: whatever happens, each execution goes on exactly once or fails with a
// reason.
let lab: Lab<Cluster>;
let http: VidiCoreHttp;
let options: Required<Pick<StartOptions, 'resourceId' | 'callbackId'>>;
let recorder: Recorder;
const workflows: Record<'callBack' | 'here', string> = { callBack: '', here: '' };
const log = stopwatch();

beforeAll(async () => {
	lab = await openClusterLab(log, { speed: 60 });
	recorder = await startRecorder();
	http = vidiCoreOver(lab.world.vidiCore.baseUrl);
	options = await setUpService(lab.world, http);
	const ways = {
		callBack: { way: 'callBack', limitMinutes: 30, options: { checkAgainMinutes: 1 } },
		here: { way: 'here', limitMinutes: 30, onFailedJob: 'output', options: { maxPauseSeconds: 2 } },
	};
	for (const way of ['callBack', 'here'] as const) {
		workflows[way] = await lab.importWorkflow(waitsWithNode(way, recorder.url, ways[way]));
		await lab.n8n.rest.publish(workflows[way]);
	}
}, 20 * 60_000);
afterAll(async () => {
	await recorder?.close();
	await lab?.close();
});

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A job that ends when `end` is called, and an execution that waits for it. */
async function waitingJob(way: 'callBack' | 'here' = 'callBack'): Promise<string> {
	const { jobId } = await startJob(http, analyzePath('VX-113'), {
		...options,
		priority: 'IMMEDIATE',
		correlation: crypto.randomUUID(),
	});
	await begin(way, jobId);
	return jobId;
}

async function begin(way: string, jobId: string): Promise<void> {
	const answer = await fetch(`${lab.n8n.url}/webhook/${way}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ jobId }),
	});
	if (!answer.ok) throw new Error(`n8n answered ${answer.status}`);
}

const waitingJobs = (count: number, way?: 'callBack' | 'here') =>
	Promise.all(Array.from({ length: count }, () => waitingJob(way)));
const end = async (jobs: readonly string[]) =>
	void (await Promise.all(jobs.map((job) => http.send('DELETE', `/API/job/${job}`))));
const times = (jobs: readonly string[], workflow?: string) =>
	jobs.map(
		(job) =>
			recorder.records.filter((record) => record.job === job && record.workflow === (workflow ?? record.workflow))
				.length,
	);
const states = async (way: 'callBack' | 'here') =>
	(await lab.n8n.rest.executions(workflows[way])).map(({ status }) => status);

/** Until each of these jobs came out behind the wait; then a moment more, in which none may come again. */
async function cameOut(jobs: readonly string[], limitMs: number, workflow?: string): Promise<number[]> {
	for (
		const deadline = Date.now() + limitMs;
		Date.now() < deadline && times(jobs, workflow).includes(0);
		await pause(500)
	);
	await pause(3000);
	return times(jobs, workflow);
}

/** Until that many executions are parked. */
async function parked(count: number): Promise<void> {
	for (const deadline = Date.now() + 60_000; ; await pause(300)) {
		const found = (await states('callBack')).filter((status) => status === 'waiting').length;
		if (found >= count) return;
		if (Date.now() > deadline) throw new Error(`only ${found} of ${count} executions are parked`);
	}
}

const once = (count: number) => Array.from({ length: count }, () => 1);

test('nothing breaks: parked, called back, once; and a message that is sent twice is no second run', async () => {
	lab.world.vidiCore.messages.copies = 2;
	const jobs = await waitingJobs(4);
	await parked(4);
	await end(jobs);
	expect(await cameOut(jobs, 30_000)).toEqual(once(4));
	lab.world.vidiCore.messages.copies = 1;
});

test('a message that comes before the execution is stored', async () => {
	// The second look, after the notification is made, is answered so late that the job ends and VidiCore calls meanwhile.
	const { jobId } = await startJob(http, analyzePath('VX-113'), {
		...options,
		priority: 'IMMEDIATE',
		correlation: crypto.randomUUID(),
	});
	const rule = { match: new RegExp(`^GET /API/job/${jobId}$`), times: 2, effect: { answerLaterMs: 1200 } } as const;
	lab.world.vidiCore.faults.add(rule);
	await begin('callBack', jobId);
	const asked = () =>
		lab.world.vidiCore.requests.filter(({ method, path }) => method === 'GET' && path === `/API/job/${jobId}`).length;
	for (const deadline = Date.now() + 20_000; asked() < 2 && Date.now() < deadline; await pause(20));
	await pause(200);
	await end([jobId]);
	expect(await cameOut([jobId], 150_000)).toEqual([1]);
});

test('main is killed while executions are parked, and their jobs end before it is back', async () => {
	const jobs = await waitingJobs(4);
	await parked(4);
	const restart = lab.n8n.restart('killed');
	await end(jobs);
	await restart;
	expect(await cameOut(jobs, 240_000)).toEqual(once(4));
});

test('messages are lost, and more when VidiCore is killed while jobs run; the re-check finds them', async () => {
	const [dropped, lost] = [await waitingJobs(4), await waitingJobs(3)];
	await parked(7);
	lab.world.vidiCore.messages.drop = 3;
	await end(dropped);
	await pause(1000);
	const start = await lab.world.vidiCore.goDown();
	await pause(8000);
	await start();
	lab.world.vidiCore.messages.drop = 3;
	await end(lost);
	expect(await cameOut([...dropped, ...lost], 240_000)).toEqual(once(7));
});

test('PostgreSQL and Redis restart, like after a crash, while executions are parked', async () => {
	const jobs = await waitingJobs(4);
	await parked(4);
	await lab.n8n.postgres.restart('killed');
	await lab.n8n.redis.restart('killed');
	await pause(5000);
	await end(jobs);
	expect(await cameOut(jobs, 240_000)).toEqual(once(4));
});

test(
	'a worker is killed in the middle of "wait here": its executions fail with a reason, those of the other worker ' +
		'go on',
	async () => {
		const jobs = await waitingJobs(4, 'here');
		await pause(3000);
		const [worker] = lab.n8n.workers;
		await worker?.kill();
		await worker?.start();
		await pause(1000);
		await end(jobs);
		await cameOut(jobs, 10_000);
		for (
			const deadline = Date.now() + 200_000;
			Date.now() < deadline && (await states('here')).some((status) => ['running', 'new', 'waiting'].includes(status));
			await pause(1000)
		);
		const runs = await lab.n8n.rest.executions(workflows.here);
		log(`  of 4 executions: ${runs.map(({ status }) => status).join(', ')}; came out: ${times(jobs).join(', ')}`);
		const gone = runs.filter(({ status }) => ['crashed', 'error'].includes(status));
		expect([runs.length, runs.filter(({ status }) => status === 'success').length + gone.length]).toEqual([4, 4]);
		expect(times(jobs).reduce((a, b) => a + b)).toBe(4 - gone.length);
		expect(times(jobs).filter((count) => count > 1)).toEqual([]);
	},
);

test('the triggers in queue mode: told at once and asked by the clock, run by the workers, once each', async () => {
	const trigger = (type: string, more: IDataObject = {}): WorkflowFile => ({
		name: type,
		nodes: [
			{
				id: crypto.randomUUID(),
				name: 'Trigger',
				type: `n8n-nodes-vidicore.${type}`,
				typeVersion: 1,
				position: [0, 0],
				webhookId: crypto.randomUUID(),
				parameters: more as INode['parameters'],
			},
			{
				id: crypto.randomUUID(),
				name: 'Record',
				type: 'n8n-nodes-base.httpRequest',
				typeVersion: 4.2,
				position: [200, 0],
				parameters: { method: 'POST', url: recorder.url, options: {} },
			},
		],
		connections: { Trigger: { main: [[{ node: 'Record', type: 'main', index: 0 }]] } },
	});
	const told = await lab.importWorkflow(trigger('vidiCoreTrigger'));
	const asking = await lab.importWorkflow(
		trigger('vidiCorePollingTrigger', { pollTimes: { item: [{ mode: 'everyMinute' }] } }),
	);
	for (const id of [told, asking]) await lab.n8n.rest.publish(id);
	const jobs = await Promise.all(
		Array.from(
			{ length: 10 },
			async () =>
				(
					await startJob(http, analyzePath('VX-113'), {
						...options,
						priority: 'IMMEDIATE',
						correlation: crypto.randomUUID(),
					})
				).jobId,
		),
	);
	lab.world.vidiCore.messages.copies = 2;
	await end(jobs);
	expect(await cameOut(jobs, 30_000, told)).toEqual(once(10));
	lab.world.vidiCore.messages.copies = 1;
	await lab.n8n.rest.unpublish(told);
	await lab.n8n.rest.unpublish(asking);
	await lab.n8n.rest.publish(asking); // n8n looks when it publishes, unless the minute was over before
	expect(await cameOut(jobs, 30_000, asking)).toEqual(once(10));
	await lab.n8n.rest.unpublish(asking);
});

test('accounted for: every execution is over, none is lost', async () => {
	const all = await states('callBack');
	expect(all).toHaveLength(4 + 1 + 4 + 7 + 4);
	expect(all.filter((status) => status !== 'success')).toEqual([]);
});
