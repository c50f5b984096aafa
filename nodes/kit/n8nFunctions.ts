import type { IExecuteFunctions, IWebhookFunctions, NodeExecutionHint } from 'n8n-workflow';

/*
 * What n8n gives a node differs by version, and by whether the engine runs the node or an agent does. All that is not
 * there everywhere goes through here, so that a node does not end in "… is not a function".
 */
type Some<T, K extends keyof T> = Omit<T, K> & Partial<Pick<T, K>>;

/**
 * Whether this node runs as a tool: of an AI agent, or of an MCP server. Its node type tells, in every version: n8n
 * makes one with "Tool" behind its name. n8n's `isToolExecution()` does not exist in n8n 1, and up to 2.41 at least it
 * is false where the engine runs the tool for an agent of version 3.
 */
export function isTool(context: Some<IExecuteFunctions, 'isToolExecution'> | IWebhookFunctions): boolean {
	const said = 'isToolExecution' in context && context.isToolExecution?.() === true;
	return said || context.getNode().type.endsWith('Tool');
}

/** Whether this is an n8n 1, as far as a node can tell. */
export const isN8n1 = (context: Some<IExecuteFunctions, 'isToolExecution'>): boolean =>
	context.isToolExecution === undefined;

/**
 * Whether a parked node that is called back may hand on more than its first output. From 2.39 on n8n follows them all,
 * before that it drops the others without a word. It does not say which it does; these two functions came with the same
 * version (compared: n8n-core 2.38.2 and 2.39.0).
 */
export const followsAllOutputs = (context: IWebhookFunctions): boolean =>
	'getTestWebhookUser' in context || 'refreshN8nOAuth2Flow' in context;

/** Aborts when the execution is cancelled; undefined where n8n has no such signal, as in a trigger. */
export const cancelSignal = (
	context: object | Some<IExecuteFunctions, 'getExecutionCancelSignal'>,
): AbortSignal | undefined =>
	'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal?.() : undefined;

/** Says something beside the output that is no error, where n8n can do that. */
export function showHint(
	context: Some<IExecuteFunctions, 'addExecutionHints'>,
	message: string,
	type: NodeExecutionHint['type'] = 'warning',
): void {
	context.addExecutionHints?.({ message, type, location: 'outputPane' });
}
