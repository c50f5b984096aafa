import { randomUUID } from 'node:crypto';
import type { IDataObject, INode } from 'n8n-workflow';
import type { WorkflowFile } from './n8nRest';

/** What the types of our nodes begin with in n8n. */
export const packageName = 'n8n-nodes-vidicore';

/** A node of a workflow to import; nobody looks at it, so that it has no place of its own. */
export const workflowNode = (name: string, type: string, typeVersion: number, parameters: IDataObject = {}): INode => ({
	id: randomUUID(),
	name,
	type,
	typeVersion,
	position: [0, 0],
	parameters: parameters as INode['parameters'],
});

/** The same of one of our nodes, named by the end of its type. */
export const ourNode = (name: string, type: string, parameters: IDataObject = {}): INode =>
	workflowNode(name, `${packageName}.${type}`, 1, parameters);

/** Where "Execute workflow" begins. */
export const byHand = (): INode => workflowNode('Start', 'n8n-nodes-base.manualTrigger', 1);

/** A wire to a node, as one output's list of wires. */
export const wireTo = (name: string, type = 'main') => [{ node: name, type, index: 0 }];

/** An id as the editor keeps it. */
export const located = (value: unknown): IDataObject => ({ __rl: true, mode: 'id', value: value as string });

/** A workflow of nodes that follow each other. */
export function inARow(name: string, nodes: INode[]): WorkflowFile {
	const wires = nodes.slice(1).map((next, index) => [nodes[index]?.name, { main: [wireTo(next.name)] }]);
	return { name, nodes, connections: Object.fromEntries(wires) as IDataObject };
}
