import type { IDataObject } from 'n8n-workflow';
import { openLab, workflowFiles, type Lab } from '../../tools/lab';
import type { WorkflowFile } from '../../tools/lab/n8nRest';
import { stopwatch } from '../../tools/lab/progress';
import type { VidiCoreHttp } from '../../vidicore/http';
import { findTrainingCollections } from '../../vidicore/items/collections';
import { vidiCoreOver } from '../../tools/lab/fetchTransport';
import { setUpService } from '../../tools/lab/setUpService';

// Somebody who builds a workflow presses "Execute step" on each of its nodes, again and again, and each time n8n runs
// the nodes before it as well. What costs is paid once.
let lab: Lab;
let http: VidiCoreHttp;
let training: string;
/** A portrait that comes into the training collection late. */
let late: string;

beforeAll(async () => {
	lab = await openLab(stopwatch(), { speed: 600 });
	http = vidiCoreOver(lab.world.vidiCore.baseUrl);
	await setUpService(lab.world, http);
	training = (await findTrainingCollections(http))[0]?.id ?? '';
	late = lab.world.scenario.people[0]?.portraits[0]?.id ?? '';
	await http.send('DELETE', `/API/collection/${training}/${late}`);
}, 20 * 60_000);
afterAll(() => lab?.close());

const presses = 10;

/** The starts of paid jobs that VidiCore took, each with the threshold by which the workflow is known. */
const paid = (): string[] =>
	lab.world.vidiCore.requests
		.filter(
			({ method, path, status }) =>
				method === 'POST' && status === 200 && /^.API.\w+.[^/]+.(analyze|train)$/.test(path),
		)
		.map(({ path, query }) =>
			`${path.slice('/API/'.length)} ${/Threshold=([\d.]+)/.exec(decodeURIComponent(query))?.[1] ?? ''}`.trim(),
		)
		.sort();

/** Presses "Execute step" ten times on each node, in the order of the flow. Resolves to how that ended. */
async function pressEach(workflow: WorkflowFile): Promise<string[]> {
	const { rest } = lab.n8n;
	const id = await lab.importWorkflow(workflow);
	const trigger = workflow.nodes.find(({ type }) => /trigger/i.test(type))?.name ?? '';
	const ends: string[] = [];
	for (const { name } of workflow.nodes.filter(({ type }) => !type.endsWith('.stickyNote')))
		for (let press = 0; press < presses; press++) {
			const { status, error } = await rest.ended(await rest.run(id, trigger, name));
			ends.push(error ? `${name}: ${error.message}` : status);
		}
	return ends;
}

/** The workflow with other parameters in some of its nodes, and with an analysis that no other workflow here makes. */
function prepared(file: string, threshold: string, changes: Record<string, IDataObject> = {}): WorkflowFile {
	const workflow = structuredClone(workflowFiles()[file] as WorkflowFile);
	for (const { name, type, parameters } of workflow.nodes) {
		Object.assign(parameters, changes[name] ?? {});
		if (type.endsWith('.analyzeItem')) parameters.options = { confidenceThreshold: threshold };
	}
	return workflow;
}

test('each node of face-workflow ten times: one training, one analysis', async () => {
	lab.world.vidiCore.requests.length = 0;
	const ends = await pressEach(prepared('face-workflow.json', '0.1'));
	expect(new Set(ends)).toEqual(new Set(['success']));
	expect(paid()).toEqual([`collection/${training}/train`, 'item/VX-108/analyze 0.1']);
	console.log(`face-workflow: ${ends.length} presses, ${paid().length} paid jobs`);
});

test(
	'each node of the other workflows that cost, ten times, all of them at once: one training, one analysis of each ' +
		'video',
	async () => {
		await http.send('PUT', `/API/collection/${training}/${late}`);
		lab.world.vidiCore.requests.length = 0;
		const collectionId = { __rl: true, mode: 'id', value: training };
		const newVideos = {
			...prepared('analyze-new-videos.json', '0.4', { 'VidiCore Trigger': { collectionId } }),
			pinData: { 'VidiCore Trigger': ['VX-108', 'VX-109'].map((itemId) => ({ json: { itemId } })) },
		};
		const ends = await Promise.all(
			[
				prepared('analyze-videos.json', '0.2'),
				prepared('analyze-with-call-back.json', '0.3'),
				newVideos,
				prepared('retrain-when-new.json', '', { 'VidiCore Polling Trigger': { collectionId } }),
			].map(pressEach),
		);
		expect(new Set(ends.flat())).toEqual(new Set(['success']));
		expect(paid()).toEqual([
			`collection/${training}/train`,
			'item/VX-108/analyze 0.2',
			'item/VX-108/analyze 0.3',
			'item/VX-108/analyze 0.4',
			'item/VX-109/analyze 0.2',
			'item/VX-109/analyze 0.3',
			'item/VX-109/analyze 0.4',
			'item/VX-110/analyze 0.2',
			'item/VX-110/analyze 0.3',
		]);
		console.log(`the others: ${ends.flat().length} presses, ${paid().length} paid jobs`);
	},
);
