import type { ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';
import { listFields } from '../../vidicore/fields/definitions';
import { alphabetically } from '../kit/alphabet';
import type { Field } from '../kit/field';
import { UserError } from '../kit/errors';
import { listed } from '../kit/fields/listed';
import { picker } from '../kit/fields/picker';
import { vidiCore } from '../kit/vidiCore';
import { matching } from './page';

/** The metadata fields, the station's own first. */
async function fieldChoices(context: ILoadOptionsFunctions): Promise<INodeListSearchItems[]> {
	const fields = await listFields(await vidiCore(context));
	return fields
		.sort((a, b) => Number(a.system) - Number(b.system) || alphabetically(a.name, b.name))
		.map(({ name, type }) => ({ name: type ? `${name} (${type})` : name, value: name }));
}

/** The metadata fields by name. */
export async function searchFields(this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
	return matching(await fieldChoices(this), filter);
}

/** All metadata fields at once. */
export async function loadFields(this: ILoadOptionsFunctions): Promise<INodeListSearchItems[]> {
	return await fieldChoices(this);
}

/** One metadata field, by its name. */
export const fieldPicker: Field<string> = {
	...picker(
		{ searchFields },
		{
			displayName: 'Field',
			description: 'The metadata field',
			typed: { displayName: 'By Name', placeholder: 'e.g. title' },
		},
	),
	parse: (raw, displayName) => fieldName(raw, displayName),
};

/** Metadata fields of which the values come out. */
export const fieldNames = listed(
	{ loadFields },
	{
		displayName: 'Field Names or IDs',
		description: 'The metadata fields that come out; all of them that are not timed when none is chosen.',
	},
);

/** The name of a field that a picker's raw value holds. Throws a UserError. */
function fieldName(raw: unknown, displayName: string): string {
	const value: unknown = typeof raw === 'object' && raw !== null && 'value' in raw ? raw.value : raw;
	const name = typeof value === 'string' ? value.trim() : '';
	if (name !== '' && !/[\s,:+/?\\]/.test(name)) return name;
	throw new UserError(
		name === '' ? `"${displayName}" is empty` : `"${name.slice(0, 60)}" is not the name of a field`,
		'Pick the field from the list, or type its name as VidiCore has it, for example title. Upper and lower case count.',
	);
}
