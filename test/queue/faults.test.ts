import { startCluster, type Cluster } from '../../tools/lab/cluster';
import { n8nReady } from '../../tools/lab/n8nReady';
import { stopwatch } from '../../tools/lab/progress';
import { startRecorder, type Recorder } from '../../tools/lab/recorder';
import { waitsWithNode } from '../../tools/lab/waitingWorkflow';
import { workflowNode } from '../../tools/lab/workflowNode';
import { analyzePath } from '../../vidicore/items/items';
import { startJob } from '../../vidicore/jobs/startJob';
import { eventually, useArchives } from '../support/inN8n';
import { triggeredWorkflow } from '../support/triggeredWorkflow';

// Waiting in queue mode while things break: whatever happens, each execution goes on exactly once or fails with a
// reason, and none is lost.
let cluster: Cluster;
let recorder: Recorder;
const log = stopwatch();

beforeAll(async () => {
	cluster = await startCluster(log);
	recorder = await startRecorder();
}, 20 * 60_000);
afterAll(async () => {
	await recorder?.close();
	await cluster?.close();
});
// What a test broke runs again before the next.
const at = useArchives(() => cluster, { speed: 60 });

const ways = {
	callBack: { way: 'callBack', limitMinutes: 30, options: { checkAgainMinutes: 1 } },
	here: { way: 'here', limitMinutes: 30, onFailedJob: 'output', options: { maxPauseSeconds: 2 } },
};

/** A published workflow that waits for the jobs that its webhook is told. */
interface Waiting {
	id: string;
	begin(job: string): Promise<void>;
	/** Begins an execution for each of so many new jobs, and resolves to them. */
	beginWithJobs(count: number): Promise<string[]>;
}

async function waitingWorkflow(way: keyof typeof ways): Promise<Waiting> {
	const path = crypto.randomUUID();
	const id = await at.published(waitsWithNode(path, recorder.url, ways[way]));
	const begin = async (jobId: string) => {
		const headers = { 'content-type': 'application/json' };
		const url = `${at.n8n.url}/webhook/${path}`;
		const { ok, status } = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ jobId }) });
		if (!ok) throw new Error(`n8n answered ${status}`);
	};
	const beginWithJobs = async (count: number) => {
		const jobs = await endlessJobs(count);
		await Promise.all(jobs.map(begin));
		return jobs;
	};
	return { id, begin, beginWithJobs };
}

/** Jobs that end when `end` is called. */
const endlessJobs = async (count: number): Promise<string[]> => {
	const one = { ...at.service, priority: 'IMMEDIATE' } as const;
	const start = () => startJob(at.http, analyzePath('VX-113'), { ...one, correlation: crypto.randomUUID() });
	return (await Promise.all(Array.from({ length: count }, start))).map(({ jobId }) => jobId);
};
const end = async (jobs: readonly string[]) =>
	void (await Promise.all(jobs.map((job) => at.http.send('DELETE', `/API/job/${job}`))));
const states = async (workflow: string) => (await at.n8n.rest.executions(workflow)).map(({ status }) => status);
/** How often VidiCore was asked about a job. */
const asked = (job: string) =>
	at.world.vidiCore.requests.filter(({ method, path }) => method === 'GET' && path === `/API/job/${job}`).length;
const times = (jobs: readonly string[], workflow: string) =>
	jobs.map((job) => recorder.records.filter((record) => record.job === job && record.workflow === workflow).length);

/** How often each job came out of the wait, when all has come to rest: messages, and so many executions. */
async function cameOut(jobs: readonly string[], workflow: string, executions = jobs.length): Promise<number[]> {
	await eventually(
		async () => times(jobs, workflow),
		(counts) => !counts.includes(0),
	);
	await at.world.vidiCore.delivered();
	await rested(workflow, executions);
	return times(jobs, workflow);
}

const going = ['new', 'running', 'waiting', 'unknown'];
const rested = async (workflow: string, executions: number) =>
	await eventually(
		() => states(workflow),
		(all) => all.length >= executions && !all.some((status) => going.includes(status)),
	);

async function parked(workflow: string, count: number): Promise<void> {
	const all = await eventually(
		() => states(workflow),
		(found) => found.filter((status) => status === 'waiting').length >= count,
	);
	expect(all).toEqual(Array.from({ length: count }, () => 'waiting'));
}

const once = (count: number) => Array.from({ length: count }, () => 1);
const successes = (count: number) => Array.from({ length: count }, () => 'success');

test('nothing breaks: parked, called back, once; and a message that is sent twice is no second run', async () => {
	at.world.vidiCore.messages.copies = 2;
	const { id, beginWithJobs } = await waitingWorkflow('callBack');
	const jobs = await beginWithJobs(4);
	await parked(id, 4);
	await end(jobs);
	expect(await cameOut(jobs, id)).toEqual(once(4));
	expect(await states(id)).toEqual(successes(4));
});

test('a message that comes before the execution is stored', async () => {
	const { id, begin } = await waitingWorkflow('callBack');
	const [job = ''] = await endlessJobs(1);
	// The second look, after the notification is made, is answered so late that the job ends and VidiCore calls meanwhile.
	let release = () => undefined as void;
	const called = new Promise<void>((resolve) => (release = resolve));
	const match = new RegExp(`^GET /API/job/${job}$`);
	const late = { match, times: 1, effect: { answerAfter: () => called } };
	at.world.vidiCore.faults.add({ match, times: 1, effect: { delayMs: 0 }, then: [late] });
	await begin(job);
	try {
		expect(
			await eventually(
				async () => asked(job),
				(count) => count >= 2,
			),
		).toBe(2);
		await end([job]);
		const [first] = await eventually(
			async () => at.world.vidiCore.deliveries,
			({ length }) => length > 0,
		);
		expect(first?.status).toBeGreaterThanOrEqual(400); // nobody is parked there yet
	} finally {
		release();
	}
	expect(await cameOut([job], id)).toEqual([1]);
	expect(await states(id)).toEqual(successes(1));
});

test('main is killed while executions are parked, and their jobs end before it is back', async () => {
	const { id, beginWithJobs } = await waitingWorkflow('callBack');
	const jobs = await beginWithJobs(4);
	await parked(id, 4);
	const restart = at.n8n.restart('killed');
	await end(jobs);
	await restart;
	expect(await cameOut(jobs, id)).toEqual(once(4));
	expect(await states(id)).toEqual(successes(4));
});

test('messages are lost, before and after VidiCore is killed while jobs run; the re-check finds them', async () => {
	const { vidiCore } = at.world;
	const { id, beginWithJobs } = await waitingWorkflow('callBack');
	const [dropped, lost] = [await beginWithJobs(4), await beginWithJobs(3)];
	await parked(id, 7);
	const loseThree = async (jobs: readonly string[]) => {
		vidiCore.messages.drop = 3;
		await end(jobs);
		expect(
			await eventually(
				async () => vidiCore.messages.drop,
				(left) => left === 0,
			),
		).toBe(0);
	};
	await loseThree(dropped);
	const start = await vidiCore.goDown();
	await start();
	await loseThree(lost);
	expect(await cameOut([...dropped, ...lost], id)).toEqual(once(7));
	expect(await states(id)).toEqual(successes(7));
});

test('PostgreSQL and Redis restart, like after a crash, while executions are parked', async () => {
	const { id, beginWithJobs } = await waitingWorkflow('callBack');
	const jobs = await beginWithJobs(4);
	await parked(id, 4);
	await at.n8n.postgres.restart('killed');
	await at.n8n.redis.restart('killed');
	await n8nReady(at.n8n.url);
	await end(jobs);
	expect(await cameOut(jobs, id)).toEqual(once(4));
	expect(await states(id)).toEqual(successes(4));
});

test(
	'a worker is killed in the middle of "wait here": its executions fail with a reason, those of the other worker ' +
		'go on',
	async () => {
		// More than one worker takes at once, so that each has some.
		const count = 8;
		const { id, beginWithJobs } = await waitingWorkflow('here');
		const jobs = await beginWithJobs(count);
		await eventually(
			async () => jobs.map(asked),
			(looks) => !looks.includes(0),
		);
		const [worker] = at.n8n.workers;
		await worker?.kill();
		await worker?.start();
		await end(jobs);
		const all = await rested(id, count);
		log(`  of ${count} executions: ${all.join(', ')}; came out: ${times(jobs, id).join(', ')}`);
		const gone = all.filter((status) => ['crashed', 'error'].includes(status)).length;
		expect(gone).toBeGreaterThan(0);
		expect(gone).toBeLessThan(count);
		expect(all.filter((status) => status === 'success')).toHaveLength(count - gone);
		expect(times(jobs, id).sort()).toEqual([...jobs.slice(0, gone).map(() => 0), ...once(count - gone)]);
	},
);

test('the triggers in queue mode: told at once and asked by the clock, run by the workers, once each', async () => {
	const { rest } = at.n8n;
	const record = () =>
		workflowNode('Record', 'n8n-nodes-base.httpRequest', 4.2, { method: 'POST', url: recorder.url, options: {} });
	const told = await at.published(triggeredWorkflow('vidiCoreTrigger', {}, record()));
	const asking = await at.published(triggeredWorkflow('vidiCorePollingTrigger', {}, record()));
	const jobs = await endlessJobs(10);
	at.world.vidiCore.messages.copies = 2;
	await end(jobs);
	expect(await cameOut(jobs, told)).toEqual(once(10));
	await rest.unpublish(asking);
	await rest.publish(asking); // n8n looks when it publishes, unless the minute was over before
	expect(await cameOut(jobs, asking, 1)).toEqual(once(10));
	for (const workflow of [told, asking]) expect(new Set(await states(workflow))).toEqual(new Set(['success']));
});
