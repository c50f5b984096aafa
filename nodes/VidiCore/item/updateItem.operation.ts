import type { FieldChange, FieldMode } from '../../../vidicore/fields/changes';
import type { FieldDefinition } from '../../../vidicore/fields/definitions';
import { writeFields } from '../../../vidicore/fields/writeFields';
import { UserError } from '../../kit/errors';
import { options } from '../../kit/fields/grouped';
import { choice, text } from '../../kit/fields/plain';
import { operation } from '../../kit/operation';
import { furtherFields, metadataFields } from '../../metadata/fieldMapper';
import { definedFields, valuesByField, writableField, type Given } from '../../metadata/givenValues';
import { notesOf, sameTime, timedNotes } from '../../metadata/timedNotes';
import { loadFields } from '../../pickers/field';
import { itemPicker } from '../../pickers/item';
import { listed } from '../../kit/fields/listed';

const mode = choice({
	displayName: 'Mode',
	options: [
		{ name: 'Replace', value: 'set', description: 'A field then holds these values and no others' },
		{
			name: 'Add to What Is There',
			value: 'add',
			description: 'A field keeps its values; what it has already is not added',
		},
		{ name: 'Remove These', value: 'remove', description: 'A field loses these values and keeps the others' },
	],
	default: 'set',
	description: 'What becomes of the values that a field has',
});

/** Writes metadata of an item; what is as it should be already is not sent. */
export const updateItem = operation({
	value: 'update',
	label: 'Update',
	action: 'Update an item',
	description: 'Write metadata fields of an item, and notes for parts of a video',
	fields: {
		itemId: itemPicker,
		mode,
		metadata: metadataFields,
		furtherFields,
		timedNotes,
		options: options({
			emptyFields: listed(
				{ loadFields },
				{
					displayName: 'Fields to Empty Names or IDs',
					description: 'Metadata fields that lose all their values, whatever the mode.',
				},
			),
			separator: text({
				displayName: 'Separator of Values',
				placeholder: 'e.g. ;',
				description: 'What stands between several values in one text. When empty, a text is one value.',
			}),
		}),
	},
	outputs: {
		itemId: 'The item',
		changed: 'Whether anything was written; false when all was there already',
		changedFields: 'The fields that were written',
		fields: 'What the fields hold now: field → value, or a list of values; null where the item has none',
	},
	async run(fields, { vidiCore, context, signal }) {
		const { itemId } = fields;
		const http = await vidiCore();
		const defined = await definedFields(context, http, signal);
		const { separator, emptyFields } = fields.options;
		const what = { itemId, zone: context.getTimezone() };
		const given = [...fields.metadata, ...fields.furtherFields.map(({ name, value }) => [name, value] as const)].map(
			([name, value]) => [name, split(value, separator)] as const,
		);
		const changes = changesOf(given, emptyFields, fields.mode, what, defined);
		const notes = await notesOf(http, what, fields.timedNotes, defined, signal);
		if (changes.length === 0 && notes.length === 0)
			throw new UserError(
				`There is nothing to write to ${itemId}`,
				'Fill in a field under "Metadata", or add a note. Fields that are left empty are not touched; to empty one, use ' +
					'the option "Fields to Empty".',
			);
		const { changed, values } = await writeFields(http, itemId, { changes, notes, sameTime, signal });
		return {
			itemId,
			changed: changed.length > 0,
			changedFields: changed,
			fields: Object.fromEntries(
				Object.entries(values).map(([name, all]) => [name, all.length > 1 ? all : (all[0] ?? null)]),
			),
		};
	},
});

/** One change a field: what is given for it in several places counts together. */
function changesOf(
	given: ReadonlyArray<readonly [string, unknown]>,
	emptied: readonly string[],
	chosen: FieldMode,
	what: Given,
	defined: ReadonlyMap<string, FieldDefinition>,
): FieldChange[] {
	const values = valuesByField(defined, given, what);
	const both = emptied.find((name) => values.has(name));
	if (both !== undefined)
		throw new UserError(
			`"${both}" is to be written and to be emptied`,
			'Nothing was written. Take the field out of "Metadata" or out of "Fields to Empty".',
		);
	return [
		...[...values].map(([name, all]) => ({ field: writableField(defined, name), mode: chosen, values: all })),
		...emptied.map((name) => ({ field: writableField(defined, name), mode: 'set' as const, values: [] })),
	];
}

const split = (value: unknown, separator: string): unknown =>
	separator === '' || typeof value !== 'string' ? value : value.split(separator).map((one) => one.trim());
