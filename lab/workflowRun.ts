import type { IConnections, IDataObject, INode, IWorkflowSettings } from 'n8n-workflow';

/** A workflow as n8n's editor exports it. */
export interface WorkflowFile {
	name: string;
	nodes: INode[];
	connections: IConnections;
	settings?: IWorkflowSettings;
	pinData?: IDataObject;
}

export interface RunError {
	message: string;
	description?: string;
	/** The input item it was raised for, where n8n knows it. */
	itemIndex?: number;
	/** The node that raised it. */
	node?: string;
}

export interface NodeRun {
	/** The items of each output. Of a node that ran more than once, the last time. */
	output: IDataObject[][];
	error?: RunError;
	/** How many times it ran, and how long in total, in milliseconds. */
	runs: number;
	milliseconds: number;
	/** What n8n shows beside the result. */
	hints: string[];
}

export interface WorkflowRun {
	executionId: string;
	status: string;
	error?: RunError;
	nodes: Record<string, NodeRun>;
}

interface StoredError {
	message: string;
	description?: string | null;
	context?: { itemIndex?: number };
	node?: { name?: string };
}

interface StoredTask {
	executionTime: number;
	error?: StoredError;
	hints?: Array<{ message: string }>;
	data?: { main?: Array<Array<{ json: IDataObject }> | null> };
}

export interface StoredExecution {
	id: string;
	status: string;
	/** Packed by the library `flatted`. */
	data: string;
}

/** What n8n stored of an execution, in the form that demo and tests want. `unpack` is flatted's `parse`. */
export function readRun(execution: StoredExecution, unpack: (text: string) => unknown): WorkflowRun {
	// Until the first node has ended there may be nothing at all.
	const stored = unpack(execution.data) as { resultData?: { error?: StoredError; runData?: Record<string, StoredTask[]> } } | undefined;
	const nodes = Object.entries(stored?.resultData?.runData ?? {}).map(([name, tasks]): [string, NodeRun] => [name, readNode(tasks)]);
	return { executionId: execution.id, status: execution.status, error: readError(stored?.resultData?.error), nodes: Object.fromEntries(nodes) };
}

function readNode(tasks: StoredTask[]): NodeRun {
	const last = tasks.at(-1);
	return {
		output: (last?.data?.main ?? []).map((items) => (items ?? []).map(({ json }) => json)),
		error: readError(last?.error),
		runs: tasks.length,
		milliseconds: tasks.reduce((sum, { executionTime }) => sum + executionTime, 0),
		hints: (last?.hints ?? []).map(({ message }) => message),
	};
}

function readError(error: StoredError | undefined): RunError | undefined {
	if (!error) return undefined;
	const { message, description, context, node } = error;
	return { message, description: description ?? undefined, itemIndex: context?.itemIndex, node: node?.name };
}

/** The first node that starts a workflow by hand. Throws when it has none. */
export function manualTrigger({ name, nodes }: WorkflowFile): string {
	const trigger = nodes.find(({ type }) => type === 'n8n-nodes-base.manualTrigger');
	if (!trigger) throw new Error(`The workflow “${name}” has no Manual Trigger, so it cannot be started by hand.`);
	return trigger.name;
}
