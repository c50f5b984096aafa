import type { IDataObject } from 'n8n-workflow';
import { located, ourNode } from '../../tools/lab/workflowNode';
import { findTrainingCollections } from '../../vidicore/items/collections';
import { eventually, useN8n } from '../support/inN8n';
import { triggeredWorkflow } from '../support/triggeredWorkflow';

// The triggers in a published workflow: what n8n does with them when it publishes, restarts and is called only a real
// one can show.
const at = useN8n({ speed: 600 });

const notifications = async (scope: string) =>
	(await at.http.json<{ uri?: string[] }>('GET', `/API/${scope}/notification`)).uri ?? [];
const published = (type: Parameters<typeof triggeredWorkflow>[0], parameters: IDataObject = {}) =>
	at.published(triggeredWorkflow(type, parameters));
/** The jobs that started a workflow, in the order of their ids. */
const jobsThatCame = async (workflow: string, count: number) =>
	(await at.itemsArrived(workflow, 'Next', count)).map(({ jobId }) => jobId).sort();

describe('VidiCore Trigger', () => {
	test('a job’s end starts the workflow, once however often it is told, and only if the filter lets it', async () => {
		const workflow = await published('vidiCoreTrigger', { jobFilter: { outcomes: ['failed'] } });
		expect(await notifications('job')).toHaveLength(1);
		at.world.vidiCore.messages.copies = 3;
		const good = await at.analysis('VX-108');
		await at.ended(good);
		const bad = await at.analysis('VX-112');
		await at.ended(bad);
		// Messages come one after the other: when the last is there, those before it have been answered.
		const last = await at.analysis('VX-112');
		const found = await at.itemsArrived(workflow, 'Next', 2);
		const failed = { outcome: 'failed', itemId: 'VX-112', errorMessage: expect.stringMatching(/lost-tape/) };
		expect(found).toMatchObject([
			{ jobId: bad, ...failed },
			{ jobId: last, ...failed },
		]);
		expect(await at.n8n.rest.executions(workflow)).toHaveLength(2);
		await at.n8n.rest.unpublish(workflow);
		expect(await notifications('job')).toEqual([]);
	});

	test(
		'nobody is believed: no secret, a wrong one, a job that runs; and after a restart of n8n the notification is ' +
			'the same',
		async () => {
			const workflow = await published('vidiCoreTrigger');
			const [id = ''] = await notifications('job');
			const path = `/API/job/notification/${id}`;
			const { url } = (await at.http.json<{ action: { http: { url: string } } }>('GET', path)).action.http;
			const running = await at.analysis('VX-113');
			const field = Object.entries({ jobId: running, status: 'FINISHED' }).map(([key, value]) => ({ key, value }));
			const tell = async (to: string) => {
				const headers = { 'content-type': 'application/json' };
				return (await fetch(to, { method: 'POST', headers, body: JSON.stringify({ field }) })).status;
			};
			const withoutSecret = url.replace(/\?.*/, '');
			expect([await tell(withoutSecret), await tell(`${url}x`), await tell(url)]).toEqual([403, 403, 200]);
			await at.n8n.restart('politely');
			// n8n publishes again when it is up already; until then it knows nobody at this address.
			expect(
				await eventually(
					() => tell(withoutSecret),
					(status) => status !== 404,
				),
			).toBe(403);
			expect(await notifications('job')).toEqual([id]);
			at.world.vidiCore.faults.add({ match: /^GET \/API\/job\/VX/, times: 4, effect: { status: 500 } });
			await at.http.send('DELETE', `/API/job/${running}`); // ends it
			expect(await at.itemsArrived(workflow, 'Next')).toMatchObject([{ jobId: running, outcome: 'aborted' }]);
		},
	);

	test('metadata of an item, and an item that comes into a collection', async () => {
		const training = (await findTrainingCollections(at.http))[0]?.id ?? '';
		const changed = await published('vidiCoreTrigger', { event: 'metadataChanged', fields: 'title, vcs_face_value' });
		const entered = await published('vidiCoreTrigger', { event: 'itemEntered', collectionId: located(training) });
		const title = { name: 'title', value: [{ value: 'News & <Weather>' }] };
		const body = JSON.stringify({ timespan: [{ start: '-INF', end: '+INF', field: [title] }] });
		await at.http.send('PUT', '/API/item/VX-108/metadata', { body });
		expect(await at.itemsArrived(changed, 'Next')).toMatchObject([
			{ itemId: 'VX-108', title: 'News & <Weather>', fields: { title: 'News & <Weather>' }, changedBy: 'admin' },
		]);
		const items = ['VX-108', 'VX-111', 'VX-112'];
		await Promise.all(items.map((item) => at.http.send('PUT', `/API/collection/${training}/${item}`)));
		const came = await at.itemsArrived(entered, 'Next', 3);
		expect(came.map(({ itemId }) => itemId).sort()).toEqual(items);
		for (const workflow of [changed, entered]) await at.n8n.rest.unpublish(workflow);
		expect([await notifications('item'), await notifications(`collection/${training}`)]).toEqual([[], []]);
	});

	test('what cannot work is refused when it is published, with what to do', async () => {
		const metadata = (fields: string) => ({ event: 'metadataChanged', fields });
		// n8n tries for a quarter of a minute before it gives up, so all at once.
		await Promise.all([
			expect(published('vidiCoreTrigger', metadata('titel'))).rejects.toThrow(/titel/),
			expect(published('vidiCoreTrigger', metadata(' '))).rejects.toThrow(/"Fields" is empty/),
			expect(published('vidiCoreTrigger', { event: 'itemEntered', collectionId: located('VX-9') })).rejects.toThrow(
				/VX-9/,
			),
			expect(published('vidiCorePollingTrigger', metadata('titel'))).rejects.toThrow(/titel/),
		]);
		expect([await notifications('job'), await notifications('item')]).toEqual([[], []]);
	});
});

describe('VidiCore Polling Trigger', () => {
	test('what ended while nobody looked comes when n8n looks again, once, republished or after a crash', async () => {
		await at.ended(await at.analysis('VX-108')); // before it is published: not told
		const workflow = await published('vidiCorePollingTrigger');
		const jobs = await Promise.all(['VX-108', 'VX-111', 'VX-112'].map((video) => at.analysis(video)));
		await at.ended(...jobs);
		await at.n8n.rest.unpublish(workflow);
		await at.n8n.rest.publish(workflow); // n8n looks when it publishes
		expect(await jobsThatCame(workflow, 3)).toEqual([...jobs].sort());
		const later = await at.analysis('VX-108');
		await at.ended(later);
		await at.n8n.restart('killed');
		expect(await jobsThatCame(workflow, 4)).toEqual([...jobs, later].sort());
	});

	test('run by hand it shows the last event, to build the workflow with', async () => {
		await at.ended(await at.analysis('VX-112'));
		await at.ended(await at.analysis('VX-108'));
		const parameters = { jobFilter: { outcomes: ['failed'] } };
		const trigger = ourNode('Trigger', 'vidiCorePollingTrigger', parameters);
		const result = await at.run({ name: 'by hand', nodes: [trigger], connections: {} });
		expect(result.nodes.Trigger?.items).toMatchObject([{ outcome: 'failed', itemId: 'VX-112' }]);
	});
});
