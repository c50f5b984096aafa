import { filterAppearances } from '../../faces/filter';
import { summarizePeople } from '../../faces/people';
import { writeFields } from '../../vidicore/fields/writeFields';
import { facesInVideo } from '../appearances/facesInVideo';
import { UserError } from '../kit/errors';
import { number } from '../kit/fields/plain';
import { operation } from '../kit/operation';
import { definedFields, givenValues, writableField } from '../metadata/givenValues';
import { textFieldPicker } from '../pickers/field';
import { videoPicker } from '../pickers/item';

/** The names of the known people in a video, added to a field of it; what the field has already stays as it is. */
export const writeNames = operation({
	value: 'writeNames',
	label: 'Write Names to Item',
	action: 'Write the names of people to an item',
	description: 'Add the names of the known people that an analysis found to a metadata field of the item',
	fields: {
		itemId: videoPicker,
		fieldName: textFieldPicker,
		minConfidence: number({
			displayName: 'Smallest Confidence',
			default: 0.75,
			minValue: 0,
			maxValue: 1,
			description: 'From 0 to 1. Who is less certain in all appearances is left out; faces without a confidence count.',
		}),
		minSeconds: number({
			displayName: 'Seen at Least (Seconds)',
			default: 0,
			minValue: 0,
			description: 'Who is seen for less than this in the whole video is left out',
		}),
	},
	outputs: {
		itemId: 'The item',
		field: 'The metadata field',
		names: 'Everybody who is seen in it, as far as asked for',
		added: 'The names that the field did not have before',
		changed: 'Whether anything was written; false when all names were there already',
	},
	async run({ itemId, fieldName, minConfidence, minSeconds }, { vidiCore, context, signal, hint }) {
		const http = await vidiCore();
		const field = writableField(await definedFields(context, http, signal), fieldName);
		if (!field.type.startsWith('string'))
			throw new UserError(
				`The metadata field "${field.name}" cannot hold names`,
				`It is of type ${field.type || 'unknown'}. Nothing was written; choose a field for text.`,
			);
		const { appearances } = await facesInVideo(http, itemId, { signal, hint });
		const people = summarizePeople(filterAppearances(appearances, { minConfidence, show: 'known' }));
		const names = [
			...new Set(
				people
					.filter(({ totalSeconds }) => totalSeconds >= minSeconds)
					.flatMap(({ person }) => givenValues(field, person.trim(), { itemId, zone: context.getTimezone() })),
			),
		];
		if (names.length === 0) return { itemId, field: field.name, names, added: [], changed: false };
		const { changed, added } = await writeFields(http, itemId, {
			changes: [{ field, mode: 'add', values: names }],
			signal,
		});
		return { itemId, field: field.name, names, added: added[field.name] ?? [], changed: changed.length > 0 };
	},
});
