import { randomUUID } from 'node:crypto';
import type { IDataObject, INode } from 'n8n-workflow';

/** A node of a workflow to import; nobody looks at it, so that it has no place of its own. */
export const workflowNode = (name: string, type: string, typeVersion: number, parameters: IDataObject = {}): INode => ({
	id: randomUUID(),
	name,
	type,
	typeVersion,
	position: [0, 0],
	parameters: parameters as INode['parameters'],
});

/** A wire to a node, as one output's list of wires. */
export const wireTo = (name: string, type = 'main') => [{ node: name, type, index: 0 }];

/** An id as the editor keeps it. */
export const located = (value: unknown): IDataObject => ({ __rl: true, mode: 'id', value: value as string });
