import { UserError } from '../../kit/errors';
import { reworded, type Field } from '../../kit/field';
import { listFrom } from '../../kit/fields/plain';
import { idFrom } from '../../kit/parameters';
import { collectionPicker } from '../../pickers/collection';

/** Any collection. */
export const collectionId = reworded(collectionPicker, { description: 'The collection, from the list or by its ID' });

/** Ids of items: one, or several with commas between them, or a list from an expression. */
export const itemIds: Field<string[]> = {
	property: {
		displayName: 'Item IDs',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. VX-108, VX-109',
		description: 'One item, several with commas between them, or a list from an expression',
	},
	parse: (raw, displayName) => {
		const ids = listFrom(raw ?? [], displayName).map((id) => idFrom(id, displayName));
		if (ids.length > 0) return [...new Set(ids)];
		throw new UserError(
			`"${displayName}" is empty`,
			'Enter the ID of an item, for example VX-108. An expression that finds nothing in its item also ends here.',
		);
	},
};

export const collectionOutputs = { collectionId: 'The collection', name: 'Its name' };
