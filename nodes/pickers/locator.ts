import type { INodeProperties } from 'n8n-workflow';

interface LocatorOptions {
	displayName: string;
	name: string;
	description: string;
	searchListMethod: string;
	required?: boolean;
}

/** The one form of all our pickers: from a searchable list, or by id (also an expression). */
export function locator({
	displayName,
	name,
	description,
	searchListMethod,
	required = true,
}: LocatorOptions): INodeProperties {
	return {
		displayName,
		name,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required,
		description,
		modes: [
			{ displayName: 'From List', name: 'list', type: 'list', typeOptions: { searchListMethod, searchable: true } },
			{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. VX-108' },
		],
	};
}
