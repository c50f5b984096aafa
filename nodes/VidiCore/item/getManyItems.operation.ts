import { detailsQuery } from '../../../vidicore/items/itemDetails';
import { itemPages } from '../../../vidicore/search/pages';
import { options, rows } from '../../kit/fields/grouped';
import { limitFields, limitOf } from '../../kit/fields/limit';
import { choice } from '../../kit/fields/plain';
import { operation } from '../../kit/operation';
import { fieldNames, fieldPicker } from '../../pickers/field';
import { includeShapes, includeTechnical } from './getItem.operation';
import { detailsFor, emptyEverywhere, itemOutput, itemOutputs } from './itemOutput';
import { documentOf, searchFields, searchOf, searchOptions } from './searchFields';

/** Items with some fields are small; with all of their metadata they are not. */
const pageSizes = { someFields: 500, allFields: 100 };

/** The items that a search finds, page by page until there are enough. */
export const getManyItems = operation({
	value: 'getMany',
	label: 'Get Many',
	action: 'Get many items',
	description: 'Search for items by their metadata; what was changed a moment ago may not be found yet',
	pace: 'together',
	fields: {
		...searchFields,
		...limitFields,
		fieldNames,
		options: options({
			...searchOptions,
			includeTechnical,
			includeShapes,
			sort: rows({
				displayName: 'Sort',
				placeholder: 'Add field',
				description: 'The first field counts first; the newest items come first when there is none',
				row: { name: 'by', displayName: 'By' },
				sortable: true,
				fields: {
					field: fieldPicker,
					order: choice({
						displayName: 'Order',
						options: [
							{ name: 'Ascending', value: 'ascending' },
							{ name: 'Descending', value: 'descending' },
						],
						default: 'ascending',
					}),
				},
			}),
		}),
	},
	outputs: itemOutputs,
	async run(values, { vidiCore, signal, hint }) {
		const http = await vidiCore();
		const { options: more } = values;
		const search = searchOf(values, sortOf(more.sort));
		const output = { fieldNames: values.fieldNames, technical: more.includeTechnical, shapes: more.includeShapes };
		const { wanted, besides } = detailsFor(output);
		const found: Array<ReturnType<typeof itemOutput>> = [];
		const counted = new Set<number>();
		const pages = itemPages(http, {
			search: await documentOf(http, search),
			collectionId: more.inCollection,
			query: detailsQuery(wanted, besides),
			limit: limitOf(values),
			pageSize: values.fieldNames.length > 0 && !output.shapes ? pageSizes.someFields : pageSizes.allFields,
			generic: search.intervals === 'generic',
			signal,
		});
		for await (const { items, hits } of pages) {
			found.push(...items.map((item) => itemOutput(item, output)));
			if (hits !== undefined) counted.add(hits);
		}
		if (counted.size > 1) hint(changedMeanwhile([...counted], found.length));
		const empty = emptyEverywhere(found, values.fieldNames);
		if (empty.length > 0) hint(noValues(empty));
		return found;
	},
});

/** When several items are alike in what they are sorted by, the newest come first: every page in the same order. */
const sortOf = (sort: ReadonlyArray<{ field: string; order: 'ascending' | 'descending' }>) => [
	...sort.map(({ field, order }) => ({ field, order })),
	...(sort.some(({ field }) => field === 'created') ? [] : [{ field: 'created', order: 'descending' } as const]),
];

const noValues = (fields: string[]): string =>
	`None of these items has a value in ${fields.map((name) => `"${name}"`).join(', ')}. If that cannot be, look at the ` +
	'spelling: upper and lower case count.';

const changedMeanwhile = (counted: number[], found: number): string =>
	`The list changed while it was read: VidiCore counted ${counted[0]} items at first and ${counted.at(-1)} at last. ` +
	`${found} came, none twice; what came or went meanwhile may be missing. Run this again for a list that is whole.`;
