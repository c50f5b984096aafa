import type { Item } from '../entities';
import type { Store } from '../store';
import type { FieldCriterion, GroupCriterion, Operator } from './criteria';
import { readSearch } from './document';
import { valueTests } from './matcher';
import { valuesOf } from './values';
import type { Test } from './words';

/**
 * The intervals of an item in which a search has found something, in the words of `interval`: `generic` where it was
 * found in what is not timed, and all there is where the search names no field (inferred).
 */
export function hitsIn(item: Item, document: unknown, store: Store): string[] {
	const wanted = fieldsIn(readSearch(document).all).map((one) => ({ name: one.name, tests: valueTests(one, store) }));
	if (wanted.length === 0) return ['all'];
	const isHit = (values: (name: string) => readonly string[]) =>
		wanted.some(({ name, tests }) => values(name).some((value) => tests.some((test: Test) => test(value))));
	const timed = item.spans.filter(({ fields, group }) =>
		isHit((name) => [...(fields?.all(name) ?? []), ...valuesOf(group, name)]),
	);
	const generic = isHit((name) => [...item.fields.all(name), ...valuesOf(item.groups ?? [], name)]);
	return [...(generic ? ['generic'] : []), ...timed.map(({ start, end }) => `${start}-${end}`)];
}

/** The fields that a search looks for; not those that it leaves out. */
function fieldsIn({ operation, field, group, operator }: Operator): FieldCriterion[] {
	if (operation === 'NOT') return [];
	return [...field, ...group.flatMap(ofGroup), ...operator.flatMap(fieldsIn)];
}

const ofGroup = ({ field, group, operator }: GroupCriterion): FieldCriterion[] => [
	...field,
	...group.flatMap(ofGroup),
	...operator.flatMap(fieldsIn),
];
