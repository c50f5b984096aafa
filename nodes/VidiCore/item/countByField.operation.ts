import { countByField as count } from '../../../vidicore/search/facet';
import { reworded } from '../../kit/field';
import { options } from '../../kit/fields/grouped';
import { number } from '../../kit/fields/plain';
import { operation } from '../../kit/operation';
import { fieldPicker } from '../../pickers/field';
import { documentOf, searchFields, searchOf, searchOptions } from './searchFields';

const facetField = reworded(fieldPicker, {
	displayName: 'Count by Field',
	description: 'The field whose values are counted, for example adu_av_value: the people whom analyses have found',
});

/** How many items have each value of a field; VidiCore counts, in one request. */
export const countByField = operation({
	value: 'countByField',
	label: 'Count by Field',
	action: 'Count items by the values of a field',
	description: 'How many items have each value of a field, the most frequent first',
	pace: 'together',
	fields: {
		countField: facetField,
		...searchFields,
		options: options({
			...searchOptions,
			maxValues: number({
				displayName: 'Max Values',
				default: 100,
				minValue: 1,
				maxValue: 10_000,
				precision: 0,
				description: 'How many different values come out at most',
			}),
		}),
	},
	outputs: { field: 'The field', value: 'One of its values', count: 'How many items have it' },
	async run(values, { vidiCore, hint }) {
		const http = await vidiCore();
		const { maxValues: most, inCollection: collectionId } = values.options;
		const field = values.countField;
		// What is counted may be timed, whatever the conditions look at.
		const { searchIn: intervals } = values.options;
		const search = { ...searchOf(values), intervals };
		const { counts } = await count(http, await documentOf(http, search), { field, most, collectionId });
		if (counts.length >= most)
			hint(`There may be more values than these ${most}. Set "Max Values" higher to see them as well.`);
		return counts.map((one) => ({ field, ...one }));
	},
});
