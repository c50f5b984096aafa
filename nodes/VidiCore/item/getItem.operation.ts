import { collectionsOfItem } from '../../../vidicore/events/collectionContent';
import { readItem } from '../../../vidicore/items/itemDetails';
import { options } from '../../kit/fields/grouped';
import { toggle } from '../../kit/fields/plain';
import { operation } from '../../kit/operation';
import { fieldNames } from '../../pickers/field';
import { itemPicker } from '../../pickers/item';
import { detailsFor, itemOutput, itemOutputs } from './itemOutput';

export const includeTechnical = toggle({
	displayName: 'Include Technical Data',
	default: false,
	description:
		'Whether to output duration, frame rate, start time code, drop-frame, size of the picture and codecs as well',
});

export const includeShapes = toggle({
	displayName: 'Include Shapes',
	default: false,
	description: 'Whether to output the versions of its media as well: original, proxies',
});

/** One item with its metadata: one request, and another one for its collections. */
export const getItem = operation({
	value: 'get',
	label: 'Get',
	action: 'Get an item',
	description: 'The metadata of an item, and what is known of its media',
	pace: 'together',
	fields: {
		itemId: itemPicker,
		fieldNames,
		options: options({
			includeTechnical,
			includeShapes,
			includeCollections: toggle({
				displayName: 'Include Collections',
				default: false,
				description: 'Whether to output the IDs of the collections it is in as well',
			}),
		}),
	},
	outputs: { ...itemOutputs, collectionIds: 'The collections it is in' },
	async run({ itemId, fieldNames: names, options: include }, { vidiCore, signal, hint }) {
		const http = await vidiCore();
		const output = { fieldNames: names, technical: include.includeTechnical, shapes: include.includeShapes };
		const { wanted, besides } = detailsFor(output);
		const { item, shapesHidden } = await readItem(http, itemId, wanted, besides, signal);
		if (shapesHidden) hint(hiddenShapes);
		return {
			...itemOutput(item, output),
			...(include.includeCollections ? { collectionIds: await collectionsOfItem(http, itemId) } : {}),
		};
	},
});

const hiddenShapes =
	'The user of the VidiCore credential may not see shapes, so that frame rate, drop-frame and codecs may be missing.';
