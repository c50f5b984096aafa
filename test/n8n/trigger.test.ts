import type { IDataObject, INode } from 'n8n-workflow';
import { openLab, workflowFiles, type Lab } from '../../tools/lab';
import type { WorkflowFile } from '../../tools/lab/n8nRest';
import { stopwatch } from '../../tools/lab/progress';
import type { VidiCoreHttp } from '../../vidicore/http';
import { analyzePath } from '../../vidicore/items/items';
import { startJob, type StartOptions } from '../../vidicore/jobs/startJob';
import { waitForJobs } from '../../vidicore/jobs/waitForJobs';
import { vidiCoreOver } from '../../tools/lab/fetchTransport';
import { readFaces } from '../support/readFaces';
import { setUpService } from '../../tools/lab/setUpService';

// The triggers in a published workflow: what n8n does with them when it publishes, restarts and is called only a real
// one can show.
let lab: Lab;
let http: VidiCoreHttp;
let options: Required<Pick<StartOptions, 'resourceId' | 'callbackId'>>;

beforeAll(async () => {
	lab = await openLab(stopwatch(), { speed: 600 });
	http = vidiCoreOver(lab.world.vidiCore.baseUrl);
	options = await setUpService(lab.world, http);
}, 20 * 60_000);
afterAll(() => lab?.close());
afterEach(() => Object.assign(lab.world.vidiCore.messages, { drop: 0, copies: 1, delayMs: 0 }));

const analysis = async (video: string) =>
	(await startJob(http, analyzePath(video), { ...options, correlation: crypto.randomUUID() })).jobId;
const ended = async (...jobs: string[]) => void (await waitForJobs(http, jobs, { limitMs: 20_000, maxPauseMs: 200 }));
const notifications = async (scope: string) =>
	(await http.json<{ uri?: string[] }>('GET', `/API/${scope}/notification`)).uri ?? [];
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A published workflow that begins with one of our triggers. */
async function published(type: 'vidiCoreTrigger' | 'vidiCorePollingTrigger', parameters: IDataObject): Promise<string> {
	const node = {
		id: crypto.randomUUID(),
		name: 'Trigger',
		type: `n8n-nodes-vidicore.${type}`,
		typeVersion: 1,
		position: [0, 0],
		webhookId: crypto.randomUUID(),
		parameters: {
			...parameters,
			...(type === 'vidiCorePollingTrigger' ? { pollTimes: { item: [{ mode: 'everyMinute' }] } } : {}),
		},
	} as unknown as INode;
	const noOp: INode = {
		id: 'n',
		name: 'Next',
		type: 'n8n-nodes-base.noOp',
		typeVersion: 1,
		position: [200, 0],
		parameters: {},
	};
	const workflow: WorkflowFile = {
		name: 'triggered',
		nodes: [node, noOp],
		connections: { Trigger: { main: [[{ node: 'Next', type: 'main', index: 0 }]] } },
	};
	const id = await lab.importWorkflow(workflow);
	await lab.n8n.rest.publish(id);
	return id;
}

/** What reached a node, over all executions of the workflow. */
async function events(workflowId: string, node = 'Next'): Promise<IDataObject[]> {
	const all: IDataObject[] = [];
	for (const { id } of await lab.n8n.rest.executions(workflowId))
		all.push(...((await lab.n8n.rest.ended(id)).nodes[node]?.items ?? []));
	return all;
}

/** A workflow of this repository, with the collection that its user picks, published. */
async function importedAndPublished(file: string, collectionId?: string): Promise<string> {
	const workflow = structuredClone(workflowFiles()[file]) as WorkflowFile;
	for (const { type, parameters } of workflow.nodes)
		if (collectionId && /Trigger$/.test(type))
			parameters.collectionId = { __rl: true, mode: 'id', value: collectionId };
	const id = await lab.importWorkflow(workflow);
	await lab.n8n.rest.publish(id);
	return id;
}

async function trainingCollection(): Promise<string> {
	const { collection = [] } = await http.json<{ collection?: Array<{ id: string; name: string }> }>(
		'PUT',
		'/API/collection',
		{ body: '{}' },
	);
	return collection.find(({ name }) => name === 'FaceTrainingDataset')?.id ?? '';
}

async function eventually<T>(look: () => Promise<T>, good: (found: T) => boolean, limitMs = 20_000): Promise<T> {
	for (const deadline = Date.now() + limitMs; ; await pause(200)) {
		const found = await look();
		if (good(found) || Date.now() > deadline) return found;
	}
}

describe('VidiCore Trigger', () => {
	test('a job’s end starts the workflow, once however often it is told, and only if the filter lets it', async () => {
		const workflow = await published('vidiCoreTrigger', { jobFilter: { outcomes: ['failed'] } });
		expect(await notifications('job')).toHaveLength(1);
		lab.world.vidiCore.messages.copies = 3;
		const [good, bad] = [await analysis('VX-108'), await analysis('VX-112')];
		await ended(good, bad);
		const found = await eventually(
			() => events(workflow),
			(list) => list.length > 0,
		);
		await pause(1500); // more must not come
		expect(found).toMatchObject([
			{ jobId: bad, outcome: 'failed', itemId: 'VX-112', errorMessage: expect.stringMatching(/lost-tape/) },
		]);
		expect(await lab.n8n.rest.executions(workflow)).toHaveLength(1);
		await lab.n8n.rest.unpublish(workflow);
		expect(await notifications('job')).toEqual([]);
	});

	test(
		'nobody is believed: no secret, a wrong one, a job that runs; and after a restart of n8n the notification is ' +
			'the same',
		async () => {
			const workflow = await published('vidiCoreTrigger', {});
			const [id = ''] = await notifications('job');
			const url = (await http.json<{ action: { http: { url: string } } }>('GET', `/API/job/notification/${id}`)).action
				.http.url;
			const running = await analysis('VX-113');
			const tell = async (to: string) =>
				(
					await fetch(to, {
						method: 'POST',
						headers: { 'content-type': 'application/json' },
						body: JSON.stringify({
							field: [
								{ key: 'jobId', value: running },
								{ key: 'status', value: 'FINISHED' },
							],
						}),
					})
				).status;
			expect([await tell(url.replace(/\?.*/, '')), await tell(`${url}x`), await tell(url)]).toEqual([403, 403, 200]);
			await lab.n8n.restart('politely');
			expect(await notifications('job')).toEqual([id]);
			lab.world.vidiCore.faults.add({ match: /^GET \/API\/job\/VX/, times: 4, effect: { status: 500 } });
			await http.send('DELETE', `/API/job/${running}`); // ends it
			expect(
				await eventually(
					() => events(workflow),
					(list) => list.length > 0,
				),
			).toMatchObject([{ jobId: running, outcome: 'aborted' }]);
			await lab.n8n.rest.unpublish(workflow);
		},
	);

	test('metadata of an item, and an item that comes into a collection', async () => {
		const training = await trainingCollection();
		const changed = await published('vidiCoreTrigger', { event: 'metadataChanged', fields: 'title, vcs_face_value' });
		const entered = await published('vidiCoreTrigger', {
			event: 'itemEntered',
			collectionId: { __rl: true, mode: 'id', value: training },
		});
		await http.send('PUT', '/API/item/VX-108/metadata', {
			body: JSON.stringify({
				timespan: [{ start: '-INF', end: '+INF', field: [{ name: 'title', value: [{ value: 'News & <Weather>' }] }] }],
			}),
		});
		expect(
			await eventually(
				() => events(changed),
				(list) => list.length > 0,
			),
		).toMatchObject([
			{ itemId: 'VX-108', title: 'News & <Weather>', fields: { title: 'News & <Weather>' }, changedBy: 'admin' },
		]);
		await Promise.all(
			['VX-108', 'VX-111', 'VX-112'].map((item) => http.send('PUT', `/API/collection/${training}/${item}`)),
		);
		const came = await eventually(
			() => events(entered),
			(list) => list.length >= 3,
		);
		expect(came.map(({ itemId }) => itemId).sort()).toEqual(['VX-108', 'VX-111', 'VX-112']);
		for (const workflow of [changed, entered]) await lab.n8n.rest.unpublish(workflow);
		expect([await notifications('item'), await notifications(`collection/${training}`)]).toEqual([[], []]);
	});

	test('what cannot work is refused when it is published, with what to do', async () => {
		// n8n tries for a quarter of a minute before it gives up, so all at once.
		await Promise.all([
			expect(published('vidiCoreTrigger', { event: 'metadataChanged', fields: 'titel' })).rejects.toThrow(/titel/),
			expect(published('vidiCoreTrigger', { event: 'metadataChanged', fields: ' ' })).rejects.toThrow(
				/"Fields" is empty/,
			),
			expect(
				published('vidiCoreTrigger', { event: 'itemEntered', collectionId: { __rl: true, mode: 'id', value: 'VX-9' } }),
			).rejects.toThrow(/VX-9/),
			expect(published('vidiCorePollingTrigger', { event: 'metadataChanged', fields: 'titel' })).rejects.toThrow(
				/titel/,
			),
		]);
		expect([await notifications('job'), await notifications('item')]).toEqual([[], []]);
	});
});

describe('VidiCore Polling Trigger', () => {
	test('what ended while nobody looked comes when n8n looks again, once, after republishing and after a crash', async () => {
		const before = await analysis('VX-108');
		await ended(before);
		const workflow = await published('vidiCorePollingTrigger', {});
		const jobs = await Promise.all(['VX-108', 'VX-111', 'VX-112'].map(analysis));
		await ended(...jobs);
		await lab.n8n.rest.unpublish(workflow);
		await lab.n8n.rest.publish(workflow); // n8n looks when it publishes
		const found = await eventually(
			() => events(workflow),
			(list) => list.length > 0,
		);
		expect(found.map(({ jobId }) => jobId).sort()).toEqual([...jobs].sort());
		const later = await analysis('VX-108');
		await ended(later);
		await lab.n8n.restart('killed');
		const all = await eventually(
			() => events(workflow),
			(list) => list.length > 3,
		);
		expect(all.map(({ jobId }) => jobId).sort()).toEqual([...jobs, later].sort());
		await lab.n8n.rest.unpublish(workflow);
	});

	test('run by hand it shows the last event, to build the workflow with', async () => {
		const result = await lab.run({
			name: 'by hand',
			nodes: [
				{
					id: 't',
					name: 'Trigger',
					type: 'n8n-nodes-vidicore.vidiCorePollingTrigger',
					typeVersion: 1,
					position: [0, 0],
					parameters: { jobFilter: { outcomes: ['failed'] } },
				} as unknown as INode,
			],
			connections: {},
		});
		expect(result.nodes.Trigger?.items).toMatchObject([{ outcome: 'failed', itemId: 'VX-112' }]);
	});
});

describe('the workflows to import', () => {
	test('analyze-new-videos: what is put into a collection is analysed', async () => {
		const { id = '' } = await http.json<{ id?: string }>('POST', '/API/collection', {
			query: [['name', 'To Be Analysed']],
		});
		const workflow = await importedAndPublished('analyze-new-videos.json', id);
		for (const item of ['VX-108', 'VX-109']) await http.send('PUT', `/API/collection/${id}/${item}`);
		const people = await eventually(
			() => events(workflow, 'Get Face Timespans'),
			(list) => new Set(list.map(({ itemId }) => itemId)).size === 2,
		);
		expect(new Set(people.map(({ itemId }) => itemId))).toEqual(new Set(['VX-108', 'VX-109']));
		expect((await events(workflow, 'Analyze Item')).map(({ itemId }) => itemId).sort()).toEqual(['VX-108', 'VX-109']);
		await lab.n8n.rest.unpublish(workflow);
	});

	test('retrain-when-new: nothing new, no training; two new portraits, one training', async () => {
		const training = await trainingCollection();
		for (const item of ['VX-108', 'VX-111', 'VX-112']) await http.send('DELETE', `/API/collection/${training}/${item}`);
		const workflow = await importedAndPublished('retrain-when-new.json', training);
		const lookAgain = async () => {
			await lab.n8n.rest.unpublish(workflow);
			await lab.n8n.rest.publish(workflow);
		};
		await lookAgain();
		expect(await lab.n8n.rest.executions(workflow)).toEqual([]);
		for (const item of ['VX-108', 'VX-111']) await http.send('PUT', `/API/collection/${training}/${item}`);
		await lookAgain();
		expect(
			await eventually(
				() => events(workflow, 'Trained'),
				(list) => list.length > 0,
			),
		).toMatchObject([{ outcome: 'finished' }]);
		expect(await events(workflow, 'VidiCore Polling Trigger')).toHaveLength(2);
		await lab.n8n.rest.unpublish(workflow);
	});

	test('face-alert: a message for each appearance of the person, and none for a video without', async () => {
		const workflow = await importedAndPublished('face-alert.json');
		await ended(await analysis('VX-108'), await analysis('VX-111'));
		const messages = await eventually(
			() => events(workflow, 'Message'),
			(list) => list.length > 0,
		);
		expect(messages.map(({ text }) => text)).toEqual(
			expect.arrayContaining([expect.stringMatching(/^Steven Stevenson is in VX-108 from \d\d:\d\d:\d\d:\d\d to/)]),
		);
		expect(messages.every(({ text }) => String(text).includes('VX-108'))).toBe(true);
		await lab.n8n.rest.unpublish(workflow);
	});
});

test('review-unknown-faces: the form shows the unknown faces, and who gets a name there is known in every video', async () => {
	const workflow = structuredClone(workflowFiles()['review-unknown-faces.json']) as WorkflowFile;
	const training = await trainingCollection();
	for (const { name, parameters } of workflow.nodes)
		if (name === 'Give a Name') parameters.trainingCollectionId = { __rl: true, mode: 'id', value: training };
	await ended(await analysis('VX-109'));
	const imported = await lab.importWorkflow(workflow);
	await lab.n8n.rest.publish(imported);
	const begin = await fetch(
		`${lab.n8n.url}/form/${workflow.nodes.find(({ name }) => name === 'Who Is This?')?.webhookId}`,
		{ method: 'POST', body: new FormData(), signal: AbortSignal.timeout(10_000) },
	);
	const { formWaitingUrl = '' } = (await begin.json()) as { formWaitingUrl?: string };
	// n8n leaves a page unanswered that is asked for before the execution is stored.
	await eventually(
		() => lab.n8n.rest.executions(imported),
		([execution]) => execution?.status === 'waiting',
	);
	const page = await (await fetch(formWaitingUrl)).text();
	expect(page).toMatch(/<img src=/);
	const seenAs = async (name: string) =>
		(await readFaces(http, 'VX-109'))
			.filter(({ person }) => person === name)
			.map(({ start, end }) => `${start} ${end}`);
	const shown = [...new Set([...page.matchAll(/Name of (unknown_\d+)/g)].map(([, name = '']) => name))];
	const spans = await Promise.all(shown.map(seenAs));
	// The other tests analysed other videos: which unknown face comes first is theirs to say.
	const which = spans.findIndex((seen) => seen.length > 0);
	const before = spans[which] ?? [];
	expect(before.length).toBeGreaterThan(0);
	const answers = new FormData();
	answers.set(`field-${2 * which + 1}`, 'Zoë Ørsted');
	expect((await fetch(formWaitingUrl, { method: 'POST', body: answers, signal: AbortSignal.timeout(10_000) })).ok).toBe(
		true,
	);
	const named = await eventually(
		async () =>
			(
				await http.json<{ hits: number }>('PUT', '/API/item', {
					body: JSON.stringify({ field: [{ name: 'vcs_face_value', value: [{ value: 'Zoë Ørsted' }] }] }),
				})
			).hits,
		(hits) => hits > 0,
	);
	expect(named).toBe(1);
	expect(await seenAs('Zoë Ørsted')).toEqual(before);
	await lab.n8n.rest.unpublish(imported);
	// The loop is closed: one more picture of her out of the video, trained, analysed again, and she is known where she
	// was unknown.
	const byId = (value: string) => ({ __rl: true, mode: 'id', value });
	const ids = { resourceId: byId(options.resourceId), callbackId: byId(options.callbackId) };
	const node = (name: string, type: string, parameters: IDataObject): INode => ({
		id: name,
		name,
		type: type.includes('.') ? type : `n8n-nodes-vidicore.${type}`,
		typeVersion: 1,
		position: [0, 0],
		parameters: parameters as INode['parameters'],
	});
	const nodes = [
		node('Start', 'n8n-nodes-base.manualTrigger', {}),
		node('Her', 'manageFaces', { operation: 'getMany', filters: { name: 'Zoë' } }),
		node('Where', 'manageFaces', { operation: 'findAppearances', faceId: byId('={{ $json.faceId }}'), limit: 1 }),
		node('Picture', 'manageFaces', {
			resource: 'training',
			operation: 'addPicture',
			name: 'Zoë Ørsted',
			imageFrom: 'video',
			videoId: byId('={{ $json.itemId }}'),
			seconds: '={{ $json.startSeconds }}',
			trainingCollectionId: byId(training),
		}),
		node('Train', 'trainCollection', { ...ids, collectionId: byId(training), options: { onlyNew: true } }),
		node('Trained', 'waitForJob', { jobId: byId('={{ $json.jobId }}') }),
		node('Analyse', 'analyzeItem', { ...ids, itemId: byId('VX-109') }),
		node('Analysed', 'waitForJob', { jobId: byId('={{ $json.jobId }}') }),
		node('Seen', 'getFaceTimespans', { itemId: byId('VX-109'), filters: { persons: 'Zoë Ørsted' } }),
	];
	const loop = await lab.run({
		name: 'loop',
		nodes,
		connections: Object.fromEntries(
			nodes
				.slice(0, -1)
				.map(({ name }, at) => [name, { main: [[{ node: nodes[at + 1]?.name, type: 'main', index: 0 }]] }]),
		),
	});
	expect(loop.error).toBeUndefined();
	expect(loop.nodes.Train?.items).toMatchObject([{ started: true, new: 1 }]);
	expect(loop.nodes.Seen?.items.map(({ start, end, known }) => [`${String(start)} ${String(end)}`, known])).toEqual(
		before.map((span) => [span, true]),
	);
});
