import type { ScriptedModel } from '../../tools/lab/scriptedModel';
import { located } from '../../tools/lab/workflowNode';
import { workflowOf, type InN8n } from './inN8n';

/** Publishes the workflow ask-the-archive with that model and a service. Resolves to what says a line to its chat. */
export async function chatWith(at: InN8n, model: ScriptedModel): Promise<(words: string) => Promise<string>> {
	const key = await at.n8n.rest.createCredential('Model', 'openAiApi', { apiKey: 'none', url: model.url });
	const workflow = workflowOf('ask-the-archive.json', {
		Chat: { public: true, mode: 'webhook' },
		Model: { model: { __rl: true, mode: 'id', value: 'scripted' }, options: { maxRetries: 0 } },
		// A limit of three seconds, so that a job that goes on is not waited for half a minute.
		'How Is the Job': { limitMinutes: 0.05 },
		'Analyze a Video': {
			limitMinutes: 0.05,
			resourceId: located(at.service.resourceId),
			callbackId: located(at.service.callbackId),
		},
	});
	for (const node of workflow.nodes)
		if (node.name === 'Model') node.credentials = { openAiApi: { id: key.id, name: key.name } };
	await at.published(workflow);
	const hook = workflow.nodes.find(({ name }) => name === 'Chat')?.webhookId ?? '';
	const sessionId = crypto.randomUUID();
	return async (chatInput) => {
		const body = JSON.stringify({ action: 'sendMessage', sessionId, chatInput });
		const headers = { 'content-type': 'application/json' };
		const response = await fetch(`${at.n8n.url}/webhook/${hook}/chat`, { method: 'POST', headers, body });
		const text = await response.text();
		if (!response.ok) throw new Error(`the chat answered ${response.status}: ${text}`);
		return (JSON.parse(text) as { output: string }).output;
	};
}
