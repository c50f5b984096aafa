import type { IDataObject } from 'n8n-workflow';
import { loadScenario } from '../emulator/scenario';
import { openWorld } from '../emulator/world';
import { openClusterLab, openLab, type Lab } from '../lab';
import type { WorkflowFile } from '../lab/n8nRest';
import type { Log } from '../lab/progress';
import { startRecorder, type Recorder } from '../lab/recorder';
import { waitsInLoop, waitsWithNode } from '../lab/waitingWorkflow';
import { vidiCoreOver } from '../lab/fetchTransport';
import { setUpService } from '../lab/setUpService';
import type { VidiCoreHttp } from '../../vidicore/http';
import { analyzePath } from '../../vidicore/items/items';
import { startJob, type StartOptions } from '../../vidicore/jobs/startJob';
import { waitForJobs } from '../../vidicore/jobs/waitForJobs';

const executions = 50;
const parkedExecutions = 200;
const jobsOfAnHour = 200;
/** What people write into their Wait node, and our own longest pause. */
const loopSeconds = 15;

interface Delay {
	medianSeconds: number;
	worstSeconds: number;
	requestsPerJob: number;
}

interface Waiting {
	latency: Record<'callBack' | 'here' | 'loop', Delay>;
	/** How many times later the next node begins with the classic loop, by the median. */
	loopByCallBack: number;
	loopByHere: number;
	parked: {
		executions: number;
		memoryMB: { before: number; parked: number };
		otherExecutionSeconds: number;
		cameOut: number;
		cameOutTwice: number;
		secondsUntilAllOut: number;
	};
	requestsInAnHour: Record<'hereTogether' | 'hereEach' | 'callBack' | 'loop', number>;
}

/**
 * `npm run bench -- waiting`: how soon the next node begins after a job's end, what waiting costs, and how often
 * VidiCore is asked; against HTTP Request + IF + Wait in the same n8n.
 */
export async function waiting(log: Log): Promise<Waiting> {
	const latency = await latencies(log);
	const parked = await parkMany(log);
	const hour = await simulatedHour(log);
	const ratio = (a: Delay, b: Delay) => Math.round((a.medianSeconds / b.medianSeconds) * 10) / 10;
	return {
		latency,
		loopByCallBack: ratio(latency.loop, latency.callBack),
		loopByHere: ratio(latency.loop, latency.here),
		parked,
		requestsInAnHour: { ...hour, callBack: Math.round(latency.callBack.requestsPerJob * jobsOfAnHour) },
	};
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const ways: Record<'callBack' | 'here', IDataObject> = {
	callBack: { way: 'callBack', limitMinutes: 60 },
	here: { way: 'here', limitMinutes: 60, onFailedJob: 'output' },
};

/** A lab with a recorder, and jobs that end when they are told to. */
class Bench {
	private constructor(
		readonly lab: Lab,
		readonly http: VidiCoreHttp,
		readonly recorder: Recorder,
		private readonly options: Pick<StartOptions, 'resourceId' | 'callbackId'>,
	) {}

	static async open(lab: Lab): Promise<Bench> {
		const http = vidiCoreOver(lab.world.vidiCore.baseUrl);
		return new Bench(lab, http, await startRecorder(), await setUpService(lab.world, http));
	}

	async publish(workflow: WorkflowFile): Promise<void> {
		await this.lab.n8n.rest.publish(await this.lab.importWorkflow(workflow));
	}

	/** Starts a job and an execution that waits for it. */
	async begin(path: string): Promise<string> {
		const { jobId } = await startJob(this.http, analyzePath('VX-113'), {
			...this.options,
			priority: 'IMMEDIATE',
			correlation: crypto.randomUUID(),
		});
		await this.wait(path, jobId);
		return jobId;
	}

	async wait(path: string, jobId: string): Promise<void> {
		await fetch(`${this.lab.n8n.url}/webhook/${path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ jobId }),
		});
	}

	/** Ends a job. Resolves to when it ended, in ms since 1970. */
	async end(jobId: string): Promise<number> {
		await this.http.send('DELETE', `/API/job/${jobId}`);
		for (;;) {
			const { finished } = await this.http.json<{ finished?: string }>('GET', `/API/job/${jobId}`);
			if (finished) return Date.parse(finished.replace('+0000', 'Z'));
			await pause(5);
		}
	}

	async out(jobs: readonly string[], limitMs: number): Promise<void> {
		const missing = () => jobs.filter((job) => !this.recorder.records.some((record) => record.job === job)).length;
		for (const deadline = Date.now() + limitMs; missing() > 0 && Date.now() < deadline; await pause(200));
		if (missing() > 0) throw new Error(`${missing()} of ${jobs.length} executions did not go on`);
	}

	async close(): Promise<void> {
		await this.recorder.close();
		await this.lab.close();
	}
}

async function latencies(log: Log): Promise<Waiting['latency']> {
	const bench = await Bench.open(await openLab(log, { speed: 600 }));
	try {
		const { baseUrl } = bench.lab.world.vidiCore;
		for (const way of ['callBack', 'here'] as const)
			await bench.publish(waitsWithNode(way, bench.recorder.url, ways[way]));
		await bench.publish(waitsInLoop('loop', bench.recorder.url, baseUrl, loopSeconds));
		const measured: Partial<Waiting['latency']> = {};
		for (const way of ['callBack', 'here', 'loop'] as const) {
			measured[way] = await delays(bench, way);
			log(`  ${way}: ${JSON.stringify(measured[way])}`);
		}
		return measured as Waiting['latency'];
	} finally {
		await bench.close();
	}
}

/** Jobs that are begun one after the other and end 20 to 50 seconds later. */
async function delays(bench: Bench, way: string): Promise<Delay> {
	const { requests } = bench.lab.world.vidiCore;
	requests.length = 0;
	let own = 0;
	const jobs: string[] = [];
	const ended = new Map<string, number>();
	const ends: Array<Promise<void>> = [];
	for (let n = 0; n < executions; n++) {
		const job = await bench.begin(way);
		jobs.push(job);
		const later = 20_000 + ((n * 7919) % 30_000);
		ends.push(pause(later).then(async () => void ended.set(job, await bench.end(job))));
		await pause(300);
	}
	await Promise.all(ends);
	await bench.out(jobs, 60_000);
	await pause(1000); // so that the last notification is taken back
	own = requests.filter(
		({ method, path }) =>
			(method === 'GET' && path.startsWith('/API/job')) || (path.includes('/notification') && method !== 'GET'),
	).length;
	// The bench itself reads each job at least once to know its end.
	const seconds = jobs
		.map(
			(job) =>
				((bench.recorder.records.find((record) => record.job === job)?.at ?? NaN) - (ended.get(job) ?? NaN)) / 1000,
		)
		.sort((a, b) => a - b);
	const round = (value = NaN) => Math.round(value * 1000) / 1000;
	return {
		medianSeconds: round(seconds[Math.floor(seconds.length / 2)]),
		worstSeconds: round(seconds.at(-1)),
		requestsPerJob: Math.round(((own - executions) / executions) * 10) / 10,
	};
}

/**
 * Many parked executions in queue mode with ten slots: memory, a further execution that must find a slot, and all of
 * them ending within a minute.
 */
async function parkMany(log: Log): Promise<Waiting['parked']> {
	const lab = await openClusterLab(log, { speed: 600 });
	const bench = await Bench.open(lab);
	try {
		const memory = () => lab.n8n.memoryMB() + lab.n8n.workers.reduce((sum, worker) => sum + worker.memoryMB(), 0);
		await bench.publish(waitsWithNode('callBack', bench.recorder.url, ways.callBack));
		const warmUp = await bench.begin('callBack');
		await pause(3000);
		await bench.end(warmUp);
		await bench.out([warmUp], 30_000);
		const before = memory();
		const jobs: string[] = [];
		for (let n = 0; n < parkedExecutions; n++) jobs.push(await bench.begin('callBack'));
		const made = () =>
			lab.world.vidiCore.requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/notification'))
				.length;
		for (
			const deadline = Date.now() + 120_000;
			made() < parkedExecutions + 1 && Date.now() < deadline;
			await pause(200)
		);
		await pause(5000);
		const parked = memory();
		const asked = Date.now();
		const done = await bench.begin('callBack');
		await bench.end(done);
		await bench.out([done], 60_000);
		const otherExecutionSeconds = (Date.now() - asked) / 1000;
		const begun = Date.now();
		await Promise.all(
			jobs.map(async (job, n) => await pause((n * 60_000) / parkedExecutions).then(() => bench.end(job))),
		);
		await bench.out(jobs, 180_000);
		const secondsUntilAllOut = Math.round((Date.now() - begun) / 1000);
		await pause(5000);
		const times = jobs.map((job) => bench.recorder.records.filter((record) => record.job === job).length);
		const result = {
			executions: parkedExecutions,
			memoryMB: { before, parked },
			otherExecutionSeconds,
			cameOut: times.filter((count) => count > 0).length,
			cameOutTwice: times.filter((count) => count > 1).length,
			secondsUntilAllOut,
		};
		log(`  parked: ${JSON.stringify(result)}`);
		return result;
	} finally {
		await bench.close();
	}
}

/** 200 jobs of one to sixty minutes, with the clocks of VidiCore and of who waits sixty times as fast. */
async function simulatedHour(log: Log): Promise<Omit<Waiting['requestsInAnHour'], 'callBack'>> {
	const speed = 60;
	const videos = Array.from({ length: jobsOfAnHour }, (_, n) => ({
		id: `VX-${7000 + n}`,
		title: `Tape ${n}`,
		file: `tape-${n}.mp4`,
		durationSeconds: 120 + ((n * 7919) % 7080),
		timeBase: 'PAL',
		cast: [],
	}));
	const scenario = loadScenario();
	const world = await openWorld({ speed, scenario: { ...scenario, videos: [...scenario.videos, ...videos] } });
	const sleep = (ms: number) => pause(ms / speed);
	const fast = vidiCoreOver(world.vidiCore.baseUrl, 'admin:admin', { now: () => Date.now() * speed, sleep });
	try {
		const options = await setUpService(world, vidiCoreOver(world.vidiCore.baseUrl));
		const count = async (wait: (jobs: string[]) => Promise<unknown>): Promise<number> => {
			const jobs = await Promise.all(
				videos.map(
					async ({ id }) =>
						(await startJob(fast, analyzePath(id), { ...options, correlation: crypto.randomUUID() })).jobId,
				),
			);
			world.vidiCore.requests.length = 0;
			await wait(jobs);
			return world.vidiCore.requests.length;
		};
		const here = (jobs: string[]) => waitForJobs(fast, jobs, { limitMs: 3 * 3_600_000, maxPauseMs: 15_000 });
		const loop = async (job: string) => {
			for (;;) {
				const { status } = await fast.json<{ status: string }>('GET', `/API/job/${job}`);
				if (/^(FINISHED|FAILED|ABORTED$)/.test(status)) return;
				await sleep(loopSeconds * 1000);
			}
		};
		const result = {
			hereTogether: await count(here),
			hereEach: await count((jobs) => Promise.all(jobs.map((job) => here([job])))),
			loop: await count((jobs) => Promise.all(jobs.map(loop))),
		};
		log(`  requests for ${jobsOfAnHour} jobs in an hour: ${JSON.stringify(result)}`);
		return result;
	} finally {
		await world.close();
	}
}
