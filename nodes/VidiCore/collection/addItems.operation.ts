import { putIntoCollection } from '../../../vidicore/items/metadata';
import { operation } from '../../kit/operation';
import { collectionId, itemIds } from './collectionFields';
import { eachItem } from './eachItem';

/** Puts items into a collection; those that are in it already stay in it. */
export const addItems = operation({
	value: 'addItems',
	label: 'Add Items',
	action: 'Add items to a collection',
	description: 'Put items into a collection; those that are in it already stay in it',
	fields: { collectionId, itemIds },
	outputs: { collectionId: 'The collection', itemIds: 'The items that are in it now' },
	async run({ collectionId: id, itemIds: items }, { vidiCore }) {
		const http = await vidiCore();
		await eachItem(items, `are in ${id}`, async (item) => await putIntoCollection(http, id, item));
		return { collectionId: id, itemIds: items };
	},
});
