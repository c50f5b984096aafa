import type { IDataObject } from 'n8n-workflow';
import type { WorkflowFile } from '../../tools/lab/n8nRest';
import { located } from '../../tools/lab/workflowNode';
import { findTrainingCollections } from '../../vidicore/items/collections';
import { useN8n, workflowOf } from '../support/inN8n';

// Somebody who builds a workflow presses "Execute step" on each of its nodes, again and again, and each time n8n runs
// the nodes before it as well. What costs is paid once.
const at = useN8n({ speed: 600 });

const presses = 10;

/** The starts of paid jobs that VidiCore took, each with the threshold by which the workflow is known. */
const paid = (): string[] =>
	at.world.vidiCore.requests
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
	const { rest } = at.n8n;
	const id = await at.importWorkflow(workflow);
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
	const workflow = workflowOf(file, changes);
	for (const { type, parameters } of workflow.nodes)
		if (type.endsWith('.analyzeItem')) parameters.options = { confidenceThreshold: threshold };
	return workflow;
}

test('each node of face-workflow ten times: one training, one analysis', async () => {
	const [training] = await findTrainingCollections(at.http);
	const ends = await pressEach(prepared('face-workflow.json', '0.1'));
	expect(new Set(ends)).toEqual(new Set(['success']));
	expect(paid()).toEqual([`collection/${training?.id}/train`, 'item/VX-108/analyze 0.1']);
	console.log(`face-workflow: ${ends.length} presses, ${paid().length} paid jobs`);
});

test(
	'each node of the other workflows that cost, ten times, all of them at once: one training, one analysis of each ' +
		'video',
	async () => {
		const [late] = at.world.scenario.people.flatMap(({ portraits }) => portraits);
		const [collection] = await findTrainingCollections(at.http);
		const path = `/API/collection/${collection?.id}/${late?.id}`;
		await at.http.send('DELETE', path);
		const training = await at.trained();
		await at.http.send('PUT', path); // a portrait that comes late
		at.world.vidiCore.requests.length = 0;
		const collectionId = located(training);
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
