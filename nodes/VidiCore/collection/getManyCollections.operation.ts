import { collectionsNamed } from '../../../vidicore/collections/collections';
import { filters } from '../../kit/fields/grouped';
import { limitFields, limitOf } from '../../kit/fields/limit';
import { text } from '../../kit/fields/plain';
import { operation } from '../../kit/operation';
import { collectionOutputs } from './collectionFields';

/** Collections by name, page by page until there are enough. */
export const getManyCollections = operation({
	value: 'getMany',
	label: 'Get Many',
	action: 'Get many collections',
	description: 'Collections by their name',
	pace: 'together',
	fields: {
		...limitFields,
		filters: filters({
			name: text({ displayName: 'Name Contains', description: 'Upper and lower case alike' }),
		}),
	},
	outputs: collectionOutputs,
	async run(values, { vidiCore, signal }) {
		const http = await vidiCore();
		const limit = limitOf(values);
		const found: Array<{ collectionId: string; name: string }> = [];
		for await (const page of collectionsNamed(http, values.filters.name, signal)) {
			found.push(...page.map(({ id, name }) => ({ collectionId: id, name })).slice(0, limit - found.length));
			if (found.length >= limit) break;
		}
		return found;
	},
});
