import type { IDataObject } from 'n8n-workflow';
import { agreement } from '../../tools/demo/agreement';
import type { ExecutionResult } from '../../tools/lab/n8nRest';
import { stopwatch } from '../../tools/lab/progress';
import { sampleWorld } from '../../tools/lab/realFaces';
import { located } from '../../tools/lab/workflowNode';
import { findTrainingCollections } from '../../vidicore/items/collections';
import { useN8n, workflowOf } from '../support/inN8n';

// What a user sees: the rows that Get Face Timespans puts out in a real n8n, against what was drawn into the videos.
const at = useN8n(async () => ({ bare: true, speed: 600, ...(await sampleWorld(stopwatch())) }));

/** Runs the face workflow, from set-up on, with this video; its rows say by which id a person is known. */
const analyzed = (video: string) =>
	at.run(
		workflowOf('face-workflow.json', {
			'Analyze Item': { itemId: located(video) },
			'Get Face Timespans': { simplify: false },
		}),
	);
const rows = ({ nodes }: ExecutionResult): IDataObject[] => nodes['Get Face Timespans']?.items ?? [];

test('trains on portraits and finds in a video who is seen when; every unknown person once', async () => {
	const result = await analyzed('VX-108');
	expect(result).toMatchObject({ status: 'success', error: undefined });
	const { precision, recall, strangersReported, strangersReal, both, real } = agreement(
		at.world.scenario,
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
	const first = rows(await analyzed('VX-108')).find(
		({ known, startSeconds }) => known === false && startSeconds === 10,
	);
	const second = rows(await analyzed('VX-109')).filter(({ known }) => known === false);
	expect(second.map(({ personId }) => personId)).toEqual([first?.personId]);
	await name(String(first?.personId), 'Cora Lindqvist');
	const third = await analyzed('VX-110');
	expect(rows(third).filter(({ person, known }) => person === 'Cora Lindqvist' && known === true)).toHaveLength(2);
	expect(rows(third).some(({ known }) => known === false)).toBe(false);
});

/** What an archivist does in VidiCore's own pages: the name, the flag, the training collection. */
async function name(personId: string, label: string): Promise<void> {
	const field = (key: string, value: string) => ({ name: key, value: [{ value }] });
	const { item = [] } = await at.http.json<{ item?: Array<{ id: string }> }>('PUT', '/API/item', {
		body: JSON.stringify({ field: [field('vcs_face_externalId', personId)] }),
	});
	const fields = [field('vcs_face_value', label), field('vcs_face_isTrainingMaterial', 'true')];
	await at.http.send('PUT', `/API/item/${item[0]?.id}/metadata`, {
		body: JSON.stringify({ timespan: [{ start: '-INF', end: '+INF', field: fields }] }),
	});
	const [training] = await findTrainingCollections(at.http);
	await at.http.send('PUT', `/API/collection/${training?.id}/${item[0]?.id}`);
}
