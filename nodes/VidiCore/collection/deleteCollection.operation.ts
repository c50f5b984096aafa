import { readCollection } from '../../../vidicore/collections/collections';
import { deleteCollection as remove } from '../../../vidicore/deletes';
import { confirmedDelete } from '../../deletes/confirmedDelete';
import { text } from '../../kit/fields/plain';
import { operation } from '../../kit/operation';
import { collectionId, collectionOutputs } from './collectionFields';

/** Deletes one collection and none of its items, if it is the one whose name was typed in. */
export const deleteCollection = operation({
	value: 'delete',
	label: 'Delete',
	action: 'Delete a collection',
	description: 'Delete a collection; its items stay in VidiCore',
	fields: {
		collectionId,
		confirmName: text({
			displayName: 'Collection Name, to Be Safe',
			required: true,
			placeholder: 'e.g. Evening news 2026',
			description:
				'Nothing is deleted unless the collection is called exactly like this; for one without a name type its ID instead',
		}),
	},
	outputs: { ...collectionOutputs, deleted: 'true' },
	async run({ collectionId: id, confirmName }, { vidiCore }) {
		const http = await vidiCore();
		return await confirmedDelete(http, {
			kind: 'collection',
			id,
			confirmed: confirmName,
			read: async () => await readCollection(http, id),
			nameOf: ({ name }) => name,
			output: ({ name }) => ({ collectionId: id, name }),
			remove: async () => await remove(http, id),
		});
	},
});
