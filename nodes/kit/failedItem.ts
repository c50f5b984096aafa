import * as n8nWorkflow from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { codeOf, nodeError } from './errors';
import { isTool } from './n8nFunctions';

/**
 * Whether an item that fails does not end the execution: the user said so, or a model is to be told why. Of an error
 * that is thrown, agents before version 3 tell it nothing, and later ones nothing of what to do (measured with n8n
 * 2.40). Set to stop the workflow, a tool does.
 */
export const goesOn = (context: IExecuteFunctions): boolean =>
	context.continueOnFail() || (isTool(context) && context.getNode().onError !== 'stopWorkflow');

/** What an item becomes that failed: the end of the execution, or where that goes on an item that says why. */
export function failedItem(context: IExecuteFunctions, error: unknown, item: number): INodeExecutionData {
	const failure = nodeError(context, error, item);
	if (!goesOn(context)) throw failure;
	const apart = { ...(failure.description ? { advice: failure.description } : {}), code: codeOf(error) };
	return { json: failedJson(context, failure.message, apart), pairedItem: { item } };
}

function failedJson(context: IExecuteFunctions, error: string, apart: IDataObject): IDataObject {
	if (isTool(context)) return { error, ...apart };
	const message = [error, apart.advice].filter(Boolean).join(' ');
	return { error, message, ...(mayHaveDetails(context) ? { details: apart } : {}) };
}

/**
 * n8n sends an item to the error output when there is nothing in it but `error` and `message`, and from n8n 2.36 on
 * `details` as well (compared: n8n-core 1.122.48, 2.35.0, 2.36.0, 2.40.3). An older one would take an item with
 * `details` for a good one. Which it is, shows by a constant that came with n8n-workflow 2.37.
 */
const mayHaveDetails = (context: IExecuteFunctions): boolean =>
	context.getNode().onError !== 'continueErrorOutput' || 'ACTIONABLE_CAUSES' in n8nWorkflow;
