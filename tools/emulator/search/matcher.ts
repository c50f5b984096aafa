import type { Collection, MetadataGroup } from '../entities';
import type { Store } from '../store';
import type { FieldCriterion, GroupCriterion, Operator } from './criteria';
import type { SearchDocument } from './document';
import { uncertain } from '../uncertain';
import { rangeTest, valueTest } from './types';
import { collectionReader, typeOf, valuesBy, type Reader, type Values } from './values';
import { pieceTests, type Test } from './words';

/** Says whether a thing is as it was asked for. */
export type Matcher<T> = (thing: T) => boolean;

interface Searching<T> {
	reader: Reader<T>;
	intervals: SearchDocument['intervals'];
	store: Store;
}

/** The test for all that stands in an operator. Throws 404 for a field VidiCore does not know, 400 for bad values. */
export function matcher<T>(wanted: Operator, searching: Searching<T>): Matcher<T> {
	const { reader, intervals, store } = searching;
	const values = valuesBy(reader, intervals);
	const tests: Array<Matcher<T>> = [
		...wanted.field.map((one) => fieldMatcher(one, values, store)),
		...wanted.text.map((one) => textMatcher(one, reader, intervals !== 'generic')),
		...wanted.group.map((one) => groupMatcher(one, searching)),
		...wanted.collection.map((one) => collectionMatcher(one, searching)),
		...wanted.operator.map((one) => matcher(one, searching)),
	];
	return joined(wanted.operation, tests);
}

function joined<T>(operation: Operator['operation'], tests: Array<Matcher<T>>): Matcher<T> {
	if (operation === 'OR') return (thing) => tests.length === 0 || tests.some((test) => test(thing));
	if (operation === 'NOT') return (thing) => !tests.some((test) => test(thing));
	return (thing) => tests.every((test) => test(thing));
}

/** The tests for the single values of a field, one of which must be right. */
export function valueTests({ name, value, range }: FieldCriterion, store: Store): Test[] {
	const type = typeOf(name, store);
	return [
		...value.map((one) => valueTest(name, type, one)),
		...range.map(({ from, to }) => rangeTest(name, type, from, to)),
	];
}

function fieldMatcher<T>(wanted: FieldCriterion, values: Values<T>, store: Store): Matcher<T> {
	const tests = valueTests(wanted, store);
	return (thing) => values(thing, wanted.name).some((own) => tests.some((test) => test(own)));
}

/** Some piece of the text stands in some value: the index is asked for any of the words (documented for fields). */
function textMatcher<T>(text: string, reader: Reader<T>, timed: boolean): Matcher<T> {
	const pieces = pieceTests(text);
	return (thing) => {
		if (pieces.length === 0) return true;
		const open = new Set(pieces);
		for (const value of reader.all(thing, timed)) {
			for (const piece of open) if (piece(value)) open.delete(piece);
			if (uncertain.anyWordOfText ? open.size < pieces.length : open.size === 0) return true;
		}
		return false;
	};
}

const groupReader: Reader<MetadataGroup> = {
	generic: ({ field }, name) => field.filter((one) => one.name === name).map(({ value }) => value),
	timed: () => [],
	*all({ field }) {
		for (const { value } of field) yield value;
	},
	age: () => [0, 0],
	groups: ({ group }) => group,
	collectionsOf: () => [],
};

/** All of it must be so of one and the same group; what is nested in the criterion, of one of its subgroups. */
function groupMatcher<T>(wanted: GroupCriterion, { reader, intervals, store }: Searching<T>): Matcher<T> {
	const inside: Operator = { ...wanted, operation: 'AND', text: [], collection: [] };
	const test = matcher(inside, { reader: groupReader, intervals: 'generic', store });
	const isRight = (group: MetadataGroup): boolean =>
		((wanted.name === undefined || group.name === wanted.name) && test(group)) || group.group.some(isRight);
	return (thing) => {
		for (const group of reader.groups(thing, intervals)) if (isRight(group)) return true;
		return false;
	};
}

function collectionMatcher<T>(wanted: Operator, { reader, intervals, store }: Searching<T>): Matcher<T> {
	const test: Matcher<Collection> = matcher(wanted, { reader: collectionReader, intervals, store });
	return (thing) => {
		for (const collection of reader.collectionsOf(thing, store)) if (test(collection)) return true;
		return false;
	};
}
