import type { IDataObject } from 'n8n-workflow';
import { listJobs } from '../../vidicore/jobs/readJob';
import { isAborted, jobData } from '../../vidicore/jobs/state';
import type { VidiCoreHttp } from '../../vidicore/http';
import type { World } from '../emulator/world';
import { openWorld } from '../emulator/world';
import { startCluster } from '../lab/cluster';
import { vidiCoreOver } from '../lab/fetchTransport';
import { startN8n, type RunningN8n } from '../lab/n8n';
import type { WorkflowFile } from '../lab/n8nRest';
import type { Log } from '../lab/progress';
import { startRecorder, type Recorder } from '../lab/recorder';
import { setUpService } from '../lab/setUpService';
import { inARow, located, ourNode, workflowNode } from '../lab/workflowNode';

/** ROUNDS makes it smaller. */
const rounds = Number(process.env.ROUNDS ?? 100);
/** How long each answer of VidiCore is on its way. */
const wayMs = 50;

export interface SameMoment {
	rounds: number;
	/** Rounds in which both processes have started a job: without the rule both would be billed. */
	startedTwice: number;
	/** Rounds in which two of them were left to run. */
	ranTwice: number;
	/** Rounds in which none was. */
	ranNever: number;
	/** Executions that went on with another job than the one that ran. */
	wentOnWithAnother: number;
	/** How long a job that was too much was there until VidiCore was asked to abort it. */
	abortedAfterMs?: { median: number; worst: number };
}

/**
 * `npm run bench -- same-moment`: two executions that want the same analysis at once, in one n8n process, in two
 * workers of one n8n, and in two n8n with databases of their own.
 */
export async function sameMoment(log: Log): Promise<Record<string, SameMoment>> {
	const places: Record<string, () => Promise<RunningN8n[]>> = {
		'one process': async () => [await startN8n(log)],
		// So that each worker takes one of the two.
		'two workers': async () => [await startCluster(log, { concurrency: 1 })],
		'two n8n': async () => [await startN8n(log), await startN8n(log)],
	};
	const results: Record<string, SameMoment> = {};
	for (const [place, start] of Object.entries(places)) {
		const running = await start();
		try {
			results[place] = await measured(running);
			log(`  ${place}: ${JSON.stringify(results[place])}`);
		} finally {
			for (const n8n of running) await n8n.close();
		}
	}
	return results;
}

async function measured(running: RunningN8n[]): Promise<SameMoment> {
	const world = await openWorld({ speed: 600 });
	const recorder = await startRecorder();
	try {
		const http = vidiCoreOver(world.vidiCore.baseUrl);
		const service = await setUpService(world, http);
		const doors: string[] = [];
		for (const [at, n8n] of running.entries())
			doors.push(await publish(n8n, `same-${at}`, world, service, recorder.url));
		// Two executions in one n8n, or one in each of two.
		const both = doors.length === 1 ? [...doors, ...doors] : doors;
		world.vidiCore.faults.add({ match: /./, times: Infinity, effect: { answerLaterMs: wayMs } });
		const all: Round[] = [];
		for (let round = 0; round < rounds; round++) all.push(await oneRound(both, `round-${round}`, http, recorder));
		return summed(all, world);
	} finally {
		await recorder.close();
		await world.close();
	}
}

interface Round {
	started: number;
	ran: string[];
	wentOnWith: string[];
}

async function oneRound(doors: string[], mark: string, http: VidiCoreHttp, recorder: Recorder): Promise<Round> {
	recorder.records.length = 0;
	const headers = { 'content-type': 'application/json' };
	await Promise.all(doors.map((url) => fetch(url, { method: 'POST', headers, body: JSON.stringify({ mark }) })));
	for (const deadline = Date.now() + 60_000; recorder.records.length < doors.length;) {
		if (Date.now() > deadline) throw new Error(`${mark}: ${recorder.records.length} executions have come out`);
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
	const jobs = await listJobs(http, { types: ['ANALYZE'], withMetadata: true, sort: 'jobId desc', number: 10 });
	const own = jobs.filter((job) => jobData(job, 'cognitive_service_Mark') === mark);
	const ran = own.filter(({ status }) => !isAborted(status)).map(({ jobId }) => jobId);
	for (const jobId of ran) await http.send('DELETE', `/API/job/${jobId}`);
	return { started: own.length, ran, wentOnWith: recorder.records.map(({ job }) => job) };
}

function summed(all: Round[], { vidiCore }: World): SameMoment {
	const count = (holds: (round: Round) => boolean) => all.filter(holds).length;
	const starts = vidiCore.requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/analyze'));
	const lives = vidiCore.requests
		.filter(({ method, query }) => method === 'DELETE' && query.includes('reason='))
		.map(({ at }) => at - Math.max(...starts.filter((start) => start.at <= at).map((start) => start.at)))
		.sort((a, b) => a - b);
	return {
		rounds: all.length,
		startedTwice: count(({ started }) => started > 1),
		ranTwice: count(({ ran }) => ran.length > 1),
		ranNever: count(({ ran }) => ran.length === 0),
		wentOnWithAnother: all.flatMap(({ ran, wentOnWith }) => wentOnWith.filter((job) => !ran.includes(job))).length,
		...(lives.length > 0
			? { abortedAfterMs: { median: lives[Math.floor(lives.length / 2)] ?? 0, worst: lives.at(-1) ?? 0 } }
			: {}),
	};
}

/** Resolves to the address that starts an execution. The video has no end, and so its analysis has none. */
async function publish(
	{ rest, url }: RunningN8n,
	path: string,
	world: World,
	{ resourceId, callbackId }: { resourceId: string; callbackId: string },
	recordAt: string,
): Promise<string> {
	const login = { authentication: 'basic', username: 'admin', password: 'admin' };
	const { baseUrl } = world.vidiCore;
	const { id, name } = await rest.createCredential('VidiCore', 'vidiCoreApi', { baseUrl, ...login });
	const begin = {
		...workflowNode('Begin', 'n8n-nodes-base.webhook', 2, { httpMethod: 'POST', path, responseMode: 'onReceived' }),
		webhookId: path,
	};
	const parameters: IDataObject = {
		itemId: located('VX-113'),
		resourceId: located(resourceId),
		callbackId: located(callbackId),
		options: { serviceParameters: { parameter: [{ name: 'Mark', value: '={{ $json.body.mark }}' }] } },
	};
	const analyze = { ...ourNode('Analyze Item', 'analyzeItem', parameters), credentials: { vidiCoreApi: { id, name } } };
	const record = workflowNode('Record', 'n8n-nodes-base.httpRequest', 4.2, {
		method: 'POST',
		url: recordAt,
		options: {},
	});
	const workflow: WorkflowFile = inARow('The same moment', [begin, analyze, record]);
	await rest.publish((await rest.createWorkflow(workflow)).id);
	return `${url}/webhook/${path}`;
}
