import type { IExecuteFunctions } from 'n8n-workflow';

/**
 * Words that are the same when n8n tries a node again that has failed ("Retry On Fail"), and others for each
 * execution, round of a loop and item.
 */
export function attemptOf(context: IExecuteFunctions, item: number): string[] {
	const { $runIndex } = context.getWorkflowDataProxy(item) as { $runIndex?: number };
	return [
		context.getInstanceId(),
		String(context.getWorkflow().id),
		context.getExecutionId(),
		context.getNode().id,
		String($runIndex ?? 0),
		String(item),
	];
}
