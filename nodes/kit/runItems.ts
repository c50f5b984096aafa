import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { nodeError } from './errors';
import { isTool } from './n8nFunctions';

/**
 * The one loop over input items: pairs each output item with its input, and lets one item fail alone when the user
 * wants that.
 */
export const runItems = (
	context: IExecuteFunctions,
	operation: (itemIndex: number) => Promise<IDataObject[]>,
): Promise<INodeExecutionData[][]> =>
	runItemsMade(context, async (item) => (await operation(item)).map((json) => ({ json })));

/** The same for items that can have files. */
export async function runItemsMade(
	context: IExecuteFunctions,
	operation: (itemIndex: number) => Promise<Made[]>,
): Promise<INodeExecutionData[][]> {
	const output: INodeExecutionData[] = [];
	for (let item = 0; item < context.getInputData().length; item++) {
		try {
			for (const made of await operation(item)) output.push({ ...made, pairedItem: { item } });
		} catch (error) {
			output.push(failedItem(context, error, item));
		}
	}
	return [output];
}

/** An item of the output before it is paired with its input. */
export type Made = Pick<INodeExecutionData, 'json' | 'binary'>;

/**
 * The same for operations that only read: some items are worked on at a time, and come out in the order of the input.
 * The first error ends it, unless the user wants to go on.
 */
export async function runItemsTogether(
	context: IExecuteFunctions,
	operation: (itemIndex: number) => Promise<Made[]>,
): Promise<INodeExecutionData[][]> {
	const items = context.getInputData().length;
	const output: INodeExecutionData[][] = [];
	let next = 0;
	let stopped = false;
	const work = async () => {
		while (next < items && !stopped) {
			const item = next++;
			try {
				output[item] = (await operation(item)).map((made) => ({ ...made, pairedItem: { item } }));
			} catch (error) {
				stopped = !goesOn(context);
				output[item] = [failedItem(context, error, item)];
			}
		}
	};
	await Promise.all(Array.from({ length: Math.min(atATime, items) }, work));
	return [output.flat()];
}

const atATime = 4;

/**
 * Whether an item that fails does not end the execution: the user said so, or a model is to be told why. Of an error
 * that is thrown, agents before version 3 tell it nothing, and later ones nothing of what to do (measured with n8n
 * 2.40). Set to stop the workflow, a tool does.
 */
const goesOn = (context: IExecuteFunctions): boolean =>
	context.continueOnFail() || (isTool(context) && context.getNode().onError !== 'stopWorkflow');

/** What an item becomes that failed: the end of the execution, or where that goes on an item that says why. */
export function failedItem(context: IExecuteFunctions, error: unknown, item: number): INodeExecutionData {
	const failure = nodeError(context, error, item);
	if (!goesOn(context)) throw failure;
	// n8n sends an item to the error output when `error` is all there is in it.
	return { json: { error: [failure.message, failure.description].filter(Boolean).join(' ') }, pairedItem: { item } };
}
