import type { IDataObject, INodeType } from 'n8n-workflow';
import { faultyProxy, type Meddling } from './faultyProxy';
import { networkChaos } from '../soak/chaos';
import { shippedNodes } from '../support/contract';
import { runNode } from '../support/engine';
import { openWorld } from '../../tools/emulator/world';
import type { Log } from '../../tools/lab/progress';
import { randomFrom } from '../../tools/lab/randomFrom';
import { located } from '../../tools/lab/workflowNode';

export interface Throughput {
	items: number;
	secondsWithout: number;
	secondsWith: number;
	/** How many times as long it takes. */
	ratio: number;
	/** Requests at which something went wrong. */
	faults: number;
	/** Items that came out with an error, each with a sentence. */
	failed: number;
}

const items = 1000;
const runs = 3;

/** What is done to each item. */
const works: Record<string, IDataObject> = {
	'item: Get': { resource: 'item', operation: 'get' },
	'item: Update': {
		...{ resource: 'item', operation: 'update' },
		furtherFields: { field: [{ name: 'station_tape', value: '={{ $json.tape }}' }] },
	},
};

/**
 * `npm run faults -- throughput`: 1,000 items by one node in n8n's own engine, with every fortieth request to VidiCore
 * going wrong in some way that ends by itself, and with none; medians of runs in turns.
 */
export async function throughput(log: Log): Promise<Record<string, Throughput>> {
	const node = (await shippedNodes()).find(({ description }) => description.name === 'vidiCore');
	if (!node) throw new Error('The package has no node "vidiCore"');
	const results: Record<string, Throughput> = {};
	for (const [name, parameters] of Object.entries(works)) {
		const all: Array<Record<'without' | 'with', Ran>> = [];
		for (let run = 1; run <= runs; run++)
			all.push({
				without: await oneRun(node, parameters, run, false),
				with: await oneRun(node, parameters, run, true),
			});
		const middle = (of: (one: (typeof all)[number]) => number) => all.map(of).sort((a, b) => a - b)[runs >> 1] ?? NaN;
		const [secondsWithout, secondsWith] = [middle((one) => one.without.seconds), middle((one) => one.with.seconds)];
		results[name] = {
			...{ items, secondsWithout, secondsWith },
			ratio: Math.round((secondsWith / secondsWithout) * 100) / 100,
			faults: middle((one) => one.with.faults),
			failed: middle((one) => one.with.failed),
		};
		log(`  ${name}: ${JSON.stringify(results[name])}`);
	}
	return results;
}

interface Ran {
	seconds: number;
	faults: number;
	failed: number;
}

async function oneRun(node: INodeType, parameters: IDataObject, seed: number, withFaults: boolean): Promise<Ran> {
	const world = await openWorld();
	const { meddling, counts } = networkChaos(randomFrom(seed), () => withFaults, 'http://127.0.0.1:9');
	const proxy = await faultyProxy(world.vidiCore.baseUrl, (method, path): Meddling | undefined =>
		meddling(method, path),
	);
	try {
		const videos = world.scenario.videos.map(({ id }) => id);
		const input = Array.from({ length: items }, (_, n) => ({
			video: videos[n % videos.length] ?? '',
			tape: `tape ${n}`,
		}));
		const login = { baseUrl: proxy.url, authentication: 'basic', username: 'admin', password: 'admin' };
		const began = performance.now();
		const { run, outputs } = await runNode(
			node,
			{ ...parameters, itemId: located('={{ $json.video }}') },
			input,
			{ vidiCoreApi: login },
			{ onError: 'continueRegularOutput' },
		);
		const seconds = Math.round((performance.now() - began) / 100) / 10;
		const rows = outputs[0] ?? [];
		if (rows.length !== items) throw run.data.resultData.error ?? new Error(`${rows.length} of ${items} came out`);
		const failed = rows.filter(({ json }) => typeof json.error === 'string').length;
		return { seconds, failed, faults: [...counts.values()].reduce((sum, times) => sum + times, 0) };
	} finally {
		await proxy.close();
		await world.close();
	}
}
