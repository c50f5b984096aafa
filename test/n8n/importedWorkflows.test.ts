import type { IDataObject, INode } from 'n8n-workflow';
import { byHand, inARow, located, ourNode } from '../../tools/lab/workflowNode';
import { findTrainingCollections } from '../../vidicore/items/collections';
import { openForm } from '../support/forms';
import { eventually, useN8n, workflowOf } from '../support/inN8n';
import { readFaces } from '../support/readFaces';

// The workflows of this repository that something in the archive, or somebody at a form, sets going.
const at = useN8n({ speed: 600 });

const into = (collection: string, item: string) => at.http.send('PUT', `/API/collection/${collection}/${item}`);

test('analyze-new-videos: what is put into a collection is analysed', async () => {
	const { id = '' } = await at.http.json<{ id?: string }>('POST', '/API/collection', {
		query: [['name', 'To Be Analysed']],
	});
	const workflow = await at.published(
		workflowOf('analyze-new-videos.json', { 'VidiCore Trigger': { collectionId: located(id) } }),
	);
	for (const item of ['VX-108', 'VX-109']) await into(id, item);
	const videos = (rows: IDataObject[]) => new Set(rows.map(({ itemId }) => itemId));
	const people = await eventually(
		() => at.itemsOf(workflow, 'Get Face Timespans'),
		(rows) => videos(rows).size === 2,
	);
	expect(videos(people)).toEqual(new Set(['VX-108', 'VX-109']));
	const analyzed = await at.itemsOf(workflow, 'Analyze Item');
	expect(analyzed.map(({ itemId }) => itemId).sort()).toEqual(['VX-108', 'VX-109']);
});

test('retrain-when-new: nothing new, no training; two new portraits, one training', async () => {
	const { rest } = at.n8n;
	const training = (await findTrainingCollections(at.http))[0]?.id ?? '';
	const workflow = await at.published(
		workflowOf('retrain-when-new.json', { 'VidiCore Polling Trigger': { collectionId: located(training) } }),
	);
	const lookAgain = async () => {
		await rest.unpublish(workflow);
		await rest.publish(workflow); // n8n looks when it publishes
	};
	await lookAgain();
	expect(await rest.executions(workflow)).toEqual([]);
	for (const item of ['VX-108', 'VX-111']) await into(training, item);
	await lookAgain();
	expect(await at.itemsArrived(workflow, 'Trained')).toMatchObject([{ state: 'finished' }]);
	expect(await at.itemsOf(workflow, 'VidiCore Polling Trigger')).toHaveLength(2);
});

test('face-alert: a message for each appearance of the person, and none for a video without', async () => {
	await at.trained();
	const workflow = await at.published(
		workflowOf('face-alert.json', { 'Get Face Timespans': { filters: { persons: 'Steven Stevenson' } } }),
	);
	await at.ended(await at.analysis('VX-111'));
	await at.ended(await at.analysis('VX-108'));
	const messages = (await at.itemsArrived(workflow, 'Message')).map(({ text }) => String(text));
	expect(messages).toContainEqual(
		expect.stringMatching(/^Steven Stevenson is in .* \(VX-108\) from \d\d:\d\d:\d\d:\d\d to/),
	);
	expect(messages.filter((text) => !text.includes('VX-108'))).toEqual([]);
});

test('names-into-the-item: who is known comes into the field, and an analysis more brings nobody new', async () => {
	await at.trained();
	const workflow = await at.published(
		workflowOf('names-into-the-item.json', { 'Write Names to Item': { fieldName: located('station_persons') } }),
	);
	await at.ended(await at.analysis('VX-108'));
	const [message] = await at.itemsArrived(workflow, 'Message');
	expect(message?.text).toMatch(/^VX-108: .*Ada Nordin/);
	const query = [
		['content', 'metadata'],
		['field', 'station_persons'],
		['interval', 'generic'],
	] as const;
	const names = async () => JSON.stringify(await at.http.json('GET', '/API/item/VX-108', { query }));
	const before = await names();
	expect(before).toContain('Ada Nordin');
	await at.ended(await at.analysis('VX-108'));
	await at.itemsArrived(workflow, 'Write Names to Item', 2);
	expect(await at.itemsOf(workflow, 'Message')).toHaveLength(1);
	expect((await names()).match(/Ada Nordin/g)).toHaveLength(1);
});

test('review-unknown-faces: the form shows unknown faces; who gets a name there is known in every video', async () => {
	const training = await at.trained();
	const workflow = workflowOf('review-unknown-faces.json', {
		'Give a Name': { trainingCollectionId: located(training) },
	});
	await at.ended(await at.analysis('VX-109'));
	const imported = await at.published(workflow);
	const page = await openForm(at.n8n, imported, workflow);
	expect(page.html).toMatch(/<img src=/);
	const shown = [...new Set([...page.html.matchAll(/Name of (unknown_\d+)/g)].map(([, name = '']) => name))];
	const spans = await Promise.all(shown.map((name) => seenAs(name, 'VX-109')));
	const which = spans.findIndex((seen) => seen.length > 0);
	const before = spans[which] ?? [];
	expect(before.length).toBeGreaterThan(0);
	const answers = new FormData();
	answers.set(`field-${2 * which + 1}`, 'Zoë Ørsted');
	expect((await fetch(page.url, { method: 'POST', body: answers })).ok).toBe(true);
	const field = [{ name: 'vcs_face_value', value: [{ value: 'Zoë Ørsted' }] }];
	const named = await eventually(
		async () => (await at.http.json<{ hits: number }>('PUT', '/API/item', { body: JSON.stringify({ field }) })).hits,
		(hits) => hits > 0,
	);
	expect(named).toBe(1);
	expect(await seenAs('Zoë Ørsted', 'VX-109')).toEqual(before);
	// The loop is closed: one more picture of her out of the video, trained, analysed again, and she is known where she
	// was unknown.
	const loop = await at.run(inARow('loop', closingTheLoop('Zoë Ørsted', 'VX-109', training)));
	expect(loop.error).toBeUndefined();
	expect(loop.nodes.Train?.items).toMatchObject([{ started: true, new: 1 }]);
	expect(loop.nodes.Seen?.items.map(({ start, end, known }) => [`${String(start)} ${String(end)}`, known])).toEqual(
		before.map((span) => [span, true]),
	);
});

const seenAs = async (name: string, video: string) =>
	(await readFaces(at.http, video)).filter(({ person }) => person === name).map(({ start, end }) => `${start} ${end}`);

function closingTheLoop(person: string, video: string, training: string): INode[] {
	const ids = { resourceId: located(at.service.resourceId), callbackId: located(at.service.callbackId) };
	const job = { jobId: located('={{ $json.jobId }}') };
	return [
		byHand(),
		ourNode('Her', 'manageFaces', { operation: 'getMany', filters: { name: person.slice(0, 3) } }),
		ourNode('Where', 'manageFaces', { operation: 'findAppearances', faceId: located('={{ $json.faceId }}'), limit: 1 }),
		ourNode('Picture', 'manageFaces', {
			resource: 'training',
			operation: 'addPicture',
			name: person,
			imageFrom: 'video',
			videoId: located('={{ $json.itemId }}'),
			seconds: '={{ $json.startSeconds }}',
			trainingCollectionId: located(training),
		}),
		ourNode('Train', 'trainCollection', { ...ids, collectionId: located(training), options: { onlyNew: true } }),
		ourNode('Trained', 'waitForJob', job),
		ourNode('Analyse', 'analyzeItem', { ...ids, itemId: located(video) }),
		ourNode('Analysed', 'waitForJob', job),
		ourNode('Seen', 'getFaceTimespans', { itemId: located(video), filters: { persons: person } }),
	];
}
