import { takeOutOfCollection } from '../../../vidicore/items/metadata';
import { operation } from '../../kit/operation';
import { collectionId, itemIds } from './collectionFields';
import { eachItem } from './eachItem';

/** Takes items out of a collection; the items themselves stay in VidiCore. */
export const removeItems = operation({
	value: 'removeItems',
	label: 'Remove Items',
	action: 'Remove items from a collection',
	description: 'Take items out of a collection; the items themselves stay in VidiCore',
	fields: { collectionId, itemIds },
	outputs: { collectionId: 'The collection', itemIds: 'The items that are not in it any more' },
	async run({ collectionId: id, itemIds: items }, { vidiCore }) {
		const http = await vidiCore();
		await eachItem(items, `are not in ${id} any more`, async (item) => await takeOutOfCollection(http, id, item));
		return { collectionId: id, itemIds: items };
	},
});
