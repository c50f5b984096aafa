import { ask, type Part } from '../answers';
import type { VidiCoreHttp } from '../http';
import { itemsPath } from './pages';

/** A value of a field, and how many items have it. */
export interface ValueCount {
	value: string;
	count: number;
}

/**
 * How many items have each value of a field, the most frequent first, in one request: VidiCore counts them (documented
 * `facet`; in its answer `fieldValue` is the word and `value` the number). Throws a VidiCoreError.
 */
export async function countByField(
	http: VidiCoreHttp,
	search: object,
	{ field, most, collectionId }: { field: string; most: number; collectionId?: string },
): Promise<{ counts: ValueCount[]; items?: number }> {
	const facet = [{ field, count: true, maxResults: most, minCount: 1 }];
	// One item and nothing of it: that no item at all can be asked for is not documented.
	const query = [
		['first', 1],
		['number', 1],
	] as const;
	const what = `the number of items by ${field}`;
	const answer = await ask(http, 'PUT', itemsPath(collectionId), what, {
		query,
		body: JSON.stringify({ ...search, facet }),
	});
	const counted = answer.parts('facet').find((one) => one.text('field') === field);
	if (!counted) throw answer.bad(`it counts nothing by "${field}"`);
	return { counts: (counted.partsIfAny('count') ?? []).map(valueCount), items: answer.numberIfAny('hits') };
}

function valueCount(count: Part): ValueCount {
	const [value, number] = [count.plainIfAny('fieldValue'), Number(count.plainIfAny('value') ?? NaN)];
	if (value === undefined || !Number.isInteger(number)) throw count.bad('a count has no value or no number');
	return { value, count: number };
}
