import type { INodeProperties } from 'n8n-workflow';
import type { Field } from '../kit/field';
import { later } from '../kit/laterVersion';

/**
 * The same picker; in a new node it starts with that field of the item that comes in. In the mode of lists, because
 * "Fixed" then opens the list at once; from an expression by ID the list is four clicks away (seen in n8n 2.40).
 */
export const fromInput = <T>(picker: Field<T>, field: 'itemId' | 'jobId'): Field<T> => ({
	...picker,
	since: {
		versions: [later],
		default: { mode: 'list', value: `={{ $json.${field} }}` } as unknown as INodeProperties['default'],
	},
});
