import type { IDataObject } from 'n8n-workflow';
import { clock } from '../../nodes/kit/vidiCore';
import { limits } from '../../vidicore/retries';
import { selfSigned } from '../support/certificate';
import { httpServer, type HttpServer } from '../support/httpServer';
import { connectionOf } from './connections';
import { faults, type Fault } from './faults';
import { faultyProxy, type FaultyProxy, type Passed } from './faultyProxy';
import { callOf, changes } from './calls';
import { judge, type Told, type Verdict } from './judge';
import type { Tried } from './samples';
import { openTriedWorld, type TriedWorld } from './triedWorld';

/** Which request meets the fault: by method and by path with its ids taken out. The first of these does. */
export interface Place {
	name: 'the first request' | 'the request that does it';
	call: string;
}

/** How an operation goes where nothing goes wrong: what comes out, and what VidiCore and S3 have done for it. */
export interface Undisturbed {
	told: Told;
	places: Place[];
}

export interface Cell {
	operation: string;
	fault: string;
	place: Place['name'];
	verdict: Verdict;
}

/** Answers are waited for so long here, in ms. Pauses are there in name only. */
const patienceMs = 2500;

/** Lets the nodes be quick; for a process that does nothing else. */
export function hurry(): void {
	Object.assign(limits, {
		answerMs: patienceMs,
		callMs: 3 * patienceMs,
		uploadMs: 3 * patienceMs,
		partMs: patienceMs,
		downloadMs: 6 * patienceMs,
		stallMs: patienceMs,
		leastMs: 100,
	});
	clock.sleep = async (ms, signal) => {
		await Promise.all([...paused].map((act) => act()));
		// What is longer than any pause is a limit.
		if (!signal?.aborted) await new Promise((resolve) => void setTimeout(resolve, ms > 20_000 ? ms : 5).unref());
	};
}
/** What happens in a pause. */
const paused = new Set<() => Promise<void>>();

/** Runs an operation with nothing in its way, twice: what differs between the two is no matter of faults. */
export async function undisturbed(tried: Tried): Promise<Undisturbed> {
	const [one, other] = [await run(tried), await run(tried)];
	if (one.error !== undefined) throw new Error(`${tried.name} fails with nothing in its way: ${one.error}`);
	const work = one.passed.filter(changes).at(-1) ?? one.passed.at(-1);
	const [first] = one.passed;
	if (!first || !work) throw new Error(`${tried.name} asks nobody`);
	const places: Place[] = [
		{ name: 'the first request', call: callOf(first.method, first.url) },
		{ name: 'the request that does it', call: callOf(work.method, work.url) },
	];
	const told = { ...one, unsteady: differing(one.rows, other.rows) };
	return { told, places: places[0]?.call === places[1]?.call ? places.slice(1) : places };
}

/** Members of the rows that differ between two runs. */
function differing(one: IDataObject[], other: IDataObject[]): string[] {
	const names = new Set([...one, ...other].flatMap((row) => Object.keys(row)));
	return [...names].filter(
		(name) => JSON.stringify(one.map((row) => row[name])) !== JSON.stringify(other.map((row) => row[name])),
	);
}

/** Runs an operation with a fault at that place, and then once more with nothing in its way. */
export async function cell(tried: Tried, before: Undisturbed, faultName: string, place: Place): Promise<Cell> {
	const done = { operation: tried.name, fault: faultName, place: place.name };
	try {
		const told = await run(tried, faultName, place);
		// A connection is at fault for S3 as well as for VidiCore.
		const waitedForS3 = told.waitedForS3 || (told.isConnection && before.told.passed.some(ofS3));
		return { ...done, verdict: judge({ ...told, waitedForS3 }, before.told) };
	} catch (error) {
		// What comes before the fault may meet the shortened limits, too, on a machine that has much to do.
		const why = `it could not be tried: ${error instanceof Error ? error.message : String(error)}`;
		return { ...done, verdict: { kind: 'defect', why } };
	}
}

const ofS3 = ({ url }: Passed): boolean => !url.startsWith('/API');

/** Those of whole connections are the same wherever they happen. */
export const faultNames = (withoutConnections = false): string[] =>
	faults({ elsewhere: '', patienceMs })
		.filter(({ connection }) => !withoutConnections || connection === undefined)
		.map(({ name }) => name);

interface Running {
	at: TriedWorld;
	elsewhere: HttpServer;
	vidiCore: FaultyProxy;
	s3: FaultyProxy;
	/** From here on the fault may happen. */
	begin(): void;
	/** What the servers have done since then. */
	passed(): Passed[];
	/** From here on nothing is in the way. */
	over(): Promise<void>;
	close(): Promise<void>;
}

async function opened(faultName?: string, place?: Place): Promise<Running & { fault?: Fault }> {
	const [at, elsewhere] = [await openTriedWorld(), await httpServer((_, response) => response.end('{}'))];
	const fault = faults({ elsewhere: elsewhere.root, patienceMs }).find(({ name }) => name === faultName);
	let left = fault?.times ?? 0;
	let [armed, begun, before] = [false, false, 0];
	const meddling = (method: string, url: string) => {
		begun ||= armed && callOf(method, url) === place?.call;
		if (!armed || !begun || left <= 0) return undefined;
		left -= 1;
		return fault?.meddle;
	};
	const certificate = fault?.connection === 'untrusted' ? selfSigned() : undefined;
	const vidiCore = await faultyProxy(at.world.vidiCore.baseUrl, meddling, certificate);
	const s3 = await faultyProxy(at.world.s3.endpoint, meddling, certificate);
	const close = async () => {
		await Promise.all([vidiCore, s3, elsewhere].map((one) => one.close()));
		await at.close();
	};
	const over = async () => {
		left = 0;
		await Promise.all([vidiCore.up(), s3.up()]);
	};
	const all = () => [...vidiCore.passed, ...s3.passed];
	const begin = () => {
		armed = true;
		before = all().length;
	};
	return { at, elsewhere, vidiCore, s3, begin, passed: () => all().slice(before), over, close, fault };
}

async function run(tried: Tried, faultName?: string, place?: Place): Promise<Told> {
	const running = await opened(faultName, place);
	const { at, elsewhere, vidiCore, s3, fault } = running;
	const instead = await connectionOf(fault);
	const up = async () => void (await Promise.all([vidiCore.up(), s3.up()]));
	try {
		const sample = await tried.prepare(at, fault?.connection ? at.world.vidiCore.baseUrl : vidiCore.url);
		const addressOf = ({ url }: FaultyProxy) =>
			instead?.root ?? (fault?.connection === 'notTls' ? url.replace('http:', 'https:') : url);
		if (fault?.connection?.startsWith('down')) await Promise.all([vidiCore.down(), s3.down()]);
		if (fault?.connection === 'downForAMoment') paused.add(up);
		running.begin();
		const start = Date.now();
		const gone = await sample.go(addressOf(vidiCore), addressOf(s3));
		const took = Date.now() - start;
		const passed = running.passed();
		let rows = gone.rows;
		let again: string | undefined;
		if ((gone.error !== undefined || tried.isTrigger) && fault?.connection !== 'untrusted') {
			await running.over();
			const later = await sample.go(vidiCore.url, s3.url);
			again = later.error;
			if (tried.isTrigger) rows = [...rows, ...later.rows, ...(await sample.go(vidiCore.url, s3.url)).rows];
		}
		return {
			...gone,
			rows,
			passed,
			again,
			passedInAll: running.passed(),
			took,
			isTrigger: tried.isTrigger && fault?.connection !== 'untrusted',
			emptyAnswer: ['200 and nothing', '204'].includes(fault?.name ?? ''),
			isConnection: fault?.connection !== undefined,
			waitedForS3: place !== undefined && !place.call.includes('/API'),
			secrets: at.secrets,
			elsewhere: elsewhere.seen.length,
			addresses: [vidiCore.url, s3.url, at.world.vidiCore.baseUrl, at.world.s3.endpoint],
			unsteady: [],
		};
	} finally {
		paused.delete(up);
		await instead?.close();
		await running.close();
	}
}
