import type { ILoadOptionsFunctions, ResourceMapperFields } from 'n8n-workflow';
import { UserError } from '../errors';
import type { Field } from '../field';
import { advising } from './inEditor';

/** Gives the fields that can be filled in. n8n calls it by its name. */
export type Mapping = (this: ILoadOptionsFunctions) => Promise<ResourceMapperFields>;

/** A name and what was entered for it; what was left empty is not among them. */
export type Mapped = ReadonlyArray<readonly [name: string, value: unknown]>;

/**
 * n8n's "resource mapper": the fields of something that only the server knows, with their types and choices. Its value
 * is read as it was entered, so that what does not fit is told in our words, with the field and the item.
 */
export function mapper(
	mapping: Readonly<Record<string, Mapping>>,
	more: { displayName: string; description: string; noFieldsError: string },
): Field<Mapped> {
	const [resourceMapperMethod = ''] = Object.keys(mapping);
	return {
		property: {
			displayName: more.displayName,
			type: 'resourceMapper',
			noDataExpression: true,
			default: { mappingMode: 'defineBelow', value: null },
			description: more.description,
			typeOptions: {
				resourceMapper: {
					resourceMapperMethod,
					mode: 'add',
					valuesLabel: more.displayName,
					fieldWords: { singular: 'field', plural: 'fields' },
					multiKeyMatch: false,
					supportAutoMap: false,
					noFieldsError: more.noFieldsError,
				},
			},
		},
		parse: (raw, displayName) => {
			const value: unknown = typeof raw === 'object' && raw !== null && 'value' in raw ? raw.value : undefined;
			if (value === undefined || value === null) return [];
			if (typeof value === 'object' && !Array.isArray(value))
				return Object.entries(value).filter(([, one]) => isEntered(one));
			throw new UserError(`"${displayName}" is not what n8n saves there`, 'Remove its fields and add them anew.');
		},
		methods: { resourceMapping: advising(mapping) },
	};
}

const isEntered = (value: unknown): boolean => value !== undefined && value !== null && value !== '';
