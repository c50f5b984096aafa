import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { callOf } from '../kit/defineNode';
import { failedItem } from '../kit/failedItem';
import type { Values } from '../kit/field';
import { recognized } from '../kit/recognized';
import type { analysisFields } from './analysisFields';
import { startAnalysis } from './startAnalysis';

/** How the start of an item's analysis went. */
export interface Begun {
	/** The job, or why there is none. */
	json: IDataObject;
	/** The item of the output, where the start failed and that does not end the execution. */
	failure?: INodeExecutionData;
}

type Items = ReadonlyArray<Values<typeof analysisFields>>;

const key = 'begun';

/**
 * Starts the analysis of each item, one after the other. What a round before this one has begun for the same items is
 * not begun again where `kept`: n8n stores it with a parked execution. Throws for the first start that fails, unless
 * the user wants to go on.
 */
export async function begun(items: Items, context: IExecuteFunctions, kept: boolean): Promise<Begun[]> {
	const memory = context.getContext('node');
	const known = memory[key] as unknown as { itemIds: string[]; starts: Begun[] } | undefined;
	const itemIds = items.map(itemIdOf);
	if (kept && known && JSON.stringify(known.itemIds) === JSON.stringify(itemIds)) return known.starts;
	const starts: Begun[] = [];
	for (const [item, values] of items.entries()) starts.push(await begin(values, context, item));
	if (kept) memory[key] = { itemIds, starts } as unknown as IDataObject;
	return starts;
}

/** To be called when all has ended: the same items that come another time are begun anew. */
export const forgetStarts = (context: IExecuteFunctions): void => void delete context.getContext('node')[key];

async function begin(values: Items[number], context: IExecuteFunctions, item: number): Promise<Begun> {
	try {
		return { json: await startAnalysis(values, callOf(context, item)) };
	} catch (error) {
		const failure = failedItem(context, await recognized(context, error), item);
		return { json: failure.json, failure };
	}
}

function itemIdOf(values: Items[number]): string {
	try {
		return values.itemId;
	} catch {
		return ''; // the start says what is wrong with it
	}
}
