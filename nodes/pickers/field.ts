import type { ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';
import { isWritable, listFields, type FieldDefinition } from '../../vidicore/fields/definitions';
import { kindOf } from '../../vidicore/fields/values';
import { alphabetically } from '../kit/alphabet';
import type { Field } from '../kit/field';
import { UserError } from '../kit/errors';
import { listed } from '../kit/fields/listed';
import { picker } from '../kit/fields/picker';
import { vidiCore } from '../kit/vidiCore';
import { matching } from './page';

/** The metadata fields, the station's own first. */
async function fieldChoices(context: ILoadOptionsFunctions): Promise<INodeListSearchItems[]> {
	return choicesFor(await listFields(await vidiCore(context)));
}

const choicesFor = (fields: readonly FieldDefinition[]): INodeListSearchItems[] =>
	[...fields]
		.sort((a, b) => Number(a.system) - Number(b.system) || alphabetically(a.name, b.name))
		.map(({ name, type }) => ({ name: type ? `${name} (${type})` : name, value: name }));

const noField = 'There is no metadata field in this VidiCore that your user may see.';

/** The metadata fields by name. */
export async function searchFields(this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
	return matching(await fieldChoices(this), { filter, none: noField });
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

/** Those fields that take a text from others. */
export async function searchTextFields(this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
	const fields = await listFields(await vidiCore(this));
	const writable = fields.filter((field) => isWritable(field) && kindOf(field) === 'string');
	return matching(choicesFor(writable), { filter, none: noField });
}

/** A metadata field into which a text is written. */
export const textFieldPicker: Field<string> = {
	...picker(
		{ searchTextFields },
		{
			displayName: 'Field',
			description: 'The metadata field into which it is written',
			typed: { displayName: 'By Name', placeholder: 'e.g. station_persons' },
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
