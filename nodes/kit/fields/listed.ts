import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import type { Field } from '../field';
import { advising } from './inEditor';
import { listFrom } from './plain';

/** Gives all choices at once. n8n calls it by its name. */
export type Load = (this: ILoadOptionsFunctions) => Promise<INodePropertyOptions[]>;

/** Any of some names that VidiCore knows. An expression may give them as a list or with commas between them. */
export function listed(
	load: Readonly<Record<string, Load>>,
	more: { displayName: string; description: string },
): Field<string[]> {
	const [loadOptionsMethod = ''] = Object.keys(load);
	return {
		property: {
			displayName: more.displayName,
			type: 'multiOptions',
			typeOptions: { loadOptionsMethod },
			default: [],
			description: `${more.description} ${orExpression}`,
		},
		parse: (raw, displayName) => [...new Set(listFrom(raw ?? [], displayName))],
		methods: { loadOptions: advising(load) },
	};
}

const orExpression =
	'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.';
