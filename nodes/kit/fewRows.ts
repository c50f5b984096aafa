import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { isTool } from './n8nFunctions';

/** So many rows a model is given at most: thousands would fill all that it can keep in mind, and cost. */
export const mostForModel = 50;

/** What comes out, and for a model the first rows of it with a word on the others. Files are not counted. */
export function fewRows(context: IExecuteFunctions, outputs: INodeExecutionData[][]): INodeExecutionData[][] {
	if (!isTool(context)) return outputs;
	return outputs.map((items) => {
		if (items.length <= mostForModel) return items;
		const counted = `These are the first ${mostForModel} of ${items.length}.`;
		const more = `${counted} Ask for less: for one person, one video, a limit.`;
		return [...items.slice(0, mostForModel), { json: { more }, pairedItem: { item: 0 } }];
	});
}
