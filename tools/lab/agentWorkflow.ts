import type { IDataObject, INode } from 'n8n-workflow';
import type { Credential, WorkflowFile } from './n8nRest';
import { wireTo, workflowNode } from './workflowNode';

/** A node of ours as a tool; `type` without the package and without "Tool". */
export interface AgentTool {
	type: string;
	name: string;
	parameters: IDataObject;
	onError?: INode['onError'];
}

/** n8n runs the tools of an agent from version 3 on as nodes of their own; older agents run them inside themselves. */
export type AgentVersion = 2.2 | 3;

/** A field of a tool that the model fills in. */
export const fromModel = (key: string): string => `={{ $fromAI(${JSON.stringify(key)}, '', 'string') }}`;

/** Start → an agent that is told `task`, with a model of that credential and these tools. */
export function agentWorkflow(
	version: AgentVersion,
	model: Credential,
	tools: readonly AgentTool[],
	task: string,
): WorkflowFile {
	const langchain = '@n8n/n8n-nodes-langchain';
	const chatModel = {
		...workflowNode('Model', `${langchain}.lmChatOpenAi`, 1.2, {
			model: { __rl: true, mode: 'id', value: 'scripted' },
			options: { maxRetries: 0 },
		}),
		credentials: { [model.type]: { id: model.id, name: model.name } },
	};
	const toAgent = (type: string) => ({ [type]: [wireTo('Agent', type)] });
	return {
		name: 'agent',
		nodes: [
			workflowNode('Start', 'n8n-nodes-base.manualTrigger', 1, {}),
			workflowNode('Agent', `${langchain}.agent`, version, {
				promptType: 'define',
				text: task,
				// For one that uses every tool; n8n ends an agent after ten rounds.
				options: { maxIterations: 30 },
			}),
			chatModel,
			...tools.map(({ type, name, parameters, onError }) => ({
				...workflowNode(name, `n8n-nodes-vidicore.${type}Tool`, 1, parameters),
				onError,
			})),
		],
		connections: {
			Start: { main: [wireTo('Agent')] },
			Model: toAgent('ai_languageModel'),
			...Object.fromEntries(tools.map(({ name }) => [name, toAgent('ai_tool')])),
		},
	};
}
