import type { IDataObject, INodeType } from 'n8n-workflow';
import { AnalyzeItem } from '../../nodes/AnalyzeItem/AnalyzeItem.node';
import { TrainCollection } from '../../nodes/TrainCollection/TrainCollection.node';
import type { JobDocument } from '../../vidicore/jobs/documents';
import { listJobs } from '../../vidicore/jobs/readJob';
import { isAborted } from '../../vidicore/jobs/state';
import { faultyProxy, type FaultyProxy, type Meddling } from '../faults/faultyProxy';
import { runNode, type Ran } from '../support/engine';
import { first as json, id, openPaidWorld, type PaidWorld } from '../support/paidWorld';
import { quickClock } from '../support/quickClock';
import { siteId } from '../support/site';

// Two processes that want the same at the same moment: both look before either starts. Nodes remember what they start
// by VidiCore's address, and take turns by it, so two addresses of one VidiCore are two processes to them.
let paid: PaidWorld;
const doors: FaultyProxy[] = [];

beforeEach(async () => {
	paid = await openPaidWorld();
});
afterEach(async () => {
	jest.restoreAllMocks();
	for (const door of doors.splice(0)) await door.close();
	await paid.world.close();
});

type Meddle = (method: string, path: string) => Meddling | undefined;

/** One of the processes. The video has no end, and so its analysis has none. */
async function openProcess(meddle: Meddle = () => undefined) {
	const door = await faultyProxy(paid.world.vidiCore.baseUrl, meddle);
	doors.push(door);
	const login = { baseUrl: door.url, authentication: 'basic', username: 'admin', password: 'admin' };
	const run = (node: INodeType, options: IDataObject = {}) =>
		runNode(node, { ...paid.parameters, itemId: id(siteId(113)), options }, [{}], { vidiCoreApi: login });
	return { door, run };
}

const isStart = (method: string, path: string) => method === 'POST' && /(analyze|train)$/.test(path);

/** Lets nobody's start go on before so many have come to it. */
function allAtOnce(count: number): Meddle {
	let [come, go] = [0, () => {}];
	const all = new Promise<void>((resolve) => (go = resolve));
	const together: Meddling = async ({ pass, response }) => {
		come += 1;
		if (come === count) go();
		await all;
		const { status, headers, body } = await pass();
		response.writeHead(status, { 'content-type': headers['content-type'] ?? '' }).end(body);
	};
	return (method, path) => (isStart(method, path) ? together : undefined);
}

/** All jobs, however few VidiCore puts onto a page, and whatever comes between them meanwhile. */
async function jobsNow(): Promise<JobDocument[]> {
	const all = new Map<string, JobDocument>();
	for (let first = 1; ;) {
		const page = await listJobs(paid.http, { sort: 'jobId asc', first });
		for (const job of page) all.set(job.jobId, job);
		if (page.length === 0) return [...all.values()];
		first += page.length;
	}
}
const going = async () => (await jobsNow()).filter(({ status }) => !isAborted(status)).map(({ jobId }) => jobId);
const failure = ({ run }: Ran) => run.data.resultData.error?.message;

describe.each<[string, () => INodeType]>([
	['analyses', () => new AnalyzeItem()],
	['trainings', () => new TrainCollection()],
])('%s', (_, node) => {
	test.each([2, 5])('%d processes start at once: one job stays, and all go on with it', async (count) => {
		const together = allAtOnce(count);
		const processes = await Promise.all(Array.from({ length: count }, () => openProcess(together)));
		const all = (await Promise.all(processes.map(({ run }) => run(node())))).map(json);
		expect(paid.starts()).toHaveLength(count);
		const [jobId] = await going();
		expect(await going()).toEqual([jobId]);
		expect(new Set(all.map((one) => one.jobId))).toEqual(new Set([jobId]));
		expect(all.filter(({ started }) => started)).toHaveLength(1);
		const others = all.filter(({ started }) => !started);
		expect(others.map(({ reason, hint }) => [reason, hint])).toEqual(
			others.map(() => [expect.stringMatching(/started elsewhere at the same moment, a little earlier/), undefined]),
		);
		const aborted = (await jobsNow()).map((one) => one.jobId).filter((one) => one !== jobId);
		expect(others.map(({ abortedJobId }) => abortedJobId).sort()).toEqual(aborted.sort());
	});
});

test('executions after that use the job that stayed', async () => {
	const together = allAtOnce(2);
	const [one, other] = [await openProcess(together), await openProcess(together)];
	const [first, second] = (await Promise.all([one.run(new AnalyzeItem()), other.run(new AnalyzeItem())])).map(json);
	for (const { run } of [one, other])
		expect(json(await run(new AnalyzeItem()))).toMatchObject({ started: false, jobId: first?.jobId });
	expect(second?.jobId).toBe(first?.jobId);
	expect(paid.starts()).toHaveLength(2);
});

test('jobs that VidiCore lists late: each looks until it finds its own', async () => {
	quickClock();
	const together = allAtOnce(2);
	const [one, other] = [await openProcess(together), await openProcess(together)];
	const list = { status: 200, body: '{"hits":0,"job":[]}', contentType: 'application/json' };
	// Both look, both start, and both look again, before the list holds either.
	paid.world.vidiCore.faults.add({ match: /^GET .API.job$/, times: 4, effect: list });
	const all = (await Promise.all([one.run(new AnalyzeItem()), other.run(new AnalyzeItem())])).map(json);
	expect(await going()).toEqual([all[0]?.jobId]);
	expect(new Set(all.map(({ jobId }) => jobId)).size).toBe(1);
});

test.each<[string, Meddling]>([
	['is refused', ({ response }) => response.writeHead(403).end()],
	['gets somebody else’s answer', ({ response }) => response.writeHead(204).end()],
])('an abort that %s is told, and the job that came first is used', async (_, meddling) => {
	const together = allAtOnce(2);
	const meddle: Meddle = (method, path) => (method === 'DELETE' ? meddling : together(method, path));
	const processes = [await openProcess(meddle), await openProcess(meddle)];
	const all = (await Promise.all(processes.map(({ run }) => run(new AnalyzeItem())))).map(json);
	const [first, second] = await going();
	const late = all.find(({ started }) => started === false);
	expect(late).toMatchObject({ jobId: first, abortedJobId: second });
	expect(late?.hint).toMatch(/aborting it is not certain: .*abort it there if it runs: it would be billed as well/);
});

test('a start that nobody can compare stays, and that is told', async () => {
	quickClock();
	let wasStarted = false;
	const refused: Meddling = ({ response }) => response.writeHead(403).end();
	const { run } = await openProcess((method, path) => {
		if (wasStarted && path === '/API/job') return refused;
		wasStarted ||= isStart(method, path);
		return undefined;
	});
	const ran = await run(new AnalyzeItem());
	expect(failure(ran)).toBeUndefined();
	expect(json(ran)).toMatchObject({ started: true, hint: expect.stringMatching(/same moment is not known: .*403/) });
	expect(await going()).toEqual([json(ran).jobId]);
});

test('what somebody else starts while VidiNet estimates the cost is used, and nothing is started', async () => {
	const [one, other] = [await openProcess(), await openProcess(whileEstimating)];
	let begun: Promise<Ran> | undefined;
	function whileEstimating(method: string, path: string): Meddling | undefined {
		if (method !== 'POST' || !path.startsWith('/API/cost')) return undefined;
		return async ({ pass, response }) => {
			await (begun ??= one.run(new AnalyzeItem()));
			const { status, headers, body } = await pass();
			response.writeHead(status, { 'content-type': headers['content-type'] ?? '' }).end(body);
		};
	}
	const late = json(await other.run(new AnalyzeItem(), { estimateCost: true }));
	expect(late).toMatchObject({ started: false, reason: 'The same is running already' });
	expect(paid.starts()).toHaveLength(1);
});
