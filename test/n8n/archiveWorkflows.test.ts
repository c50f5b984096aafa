import { located } from '../../tools/lab/workflowNode';
import { eventually, useN8n, workflowOf } from '../support/inN8n';

// From a file to whoever needs the result: the workflows around the VidiCore node.
const at = useN8n({ speed: 600 });

/** The face service of the archive, where a workflow starts an analysis. */
const service = () => ({ resourceId: located(at.service.resourceId), callbackId: located(at.service.callbackId) });

test('form-import: a video that is sent with a form is imported once, analyzed, and the page says who is seen', async () => {
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
	/** What the visitor reads at the end; n8n leaves a page unanswered that is asked for before the workflow is there. */
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
