import { pause } from './chaos';
import type { Stage } from './stage';
import { calledWorkflows, type Called } from './workflows';

/** What was asked of n8n. */
export interface Driven {
	/** Calls that n8n has taken, for each workflow. */
	taken: Record<Called, number>;
	/** Calls whose answer did not come: n8n may have taken them. */
	unclear: Record<Called, number>;
	/** Resident memory in MB of each process, as time went by. */
	memory: Record<string, number[]>;
}

const everyMs = 4000;

const none = (): Record<Called, number> => ({ ingest: 0, retrain: 0, reel: 0 });

/** Starts one workflow after the other, each with a word of its own, until `until`. */
export async function drive({ lab }: Stage, until: number): Promise<Driven> {
	const { n8n } = lab;
	const driven: Driven = { taken: none(), unclear: none(), memory: {} };
	const sample = setInterval(() => {
		const all: Array<[string, number]> = [
			['main', n8n.memoryMB()],
			...n8n.workers.map((worker) => [worker.name, worker.memoryMB()] as [string, number]),
		];
		for (const [name, megabytes] of all) if (megabytes > 0) (driven.memory[name] ??= []).push(megabytes);
	}, 10_000);
	try {
		for (let n = 0; Date.now() < until; n++) {
			// Ingest is what costs most and happens most.
			const name = n % 2 === 0 ? 'ingest' : (calledWorkflows[1 + ((n >> 1) % 2)] ?? 'ingest');
			await call(`${n8n.url}/webhook/${name}`, `${name}-${n}`).then(
				(ok) => void (ok && (driven.taken[name] += 1)),
				() => void (driven.unclear[name] += 1),
			);
			await pause(everyMs);
		}
	} finally {
		clearInterval(sample);
	}
	return driven;
}

/** Whether n8n has taken it. Rejects when that is not known. */
async function call(url: string, mark: string): Promise<boolean> {
	const headers = { 'content-type': 'application/json' };
	const signal = AbortSignal.timeout(10_000);
	try {
		return (await fetch(url, { method: 'POST', headers, body: JSON.stringify({ mark }), signal })).ok;
	} catch (error) {
		const { code } = ((error as Error).cause ?? {}) as { code?: string };
		if (code === 'ECONNREFUSED') return false;
		return await Promise.reject(error);
	}
}
