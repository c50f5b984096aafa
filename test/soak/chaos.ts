import type { Log } from '../../tools/lab/progress';
import type { Fault } from '../faults/faults';
import { faults } from '../faults/faults';
import type { Meddling } from '../faults/faultyProxy';
import type { Stage } from './stage';

/** What is broken on purpose while workflows run, and how often each was. */
export interface Chaos {
	/** Done to requests between n8n and VidiCore. */
	meddling: (method: string, path: string) => Meddling | undefined;
	counts: Map<string, number>;
}

/** Every so many requests one goes wrong. */
const oneIn = 40;
/** Not those that never end, or that no workflow could outlive. */
const usable = ({ times, meddle, name }: Fault) =>
	meddle !== undefined && times < Infinity && !/eleven days|silent|slow|20 MB|levels/.test(name);

/** Faults of the network, chosen by the seed. `on` says whether they happen just now. */
export function networkChaos(random: () => number, on: () => boolean, elsewhere: string): Chaos {
	const all = faults({ elsewhere, patienceMs: 10_000 }).filter(usable);
	const counts = new Map<string, number>();
	return {
		counts,
		meddling: () => {
			if (!on() || random() >= 1 / oneIn) return undefined;
			const fault = all[Math.floor(random() * all.length)];
			if (fault) counts.set(fault.name, (counts.get(fault.name) ?? 0) + 1);
			return fault?.meddle;
		},
	};
}

/** Ends and begins again one of the processes after another, with pauses of some seconds, until `until`. */
export async function killAtRandom(
	{ lab, world }: Stage,
	random: () => number,
	until: number,
	counts: Map<string, number>,
	log: Log,
): Promise<void> {
	const { n8n } = lab;
	const [first, second] = n8n.workers;
	const vidiCoreDown = async () => {
		const up = await world.vidiCore.goDown();
		await pause(3000 + random() * 12_000);
		await up();
	};
	const victims: Array<[string, () => Promise<unknown>]> = [
		['main killed', () => n8n.restart('killed')],
		['worker 1 killed', async () => void (await first?.kill(), await first?.start())],
		['worker 2 killed', async () => void (await second?.kill(), await second?.start())],
		['PostgreSQL killed', () => n8n.postgres.restart('killed')],
		['Redis killed', () => n8n.redis.restart('killed')],
		['VidiCore killed', vidiCoreDown],
	];
	while (Date.now() < until) {
		await pause(20_000 + random() * 40_000);
		if (Date.now() >= until) return;
		const [name = '', end] = victims[Math.floor(random() * victims.length)] ?? [];
		log(name);
		counts.set(name, (counts.get(name) ?? 0) + 1);
		await end?.().catch((error: unknown) => log(`  ${error instanceof Error ? error.message : String(error)}`));
		// n8n's processes end when their database is gone for long.
		await n8n.revive().catch((error: unknown) => log(`  ${error instanceof Error ? error.message : String(error)}`));
	}
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
