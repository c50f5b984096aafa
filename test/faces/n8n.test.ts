import type { IDataObject, INode } from 'n8n-workflow';
import { agreement } from '../../tools/demo/agreement';
import { openLab, workflowFiles, type Lab } from '../../tools/lab';
import type { ExecutionResult, WorkflowFile } from '../../tools/lab/n8nRest';
import { stopwatch } from '../../tools/lab/progress';
import { sampleWorld } from '../../tools/lab/realFaces';

// What a user sees: the rows that Get Face Timespans puts out in a real n8n, against what was drawn into the videos.
let lab: Lab;
const workflow = workflowFiles()['face-workflow.json'] as WorkflowFile;

beforeAll(async () => {
	const log = stopwatch();
	lab = await openLab(log, { speed: 600, ...(await sampleWorld(log)) });
}, 20 * 60_000);
afterAll(() => lab?.close());

/** The workflow with another video in "Analyze Item". */
function forVideo(video: string): WorkflowFile {
	const nodes = workflow.nodes.map((node): INode =>
		node.name === 'Analyze Item'
			? { ...node, parameters: { ...node.parameters, itemId: { __rl: true, mode: 'id', value: video } } }
			: node,
	);
	return { ...workflow, nodes };
}

const rows = ({ nodes }: ExecutionResult): IDataObject[] => nodes['Get Face Timespans']?.items ?? [];

test('trains on portraits and finds in a video who is seen when; every unknown person once', async () => {
	const result = await lab.run(forVideo('VX-108'));
	expect(result).toMatchObject({ status: 'success', error: undefined });
	const { precision, recall, strangersReported, strangersReal, both, real } = agreement(
		lab.world.scenario,
		'VX-108',
		rows(result),
	);
	console.log(
		`first video: precision ${precision}, recall ${recall} (${both} of ${real} person-seconds), unknown people ` +
			`${strangersReported} of ${strangersReal}`,
	);
	expect(precision).toBeGreaterThanOrEqual(0.95);
	expect(recall).toBeGreaterThanOrEqual(0.95);
	expect(strangersReported).toBe(strangersReal);
});

test('meets the same unknown person in a second video, and knows her by name in a third once trained', async () => {
	const first = rows(await lab.run(forVideo('VX-108'))).find(
		({ known, startSeconds }) => known === false && startSeconds === 10,
	);
	const second = rows(await lab.run(forVideo('VX-109'))).filter(({ known }) => known === false);
	expect(second.map(({ personId }) => personId)).toEqual([first?.personId]);
	await name(String(first?.personId), 'Cora Lindqvist');
	const third = await lab.run(forVideo('VX-110'));
	expect(rows(third).filter(({ person, known }) => person === 'Cora Lindqvist' && known === true)).toHaveLength(2);
	expect(rows(third).some(({ known }) => known === false)).toBe(false);
});

/** What an archivist does in VidiCore's own pages: the name, the flag, the training collection. */
async function name(personId: string, label: string): Promise<void> {
	const call = async <T>(method: string, path: string, body?: object) => {
		const headers = {
			accept: 'application/json',
			'content-type': 'application/json',
			authorization: `Basic ${Buffer.from('admin:admin').toString('base64')}`,
		};
		const text = await (
			await fetch(`${lab.world.vidiCore.baseUrl}/API${path}`, { method, headers, body: body && JSON.stringify(body) })
		).text();
		return (text ? JSON.parse(text) : {}) as T;
	};
	const { item = [] } = await call<{ item?: Array<{ id: string }> }>('PUT', '/item', {
		field: [{ name: 'vcs_face_externalId', value: [{ value: personId }] }],
	});
	const field = Object.entries({ vcs_face_value: label, vcs_face_isTrainingMaterial: 'true' }).map(([key, value]) => ({
		name: key,
		value: [{ value }],
	}));
	await call('PUT', `/item/${item[0]?.id}/metadata`, { timespan: [{ start: '-INF', end: '+INF', field }] });
	const { collection = [] } = await call<{ collection?: Array<{ id: string; name: string }> }>('GET', '/collection');
	await call(
		'PUT',
		`/collection/${collection.find((entry) => entry.name === 'FaceTrainingDataset')?.id}/${item[0]?.id}`,
	);
}
