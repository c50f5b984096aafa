import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { failedItem } from './failedItem';
import { recognized } from './recognized';
import { someAtATime } from './someAtATime';

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
			output.push(failedItem(context, await recognized(context, error), item));
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
	const output = await someAtATime(context.getInputData(), async (_, item) => {
		try {
			return (await operation(item)).map((made) => ({ ...made, pairedItem: { item } }));
		} catch (error) {
			return [failedItem(context, await recognized(context, error), item)];
		}
	});
	return [output.flat()];
}
