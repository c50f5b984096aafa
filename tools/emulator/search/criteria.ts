import { invalidInput } from '../faults';
import { isTrue, many, memberOf, object, textOf, word, type Members } from './members';

export interface Operator {
	operation: 'AND' | 'OR' | 'NOT';
	field: FieldCriterion[];
	text: string[];
	group: GroupCriterion[];
	/** What must be so of some collection in which a thing is. */
	collection: Operator[];
	operator: Operator[];
}

export interface FieldCriterion {
	name: string;
	value: string[];
	range: Range[];
}

/** What must be so of one and the same group. */
export interface GroupCriterion {
	/** Any group where none is named. */
	name?: string;
	field: FieldCriterion[];
	group: GroupCriterion[];
	operator: Operator[];
}

export interface Range {
	from: { value?: string; exclusive: boolean };
	to: { value?: string; exclusive: boolean };
}

/** Members that mean something to VidiCore and that the emulator does not do. */
const notDone = ['item', 'shape', 'file', 'reference', 'acl', 'facetFilter', 'relation'];

/** Members that hold criteria. */
export const criteria = ['field', 'text', 'group', 'collection', 'operator', 'filter'];

/** What means something to VidiCore and not to the emulator is refused, and so is what means nothing at all. */
export function only(members: Members, known: readonly string[]): void {
	for (const name of Object.keys(members)) {
		if (known.includes(name) || name.startsWith('xmlns')) continue;
		throw invalidInput(name, notDone.includes(name) ? 'The emulator does not do this' : 'Unrecognized field');
	}
}

/** Reads an operator, a filter or whatever else holds criteria: all of them must be so where it names no operation. */
export function operator(raw: unknown, more: readonly string[] = ['operation', 'name']): Operator {
	const members = object(raw, 'operator');
	only(members, [...criteria, ...more]);
	return { ...criteriaIn(members), operation: operationOf(members) };
}

/** The criteria that stand in some members; all of them must be so. */
export const criteriaIn = (members: Members): Operator => ({
	operation: 'AND',
	field: many(members.field).map(field),
	text: many(members.text).map(textOf),
	group: many(members.group).map(group),
	collection: many(members.collection).map((one) => operator(one)),
	operator: [...many(members.operator), ...many(members.filter)].map((one) => operator(one)),
});

function operationOf(members: Members): Operator['operation'] {
	const operation = word(members.operation ?? 'AND', 'operation');
	if (operation === 'AND' || operation === 'OR' || operation === 'NOT') return operation;
	throw invalidInput('operation', 'Not one of AND, OR, NOT', undefined, operation);
}

function field(raw: unknown): FieldCriterion {
	const members = object(raw, 'field');
	only(members, ['name', 'value', 'range', 'target']);
	return {
		name: word(members.name, 'name'),
		value: many(members.value).map(textOf),
		range: many(members.range).map(rangeOf),
	};
}

function group(raw: unknown): GroupCriterion {
	const members = object(raw, 'group');
	only(members, ['name', 'field', 'group', 'operator']);
	return {
		...(members.name === undefined ? {} : { name: word(members.name, 'name') }),
		field: many(members.field).map(field),
		group: many(members.group).map(group),
		operator: many(members.operator).map((one) => operator(one)),
	};
}

function rangeOf(raw: unknown): Range {
	const members = object(raw, 'range');
	const values = many(members.value);
	if (values.length !== 2) throw invalidInput('range', 'A range has two values');
	const [from, to] = values.map((value) => ({
		value: textOf(value),
		open: isTrue(memberOf(value, 'minimum')) || isTrue(memberOf(value, 'maximum')),
	}));
	return {
		from: { ...(from?.open ? {} : { value: from?.value }), exclusive: isTrue(members.exclusiveMinimum) },
		to: { ...(to?.open ? {} : { value: to?.value }), exclusive: isTrue(members.exclusiveMaximum) },
	};
}
