import type { FunctionsBase, INodeExecutionData } from 'n8n-workflow';
import { isLaterNode } from './laterVersion';
import { withoutKeys } from './secrets';
import { inStateWords } from './stateWords';

/** The items as they come out of that context's node: states in words for people, and no keys. */
export const comingOut = (context: Pick<FunctionsBase, 'getNode'>, items: INodeExecutionData[]): INodeExecutionData[] =>
	withoutKeys(
		context,
		isLaterNode(context) ? items.map((item) => ({ ...item, json: inStateWords(item.json) })) : items,
	);
