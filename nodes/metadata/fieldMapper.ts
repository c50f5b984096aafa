import type { FieldType, ILoadOptionsFunctions, ResourceMapperField, ResourceMapperFields } from 'n8n-workflow';
import { isWritable, listFields, type FieldDefinition } from '../../vidicore/fields/definitions';
import { kindOf } from '../../vidicore/fields/values';
import { alphabetically } from '../kit/alphabet';
import { rows } from '../kit/fields/grouped';
import { mapper } from '../kit/fields/mapper';
import { text } from '../kit/fields/plain';
import { vidiCore } from '../kit/vidiCore';

const types: Readonly<Record<string, FieldType>> = {
	integer: 'number',
	long: 'number',
	float: 'number',
	date: 'dateTime',
	boolean: 'boolean',
};

/** The metadata fields to fill in: those of the station first, at the end those that VidiCore fills by itself. */
export async function mapFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	return { fields: await fieldsToFill(this) };
}

/** The same where the title has a place of its own. */
export async function mapFieldsButTitle(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	return { fields: (await fieldsToFill(this)).filter(({ id }) => id !== 'title') };
}

async function fieldsToFill(context: ILoadOptionsFunctions): Promise<ResourceMapperField[]> {
	const fields = await listFields(await vidiCore(context), { choices: true });
	const rank = (field: FieldDefinition) => (field.name === 'title' ? 0 : isWritable(field) ? 1 : 2);
	return fields.sort((a, b) => rank(a) - rank(b) || alphabetically(a.name, b.name)).map(fieldToFill);
}

function fieldToFill(field: FieldDefinition): ResourceMapperField {
	const choices = field.choices.map(({ value, label }) => ({ name: label, value }));
	return {
		id: field.name,
		displayName: isWritable(field) ? field.name : `${field.name} (read-only)`,
		required: false,
		defaultMatch: false,
		canBeUsedToMatch: false,
		display: true,
		type: choices.length > 0 ? 'options' : (types[kindOf(field)] ?? 'string'),
		...(choices.length > 0 ? { options: choices } : {}),
		readOnly: !isWritable(field),
		// There can be hundreds, and a switch that is shown has a value: so each is added by the user.
		removed: field.name !== 'title',
	};
}

const words = {
	displayName: 'Metadata',
	description: 'The metadata fields to write. What is left empty is not touched.',
	noFieldsError: 'VidiCore has no metadata fields, or its user may not see them.',
};

/** Values for metadata fields, each with the field of its type; `givenValues` checks them. */
export const metadataFields = mapper({ mapFields }, words);

/** The same for an item that is made, whose title is a field of its own. */
export const newItemsFields = mapper(
	{ mapFieldsButTitle },
	{ ...words, description: 'Metadata fields of the new item, beside its title' },
);

/** The same by name, for fields that only an expression knows and for several values. */
export const furtherFields = rows({
	displayName: 'Further Fields',
	placeholder: 'Add Field',
	description: 'Fields by their name. A field that is named several times gets all these values.',
	row: { name: 'field', displayName: 'Field' },
	fields: {
		name: text({ displayName: 'Name', required: true, placeholder: 'e.g. title' }),
		value: { ...text({ displayName: 'Value' }), parse: (raw: unknown): unknown => raw },
	},
});
