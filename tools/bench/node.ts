import type { INode } from 'n8n-workflow';
import { longVideo } from '../emulator/longVideo';
import { loadScenario } from '../emulator/scenario';
import { openLab, type Lab } from '../lab';
import type { WorkflowFile } from '../lab/n8nRest';
import type { Log } from '../lab/progress';
import { workflowNode } from '../lab/workflowNode';

interface NodeRun {
	seconds: number;
	/** Of n8n with all its processes, above what it held before. */
	peakAboveIdleMB: number;
	requests: number;
	rows: number;
	/** How it ended, when not well. */
	problem?: string;
}

interface Compared {
	items: number;
	spansEach: number;
	ours: NodeRun;
	byHand: NodeRun;
	/** By hand by ours. */
	timesFaster?: number;
}

const sizes = [
	{ items: 1, spansEach: 10_000 },
	{ items: 1, spansEach: 100_000 },
	{ items: 1000, spansEach: 100 },
];

/**
 * `npm run bench -- node`: Get Face Timespans in a real n8n against HTTP Request + XML + Code nodes that do the same:
 * time, memory of n8n, requests. Each in a fresh n8n process.
 */
export async function node(log: Log): Promise<Compared[]> {
	const results: Compared[] = [];
	for (const { items, spansEach } of sizes) {
		log(`  ${items} item${items === 1 ? '' : 's'} with ${spansEach} spans`);
		const base = loadScenario();
		const videos = Array.from({ length: items }, (_, n) => longVideo(`VX-${20_000 + n}`, spansEach));
		const lab = await openLab(() => undefined, { scenario: { ...base, videos: [...base.videos, ...videos] } });
		try {
			const ids = videos.map(({ id }) => id);
			const ours = await measure(lab, withOurs(ids), log, 'ours');
			await lab.n8n.restart('killed');
			const byHand = await measure(lab, byHandWith(ids, lab.world.vidiCore.baseUrl), log, 'by hand');
			const comparable = !ours.problem && !byHand.problem;
			results.push({
				items,
				spansEach,
				ours,
				byHand,
				...(comparable ? { timesFaster: Math.round((byHand.seconds / ours.seconds) * 10) / 10 } : {}),
			});
		} finally {
			await lab.close();
		}
	}
	return results;
}

async function measure(lab: Lab, workflow: WorkflowFile, log: Log, name: string): Promise<NodeRun> {
	const id = await lab.importWorkflow(workflow);
	const idle = lab.n8n.memoryMB();
	let peak = idle;
	const watch = setInterval(() => (peak = Math.max(peak, lab.n8n.memoryMB())), 250);
	lab.world.vidiCore.requests.length = 0;
	const begun = Date.now();
	try {
		const outcome = await run(lab, id);
		const result = {
			seconds: Math.round((Date.now() - begun) / 100) / 10,
			peakAboveIdleMB: peak - idle,
			requests: lab.world.vidiCore.requests.length,
			...outcome,
		};
		log(`    ${name}: ${JSON.stringify(result)}`);
		return result;
	} finally {
		clearInterval(watch);
	}
}

/** The number of rows stands in the one item of the last node, so that nothing large has to be fetched from n8n. */
async function run(lab: Lab, id: string): Promise<{ rows: number; problem?: string }> {
	try {
		const { nodes, error } = await lab.n8n.rest.ended(await lab.n8n.rest.run(id, 'Start'), 300_000);
		return {
			rows: Number(nodes.Count?.items[0]?.rows ?? 0),
			...(error ? { problem: error.message.slice(0, 200) } : {}),
		};
	} catch (error) {
		return { rows: 0, problem: error instanceof Error ? error.message.slice(0, 200) : String(error) };
	}
}

const list = (ids: string[]) =>
	workflowNode('Items', 'n8n-nodes-base.code', 2, {
		jsCode: `return ${JSON.stringify(ids)}.map((itemId) => ({ json: { itemId } }))`,
	});

function chain(name: string, nodes: INode[]): WorkflowFile {
	const all = [workflowNode('Start', 'n8n-nodes-base.manualTrigger', 1, {}), ...nodes];
	const connections = Object.fromEntries(
		all
			.slice(0, -1)
			.map((entry, index) => [entry.name, { main: [[{ node: all[index + 1]?.name, type: 'main', index: 0 }]] }]),
	);
	return { name, nodes: all, connections, settings: { saveDataSuccessExecution: 'all' } };
}

const withOurs = (ids: string[]): WorkflowFile =>
	chain('ours', [
		list(ids),
		workflowNode('Get Face Timespans', 'n8n-nodes-vidicore.getFaceTimespans', 1, {
			itemId: { __rl: true, mode: 'id', value: '={{ $json.itemId }}' },
			output: 'people',
		}),
		workflowNode('Count', 'n8n-nodes-base.code', 2, {
			jsCode: 'return [{ json: { rows: $input.all().reduce((sum, { json }) => sum + json.appearances, 0) } }]',
		}),
	]);

/** What the guide's reader would build: fetch the metadata as XML, turn them into JSON, walk through them. */
const byHandWith = (ids: string[], baseUrl: string): WorkflowFile =>
	chain('by hand', [
		list(ids),
		workflowNode('Fetch', 'n8n-nodes-base.httpRequest', 4.2, {
			url:
				`=${baseUrl}/API/item/{{ $json.itemId ` +
				'}}?content=metadata&group=adu_face_DeepVAKeyframeAnalyzer%2B&includeTransientMetadata=false',
			sendHeaders: true,
			headerParameters: {
				parameters: [
					{ name: 'accept', value: 'application/xml' },
					{ name: 'authorization', value: `Basic ${Buffer.from('admin:admin').toString('base64')}` },
				],
			},
			options: { response: { response: { responseFormat: 'text', outputPropertyName: 'data' } } },
		}),
		workflowNode('XML', 'n8n-nodes-base.xml', 1, { options: {} }),
		workflowNode('Count', 'n8n-nodes-base.code', 2, {
			jsCode: `const many = (value) => (Array.isArray(value) ? value : value === undefined ? [] : [value]);
let rows = 0;
for (const { json } of $input.all())
  for (const span of many(json.ItemDocument.metadata.timespan))
    for (const group of many(span.group)) rows += many(group.group).length;
return [{ json: { rows } }];`,
		}),
	]);
