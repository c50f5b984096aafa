import type { IDataObject } from 'n8n-workflow';
import { attachSibling } from '../../tools/lab/setUpService';
import { located } from '../../tools/lab/workflowNode';
import { findTrainingCollections } from '../../vidicore/items/collections';
import { openForm } from '../support/forms';
import { eventually, useN8n, workflowOf } from '../support/inN8n';
import { readFaces } from '../support/readFaces';

// Faces that another service cuts out of a video become training material when somebody has looked at them.
const at = useN8n({ speed: 600 });

test('faces-from-lower-thirds: what was cut out is reviewed; who was chosen is trained and then known', async () => {
	await attachSibling(at.world, at.http, 'Face and Label Extractor');
	const training = located((await findTrainingCollections(at.http))[0]?.id);
	const workflow = workflowOf('faces-from-lower-thirds.json', {
		'Create Callback Resource': { bucket: at.world.callbackBucket },
		'Into the Training': { trainingCollectionId: training },
	});
	const id = await at.published(workflow);
	const page = await openForm(at.n8n, id, workflow, { 'field-0': 'VX-109' });
	const shown = [...page.html.matchAll(/value="(Zoë 0rsted, Mayor|Teun de Vries|BREAKING NEWS)"/g)].map(
		([, name]) => name,
	);
	expect(shown.sort()).toEqual(['BREAKING NEWS', 'Teun de Vries', 'Zoë 0rsted, Mayor']);
	// Fields are numbered down the page: picture, name and choice of each face.
	const names = [...page.html.matchAll(/name='field-(\d+)'\s+value="([^"]*)"/g)].map(([, field, name]) => ({
		field: Number(field),
		name,
	}));
	const mayor = names.find(({ name }) => name === 'Zoë 0rsted, Mayor')?.field ?? 0;
	const answers = new FormData();
	for (const { field, name } of names) {
		answers.set(`field-${field}`, field === mayor ? 'Zoë Ørsted' : String(name));
		answers.set(`field-${field + 1}`, field === mayor ? 'For the training' : 'Not now');
	}
	expect((await fetch(page.url, { method: 'POST', body: answers })).ok).toBe(true);
	// n8n leaves a page unanswered that is asked for before the execution waits at it.
	const trainings = () =>
		at.world.vidiCore.requests.filter(({ method, path }) => `${method} ${path}`.endsWith('/train'));
	await eventually(
		() => Promise.resolve(trainings()),
		({ length }) => length > 0,
	);
	await eventually(
		() => at.n8n.rest.executions(id),
		([execution]) => execution?.status === 'waiting',
	);
	expect(await (await fetch(page.url)).text()).toContain('Zoë Ørsted: the service learns these faces now');
	await fetch(page.url, { method: 'POST' }); // the last page does so, and ends the execution
	expect(await at.itemsArrived(id, 'Into the Training')).toMatchObject([
		{ name: 'Zoë Ørsted', trainingMaterial: true },
	]);
	const [started] = await at.itemsArrived(id, 'Train Collection');
	expect(started).toMatchObject({ started: true } satisfies IDataObject);
	await at.ended(String(started?.jobId));
	await at.ended(await at.analysis('VX-109'));
	const seen = new Set((await readFaces(at.http, 'VX-109')).map(({ person }) => person));
	expect([seen.has('Zoë Ørsted'), seen.has('Teun de Vries')]).toEqual([true, false]);
});
