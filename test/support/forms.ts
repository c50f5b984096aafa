import type { RunningN8n } from '../../tools/lab/n8n';
import type { WorkflowFile } from '../../tools/lab/n8nRest';
import { eventually } from './inN8n';

/** Begins a published form as a visitor does. Resolves to its next page, and where that is answered. */
export async function openForm(
	n8n: RunningN8n,
	workflowId: string,
	{ nodes }: WorkflowFile,
	answers: Record<string, string> = {},
): Promise<{ url: string; html: string }> {
	const webhookId = nodes.find(({ type }) => type.endsWith('.formTrigger'))?.webhookId ?? '';
	const body = new FormData();
	for (const [field, answer] of Object.entries(answers)) body.set(field, answer);
	const begin = await fetch(`${n8n.url}/form/${webhookId}`, { method: 'POST', body });
	const { formWaitingUrl: url = '' } = (await begin.json()) as { formWaitingUrl?: string };
	// n8n leaves a page unanswered that is asked for before the execution is stored.
	await eventually(
		() => n8n.rest.executions(workflowId),
		([execution]) => execution?.status === 'waiting',
	);
	return { url, html: await (await fetch(url)).text() };
}
