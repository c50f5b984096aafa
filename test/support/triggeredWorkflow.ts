import { randomUUID } from 'node:crypto';
import type { IDataObject, INode } from 'n8n-workflow';
import type { WorkflowFile } from '../../tools/lab/n8nRest';
import { wireTo, workflowNode } from '../../tools/lab/workflowNode';

/** A workflow that one of our triggers starts: "Trigger", and a node behind it, one that does nothing by default. */
export function triggeredWorkflow(
	type: 'vidiCoreTrigger' | 'vidiCorePollingTrigger',
	parameters: IDataObject = {},
	next: INode = workflowNode('Next', 'n8n-nodes-base.noOp', 1),
): WorkflowFile {
	const pollTimes = { pollTimes: { item: [{ mode: 'everyMinute' }] } };
	const trigger = workflowNode('Trigger', `n8n-nodes-vidicore.${type}`, 1, {
		...parameters,
		...(type === 'vidiCorePollingTrigger' ? pollTimes : {}),
	});
	return {
		name: type,
		nodes: [{ ...trigger, webhookId: randomUUID() }, next],
		connections: { Trigger: { main: [wireTo(next.name)] } },
	};
}
