import { randomUUID } from 'node:crypto';
import type { IDataObject, INode } from 'n8n-workflow';
import type { WorkflowFile } from './n8nRest';

const node = (name: string, type: string, typeVersion: number, place: number, parameters: IDataObject): INode => ({
	id: randomUUID(),
	name,
	type,
	typeVersion,
	position: [place * 220, 0],
	parameters: parameters as INode['parameters'],
});
const to = (name: string) => [{ node: name, type: 'main', index: 0 }];
const begin = (path: string): INode => ({
	...node('Begin', 'n8n-nodes-base.webhook', 2, 0, { httpMethod: 'POST', path, responseMode: 'onReceived' }),
	webhookId: path,
});
const record = (place: number, url: string) =>
	node('Record', 'n8n-nodes-base.httpRequest', 4.2, place, { method: 'POST', url, options: {} });

/**
 * How a workflow of ours waits: "Wait For Job" with these parameters; "Still Running" is led back when it has such an
 * output.
 */
export function waitsWithNode(path: string, recordAt: string, parameters: IDataObject): WorkflowFile {
	const wait = node('Wait For Job', 'n8n-nodes-vidicore.waitForJob', 1, 1, {
		jobId: { __rl: true, mode: 'id', value: '={{ $json.jobId ?? $json.body.jobId }}' },
		...parameters,
	});
	const outputs = parameters.way === 'callBack' ? [to('Wait For Job'), to('Record'), to('Record')] : [to('Record')];
	return {
		name: `waits ${path}`,
		nodes: [begin(path), wait, record(2, recordAt)],
		connections: { Begin: { main: [to('Wait For Job')] }, 'Wait For Job': { main: outputs } },
	};
}

/** How people wait without it: HTTP Request, IF, Wait, and round again. */
export function waitsInLoop(path: string, recordAt: string, baseUrl: string, seconds: number): WorkflowFile {
	const ask = {
		...node('Ask', 'n8n-nodes-base.httpRequest', 4.2, 1, {
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
	const over = node('Over?', 'n8n-nodes-base.if', 2.2, 2, {
		conditions: {
			options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
			conditions: [condition],
			combinator: 'and',
		},
		options: {},
	});
	const pause = {
		...node('Pause', 'n8n-nodes-base.wait', 1.1, 3, { amount: seconds, unit: 'seconds' }),
		webhookId: randomUUID(),
	};
	return {
		name: `waits ${path}`,
		nodes: [begin(path), ask, over, pause, record(3, recordAt)],
		connections: {
			Begin: { main: [to('Ask')] },
			Ask: { main: [to('Over?')] },
			'Over?': { main: [to('Record'), to('Pause')] },
			Pause: { main: [to('Ask')] },
		},
	};
}
