import { located } from '../../tools/lab/workflowNode';
import { eventually, useN8n, workflowOf } from '../support/inN8n';

// From a file to whoever needs the result: the workflows around the VidiCore node.
const at = useN8n({ speed: 600 });

/** The face service of the archive, where a workflow starts an analysis. */
const service = () => ({ resourceId: located(at.service.resourceId), callbackId: located(at.service.callbackId) });

test('form-import: a video sent with a form is imported once, analyzed, and the page says who is seen', async () => {
	await at.trained();
	const workflow = workflowOf('form-import.json', { 'Analyze Item': service() });
	const id = await at.published(workflow);
	const webhook = workflow.nodes.find(({ name }) => name === 'Bring In a Video')?.webhookId ?? '';
	const before = at.world.vidiCore.requests.length;
	const send = async (title: string) => {
		const form = new FormData();
		form.set('field-0', new Blob(['the film of the evening'], { type: 'video/mp4' }), 'evening-news.mp4');
		form.set('field-1', title);
		const begun = await fetch(`${at.n8n.url}/form/${webhook}`, { method: 'POST', body: form });
		expect(begun.ok).toBe(true);
		return ((await begun.json()) as { formWaitingUrl?: string }).formWaitingUrl ?? '';
	};
	/** What the visitor reads at the end. n8n leaves a page unanswered that is asked for before the workflow is there. */
	const answerTo = async (page: string, count: number) => {
		const executions = await eventually(
			() => at.n8n.rest.executions(id),
			(all) => all.length === count && all.every(({ status }) => status !== 'running' && status !== 'new'),
		);
		expect(executions[0]?.status).toBe('waiting');
		return await (await fetch(page)).text();
	};
	const answered = await answerTo(await send('Evening news'), 1);
	expect(answered).toMatch(/Evening news is in the archive/);
	expect(answered).toMatch(/Seen in it: [^<]*Steven Stevenson/);
	const again = await answerTo(await send('The same again'), 2);
	expect(again).toMatch(/Evening news is in the archive/);
	const item = (html: string) => /The item is (VX-\d+)/.exec(html)?.[1];
	expect(item(answered)).toBeDefined();
	expect(item(again)).toBe(item(answered));
	const posts = at.world.vidiCore.requests.slice(before).filter(({ method }) => method === 'POST');
	expect(posts.filter(({ path }) => path === '/API/import/placeholder')).toHaveLength(1);
	expect(posts.filter(({ path }) => path.endsWith('/analyze'))).toHaveLength(1);
});

test('watch-folder: a file in a folder becomes a message with the frame in which somebody is first seen', async () => {
	await at.trained();
	const workflow = await at.published(
		workflowOf('watch-folder.json', {
			'A File Appears': { storageId: located(at.world.scenario.storage.id) },
			'Analyze Item': service(),
		}),
	);
	await at.http.send('POST', `/API/storage/${at.world.scenario.storage.id}/file/data`, {
		query: [['path', 'incoming/council-meeting.mp4']],
		body: Buffer.from('the film of the meeting'),
		contentType: 'application/octet-stream',
	});
	await lookAgain(workflow);
	const messages = await at.itemsArrived(workflow, 'Message');
	expect(messages.length).toBeGreaterThan(1);
	for (const { text } of messages)
		expect(text).toMatch(/^.+ is seen in council-meeting.mp4 \(VX-\d+\), first at \d\d:\d\d:\d\d:\d\d$/);
	expect(await at.itemsOf(workflow, 'Get Frame')).toEqual(
		(await at.itemsOf(workflow, 'Who Is Seen')).map(({ firstSeconds }) =>
			expect.objectContaining({ seconds: firstSeconds, exact: true, secondsOff: 0 }),
		),
	);
	await lookAgain(workflow);
	expect(await at.n8n.rest.executions(workflow)).toHaveLength(1); // the file is in an item now
});

test('analyze-the-archive: what was not analyzed is, within the budget; the next night goes on', async () => {
	// The analysis of this one never ends.
	const field = [{ name: 'station_airdate', value: [{ value: '2026-01-01' }] }];
	const body = JSON.stringify({ timespan: [{ start: '-INF', end: '+INF', field }] });
	await at.http.send('PUT', '/API/item/VX-113/metadata', { body });
	const file = workflowOf('analyze-the-archive.json', {
		'Which Field': {
			assignments: { assignments: [{ id: '1', name: 'field', type: 'string', value: 'station_airdate' }] },
		},
		'Analyze Item': { ...service(), options: { budget: 0.3 } },
	});
	const trigger = file.nodes.find(({ name }) => name === 'Every Night')!;
	Object.assign(trigger, { type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} });
	const night = async () => {
		const { status, error, nodes } = await at.run(file);
		expect({ status, error }).toEqual({ status: 'success', error: undefined });
		const ids = (name: string) => (nodes[name]?.items ?? []).map(({ itemId }) => String(itemId)).sort();
		return {
			found: ids('Not Analyzed Yet'),
			marked: ids('Mark as Analyzed'),
			asked: nodes['Analyze Item']?.items ?? [],
		};
	};
	const first = await night();
	expect(first.marked.length).toBeGreaterThan(0);
	expect(first.marked.length).toBeLessThan(first.found.length);
	const spent = first.asked.filter(({ started }) => started === true).map(({ estimatedCost }) => Number(estimatedCost));
	expect(spent.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(0.3);
	expect(first.asked.filter(({ reason }) => /budget/.test(String(reason))).length).toBeGreaterThan(0);
	const second = await night();
	expect(second.found).toEqual(first.found.filter((id) => !first.marked.includes(id)));
	expect(second.marked.filter((id) => first.marked.includes(id))).toEqual([]);
});

/** n8n looks when it publishes. */
async function lookAgain(workflow: string): Promise<void> {
	await at.n8n.rest.unpublish(workflow);
	await at.n8n.rest.publish(workflow);
}
