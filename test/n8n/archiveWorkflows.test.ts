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
	const items = at.world.vidiCore.requests.length;
	const send = async (title: string) => {
		const form = new FormData();
		form.set('field-0', new Blob(['the film of the evening'], { type: 'video/mp4' }), 'evening-news.mp4');
		form.set('field-1', title);
		const begun = await fetch(`${at.n8n.url}/form/${webhook}`, { method: 'POST', body: form });
		expect(begun.ok).toBe(true);
		return ((await begun.json()) as { formWaitingUrl?: string }).formWaitingUrl ?? '';
	};
	const page = await send('Evening news');
	const answered = await eventually(
		async () => await (await fetch(page)).text(),
		(html) => /Evening news is in the archive/.test(html),
	);
	expect(answered).toMatch(/Seen in it: [^<]*Steven Stevenson/);
	await send('The same again');
	const imports = await eventually(
		() => at.itemsOf(id, 'Import'),
		({ length }) => length === 2,
	);
	expect(imports.map(({ imported }) => imported)).toEqual([true, false]);
	expect(new Set(imports.map(({ itemId }) => itemId)).size).toBe(1);
	const sent = at.world.vidiCore.requests.slice(items).filter(({ method }) => method === 'POST');
	expect(sent.filter(({ path }) => path.endsWith('/analyze'))).toHaveLength(1);
});
