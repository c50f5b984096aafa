import type { Store } from '../store';
import { uncertain } from '../uncertain';
import { readSearch, type Facet } from './document';
import { matcher } from './matcher';
import { comparable, rangeTest } from './types';
import { typeOf, valuesBy, type Reader, type Values } from './values';
import { wordsOf } from './words';

/** A thing that was found, with what it is sorted by. */
export interface Found<T> {
	thing: T;
	keys: Keys;
}

/** What a thing is sorted by: the fields of `sort`, its age at last. `undefined`: it has no such field. */
export type Keys = ReadonlyArray<number | string | undefined>;

export interface Findings<T> {
	/** In order. */
	found: Array<Found<T>>;
	/** Which of two sets of keys comes first; negative when it is the first. */
	order: (a: Keys, b: Keys) => number;
	facets: object[];
}

/**
 * Those things that the search document finds. Where it does not sort, the newest come first (recorded), or they stay
 * in the order given, as in a collection (documented). Throws 404 `metadata-field` for a field VidiCore does not know,
 * also when there is nothing to search, and 400 for a document that is none.
 */
export function find<T>(
	things: Iterable<T>,
	reader: Reader<T>,
	document: unknown,
	store: Store,
	unsorted: 'newestFirst' | 'asGiven' = 'newestFirst',
): Findings<T> {
	const search = readSearch(document);
	const values = valuesBy(reader, search.intervals);
	const matches = matcher(search.all, { reader, intervals: search.intervals, store });
	const sorts = search.sort.map((one) => ({ ...one, type: typeOf(one.field, store) }));
	const facetsOf = search.facet.map((facet) => facetCounter(facet, values, store));
	const newestFirst = unsorted === 'newestFirst' || sorts.length > 0;
	const order = orderOf(
		sorts.map(({ descending }) => descending),
		newestFirst,
	);
	const found: Array<Found<T>> = [];
	for (const thing of things) {
		if (!matches(thing)) continue;
		for (const facet of facetsOf) facet.add(thing);
		const keys = sorts.map(({ field, type }) => {
			const [value] = reader.generic(thing, field);
			return value === undefined ? undefined : comparable(type, value);
		});
		found.push({ thing, keys: [...keys, ...(newestFirst ? reader.age(thing) : [found.length])] });
	}
	found.sort((a, b) => order(a.keys, b.keys));
	return { found, order, facets: facetsOf.map((facet) => facet.result()) };
}

/** Its age, or its place, comes last; what has no such field stands behind the others. */
const orderOf = (descending: readonly boolean[], newestFirst: boolean) => (a: Keys, b: Keys) => {
	for (let at = 0; at < a.length; at++) {
		const [one, other] = [a[at], b[at]];
		if (one === other) continue;
		if (one === undefined) return 1;
		if (other === undefined) return -1;
		return one < other === (descending[at] ?? newestFirst) ? 1 : -1;
	}
	return 0;
};

/** How many things have each value of a field: the most frequent first. */
function facetCounter<T>({ field, name, maxResults, minCount, range }: Facet, values: Values<T>, store: Store) {
	const type = typeOf(field, store);
	const counts = new Map<string, number>();
	const ranges = range.map(({ start, end }) => ({
		start,
		end,
		value: 0,
		test: rangeTest(field, type, { value: start, exclusive: false }, { value: end, exclusive: true }),
	}));
	return {
		add: (thing: T) => {
			const whole = values(thing, field);
			const own = uncertain.facetsCountWholeValues ? whole : whole.flatMap(wordsOf);
			for (const value of own.length > 1 ? new Set(own) : own) counts.set(value, (counts.get(value) ?? 0) + 1);
			for (const one of ranges) if (own.some(one.test)) one.value += 1;
		},
		result: () => ({
			field,
			...(name === undefined ? {} : { name }),
			count: [...counts]
				.filter(([, value]) => value >= minCount)
				.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
				.slice(0, maxResults)
				.map(([fieldValue, value]) => ({ fieldValue, value })),
			range: ranges.map(({ start, end, value }) => ({ start, end, value })),
		}),
	};
}
