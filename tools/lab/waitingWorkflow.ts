import { randomUUID } from 'node:crypto';
import type { IDataObject, INode } from 'n8n-workflow';
import type { WorkflowFile } from './n8nRest';
import { wireTo as to, workflowNode } from './workflowNode';

const begin = (path: string): INode => ({
	...workflowNode('Begin', 'n8n-nodes-base.webhook', 2, { httpMethod: 'POST', path, responseMode: 'onReceived' }),
	webhookId: path,
});
const record = (url: string) =>
	workflowNode('Record', 'n8n-nodes-base.httpRequest', 4.2, { method: 'POST', url, options: {} });

/**
 * How a workflow of ours waits: "Wait For Job" with these parameters; "Still Running" is led back when it has such an
 * output.
 */
export function waitsWithNode(path: string, recordAt: string, parameters: IDataObject): WorkflowFile {
	const wait = workflowNode('Wait For Job', 'n8n-nodes-vidicore.waitForJob', 1, {
		jobId: { __rl: true, mode: 'id', value: '={{ $json.jobId ?? $json.body.jobId }}' },
		...parameters,
	});
	const outputs = parameters.way === 'callBack' ? [to('Wait For Job'), to('Record'), to('Record')] : [to('Record')];
	return {
		name: `waits ${path}`,
		nodes: [begin(path), wait, record(recordAt)],
		connections: { Begin: { main: [to('Wait For Job')] }, 'Wait For Job': { main: outputs } },
	};
}

/** How people wait without it: HTTP Request, IF, Wait, and round again. */
export function waitsInLoop(path: string, recordAt: string, baseUrl: string, seconds: number): WorkflowFile {
	const ask = {
		...workflowNode('Ask', 'n8n-nodes-base.httpRequest', 4.2, {
			url: `=${baseUrl}/API/job/{{ $('Begin').item.json.body.jobId }}`,
			sendHeaders: true,
			headerParameters: {
				parameters: [
					{ name: 'accept', value: 'application/json' },
					{ name: 'authorization', value: `Basic ${Buffer.from('admin:admin').toString('base64')}` },
				],
			},
			options: {},
		}),
	};
	const condition = {
		id: randomUUID(),
		leftValue: '={{ $json.status }}',
		rightValue: '^(FINISHED|FAILED|ABORTED$)',
		operator: { type: 'string', operation: 'regex' },
	};
	const over = workflowNode('Over?', 'n8n-nodes-base.if', 2.2, {
		conditions: {
			options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
			conditions: [condition],
			combinator: 'and',
		},
		options: {},
	});
	const pause = {
		...workflowNode('Pause', 'n8n-nodes-base.wait', 1.1, { amount: seconds, unit: 'seconds' }),
		webhookId: randomUUID(),
	};
	return {
		name: `waits ${path}`,
		nodes: [begin(path), ask, over, pause, record(recordAt)],
		connections: {
			Begin: { main: [to('Ask')] },
			Ask: { main: [to('Over?')] },
			'Over?': { main: [to('Record'), to('Pause')] },
			Pause: { main: [to('Ask')] },
		},
	};
}
