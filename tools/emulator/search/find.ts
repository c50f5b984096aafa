import type { Store } from '../store';
import { uncertain } from '../uncertain';
import { readSearch, type Facet, type FieldCriterion, type Operator, type SearchDocument } from './document';
import { comparable, rangeTest, valueTest } from './types';
import { typeOf, type Reader } from './values';
import { wordTest, wordsOf } from './words';

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

type Matcher<T> = (thing: T) => boolean;

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
	const matches = matcher(search.all, reader, values, search, store);
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

type Values<T> = (thing: T, name: string) => readonly string[];

const valuesBy = <T>(reader: Reader<T>, intervals: SearchDocument['intervals']): Values<T> => {
	if (intervals === 'generic') return reader.generic;
	if (intervals === 'timed') return reader.timed;
	return (thing, name) => {
		const [generic, timed] = [reader.generic(thing, name), reader.timed(thing, name)];
		return timed.length === 0 ? generic : [...generic, ...timed];
	};
};

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

function matcher<T>(
	{ operation, field, text, operator }: Operator,
	reader: Reader<T>,
	values: Values<T>,
	search: SearchDocument,
	store: Store,
): Matcher<T> {
	const tests: Array<Matcher<T>> = [
		...field.map((one) => fieldMatcher(one, values, store)),
		...text.map((one) => textMatcher(one, reader, search.intervals !== 'generic')),
		...operator.map((one) => matcher(one, reader, values, search, store)),
	];
	if (operation === 'OR') return (thing) => tests.length === 0 || tests.some((test) => test(thing));
	if (operation === 'NOT') return (thing) => !tests.some((test) => test(thing));
	return (thing) => tests.every((test) => test(thing));
}

function fieldMatcher<T>({ name, value, range }: FieldCriterion, values: Values<T>, store: Store): Matcher<T> {
	const type = typeOf(name, store);
	const tests = [
		...value.map((one) => valueTest(name, type, one)),
		...range.map(({ from, to }) => rangeTest(name, type, from, to)),
	];
	return (thing) => values(thing, name).some((own) => tests.some((test) => test(own)));
}

/** Every piece of the text stands in some value. */
function textMatcher<T>(text: string, reader: Reader<T>, timed: boolean): Matcher<T> {
	const pieces = (text.match(/"(?:[^"\\]|\\.)*"|(?:\\.|[^\s"\\])+/gs) ?? []).map(wordTest);
	return (thing) => {
		const open = new Set(pieces);
		for (const value of reader.all(thing, timed)) {
			for (const piece of open) if (piece(value)) open.delete(piece);
			if (open.size === 0) return true;
		}
		return open.size === 0;
	};
}

/** How many things have each value of a field: the most frequent first. */
function facetCounter<T>({ field, maxResults, minCount, range }: Facet, values: Values<T>, store: Store) {
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
			count: [...counts]
				.filter(([, value]) => value >= minCount)
				.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
				.slice(0, maxResults)
				.map(([fieldValue, value]) => ({ fieldValue, value })),
			range: ranges.map(({ start, end, value }) => ({ start, end, value })),
		}),
	};
}
