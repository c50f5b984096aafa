import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { isTool } from './n8nFunctions';

/** So many rows a model is given at most: thousands would fill all that it can keep in mind, and cost. */
export const mostForModel = 50;

const askForLess = 'Ask for less: for one person, one video, a limit.';

/**
 * What comes out; and for a model the first rows of it, and of each list in a row, with a word on the others. A model
 * sees no hint and takes no rows for a fault, so that it is told in words when there are none. Files are not counted.
 */
export function fewRows(context: IExecuteFunctions, outputs: INodeExecutionData[][]): INodeExecutionData[][] {
	if (!isTool(context)) return outputs;
	const pairedItem = { item: 0 };
	if (outputs.every(({ length }) => length === 0)) return [[{ json: { found: 0, ...nothing }, pairedItem }]];
	return outputs.map((items) => {
		const few = items.slice(0, mostForModel).map((item) => ({ ...item, json: shortLists(item.json) }));
		if (items.length <= mostForModel) return few;
		const counted = `These are the first ${mostForModel} of ${items.length}.`;
		return [...few, { json: { more: `${counted} ${askForLess}` }, pairedItem }];
	});
}

const nothing = {
	message: 'Nothing was found; that is no fault.',
	next: 'Ask with fewer or other words. What was changed a moment ago may not be found yet.',
};

function shortLists(json: IDataObject): IDataObject {
	const long = Object.entries(json).filter(([, value]) => Array.isArray(value) && value.length > mostForModel);
	if (long.length === 0) return json;
	const lists = long.map(([name, value]) => [name, (value as unknown[]).slice(0, mostForModel)]);
	const counted = long.map(([name, value]) => `${name}: the first ${mostForModel} of ${(value as unknown[]).length}.`);
	return { ...json, ...Object.fromEntries(lists), more: [...counted, askForLess].join(' ') };
}
