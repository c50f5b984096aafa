import { randomUUID } from 'node:crypto';
import type { IDataObject, INode } from 'n8n-workflow';
import { loadScenario } from '../emulator/scenario';
import { openLab } from '../lab';
import type { Log } from '../lab/progress';
import { vidiCoreOver } from '../lab/fetchTransport';
import { analyzed, endedJob, setUpService } from '../lab/setUpService';
import { trainPath } from '../../vidicore/items/collections';

const people = 10_000;

interface Listing {
	seconds: number;
	rows: number;
	requests: number;
	peakAboveIdleMB: number;
}

/**
 * `npm run bench -- people`: an archive of 10,000 faces in a real n8n: all of them, a search by name, one page, and
 * where one appears.
 */
export async function people10k(log: Log): Promise<Record<string, Listing>> {
	const base = loadScenario();
	const many = Array.from({ length: people }, (_, n) => ({
		name: `Person ${String(n).padStart(5, '0')}`,
		id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
		portraits: [{ id: `VX-${100_000 + n}`, file: base.people[0]?.portraits[0]?.file ?? '' }],
	}));
	const lab = await openLab(() => undefined, { speed: 6000, scenario: { ...base, people: [...base.people, ...many] } });
	try {
		const http = vidiCoreOver(lab.world.vidiCore.baseUrl);
		const options = await setUpService(lab.world, http);
		const { collection = [] } = await http.json<{ collection?: Array<{ id: string; name: string }> }>(
			'PUT',
			'/API/collection',
			{ body: '{}' },
		);
		await endedJob(
			http,
			trainPath(collection.find(({ name }) => name === 'FaceTrainingDataset')?.id ?? ''),
			options,
			120_000,
		);
		await analyzed(http, 'VX-108', options, 60_000);
		const measure = async (name: string, parameters: IDataObject): Promise<Listing> => {
			const node = (title: string, type: string, typeVersion: number, own: IDataObject): INode => ({
				id: randomUUID(),
				name: title,
				type,
				typeVersion,
				position: [0, 0],
				parameters: own as INode['parameters'],
			});
			const nodes = [
				node('Start', 'n8n-nodes-base.manualTrigger', 1, {}),
				node('Faces', 'n8n-nodes-vidicore.manageFaces', 1, parameters),
				node('Count', 'n8n-nodes-base.code', 2, { jsCode: 'return [{ json: { rows: $input.all().length } }]' }),
			];
			const to = (title: string) => ({ main: [[{ node: title, type: 'main', index: 0 }]] });
			const id = await lab.importWorkflow({ name, nodes, connections: { Start: to('Faces'), Faces: to('Count') } });
			const idle = lab.n8n.memoryMB();
			let peak = idle;
			const watch = setInterval(() => (peak = Math.max(peak, lab.n8n.memoryMB())), 200);
			lab.world.vidiCore.requests.length = 0;
			const begun = Date.now();
			const { nodes: ran, error } = await lab.n8n.rest.ended(await lab.n8n.rest.run(id, 'Start'));
			clearInterval(watch);
			if (error) throw new Error(error.message);
			const result = {
				seconds: (Date.now() - begun) / 1000,
				rows: Number(ran.Count?.items[0]?.rows ?? 0),
				requests: lab.world.vidiCore.requests.length,
				peakAboveIdleMB: peak - idle,
			};
			log(`  ${name}: ${JSON.stringify(result)}`);
			return result;
		};
		const ada = { __rl: true, mode: 'id', value: base.people[0]?.portraits[0]?.id };
		return {
			all: await measure('all', { operation: 'getMany', returnAll: true }),
			byName: await measure('by name', { operation: 'getMany', returnAll: true, filters: { name: 'Person 0123' } }),
			firstFifty: await measure('first fifty', { operation: 'getMany', limit: 50 }),
			appearances: await measure('appearances', { operation: 'findAppearances', faceId: ada, returnAll: true }),
		};
	} finally {
		await lab.close();
	}
}
