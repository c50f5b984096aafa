import { deleteItem as remove } from '../../../vidicore/deletes';
import { fieldsOf, fieldValue } from '../../../vidicore/items/fields';
import { readItem } from '../../../vidicore/items/itemDetails';
import { options } from '../../kit/fields/grouped';
import { text, toggle } from '../../kit/fields/plain';
import { operation } from '../../kit/operation';
import { itemPicker } from '../../pickers/item';
import { confirmedDelete } from '../../deletes/confirmedDelete';

/** Deletes one item, if it is the one whose title was typed in. */
export const deleteItem = operation({
	value: 'delete',
	label: 'Delete',
	action: 'Delete an item',
	description: 'Delete an item with its files. VidiCore has no wastebasket: it cannot be brought back.',
	fields: {
		itemId: itemPicker,
		confirmTitle: text({
			displayName: 'Title of the Item, to Be Safe',
			required: true,
			placeholder: 'e.g. Evening news',
			description:
				'Nothing is deleted unless the item has exactly this title; for an item without a title type its ID instead',
		}),
		options: options({
			keepFiles: toggle({
				displayName: 'Keep Files',
				default: false,
				description: 'Whether the files stay on their storages, and only the item with its metadata is deleted',
			}),
		}),
	},
	outputs: { itemId: 'The item that was', title: 'Its title', deleted: 'true' },
	async run({ itemId, confirmTitle, options: { keepFiles } }, { vidiCore, signal }) {
		const http = await vidiCore();
		return await confirmedDelete(http, {
			kind: 'item',
			id: itemId,
			confirmed: confirmTitle,
			read: async () => (await readItem(http, itemId, { fields: ['title'] }, [], signal)).item,
			nameOf: (item) => fieldValue(fieldsOf(item), 'title'),
			output: (item) => ({ itemId, title: fieldValue(fieldsOf(item), 'title') }),
			remove: async () => await remove(http, itemId, { keepFiles }),
		});
	},
});
