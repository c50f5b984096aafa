import { invalidInput } from '../faults';

/** An ItemSearchDocument as the emulator works on it: lists where the document may have one or many. */
export interface SearchDocument {
	all: Operator;
	sort: Array<{ field: string; descending: boolean }>;
	facet: Facet[];
	intervals: 'all' | 'generic' | 'timed';
}

export interface Operator {
	operation: 'AND' | 'OR' | 'NOT';
	field: FieldCriterion[];
	text: string[];
	operator: Operator[];
}

export interface FieldCriterion {
	name: string;
	value: string[];
	range: Range[];
}

export interface Range {
	from: { value?: string; exclusive: boolean };
	to: { value?: string; exclusive: boolean };
}

export interface Facet {
	field: string;
	maxResults: number;
	minCount: number;
	range: Array<{ start: string; end: string }>;
}

type Members = Readonly<Record<string, unknown>>;

/** Members of a search document that mean something to VidiCore and that the emulator does not do. */
const notDone = ['group', 'item', 'shape', 'file', 'highlight', 'suggestion', 'autocomplete', 'collection'];

/** Reads a search document. Throws 400 for one that is none, and for what the emulator does not do. */
export function readSearch(document: unknown): SearchDocument {
	const members = object(document, 'ItemSearchDocument');
	only(members, ['field', 'text', 'operator', 'filter', 'sort', 'facet', 'intervals', 'version', 'cursor']);
	const intervals = word(members.intervals ?? 'all', 'intervals');
	if (intervals !== 'all' && intervals !== 'generic' && intervals !== 'timed')
		throw invalidInput('intervals', 'Not one of all, generic, timed', undefined, intervals);
	return {
		all: {
			operation: 'AND',
			field: many(members.field).map(criterion),
			text: many(members.text).map(textOf),
			operator: [...many(members.operator), ...many(members.filter)].map(operator),
		},
		sort: many(members.sort).map(sorting),
		facet: many(members.facet).map(facet),
		intervals,
	};
}

function operator(raw: unknown): Operator {
	const members = object(raw, 'operator');
	only(members, ['operation', 'name', 'field', 'text', 'operator', 'filter']);
	const operation = word(members.operation ?? 'AND', 'operation');
	if (operation !== 'AND' && operation !== 'OR' && operation !== 'NOT')
		throw invalidInput('operation', 'Not one of AND, OR, NOT', undefined, operation);
	return {
		operation,
		field: many(members.field).map(criterion),
		text: many(members.text).map(textOf),
		operator: [...many(members.operator), ...many(members.filter)].map((one) => operator(one)),
	};
}

function criterion(raw: unknown): FieldCriterion {
	const members = object(raw, 'field');
	only(members, ['name', 'value', 'range', 'target']);
	return {
		name: word(members.name, 'name'),
		value: many(members.value).map(textOf),
		range: many(members.range).map(rangeOf),
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

function sorting(raw: unknown): { field: string; descending: boolean } {
	const members = object(raw, 'sort');
	const order = word(members.order ?? 'ascending', 'order');
	if (order !== 'ascending' && order !== 'descending')
		throw invalidInput('order', 'Not one of ascending, descending', undefined, order);
	return { field: word(members.field, 'field'), descending: order === 'descending' };
}

function facet(raw: unknown): Facet {
	const members = object(raw, 'facet');
	only(members, ['field', 'count', 'maxResults', 'minCount', 'name', 'range']);
	return {
		field: word(members.field, 'field'),
		maxResults: count(members.maxResults ?? 100, 'maxResults'),
		minCount: count(members.minCount ?? 1, 'minCount'),
		range: many(members.range).map((one) => {
			const range = object(one, 'range');
			return { start: word(range.start, 'start'), end: word(range.end, 'end') };
		}),
	};
}

function object(raw: unknown, what: string): Members {
	if (typeof raw === 'object' && raw !== null && !Array.isArray(raw)) return raw as Members;
	throw invalidInput(what, 'Not an object');
}

/** What means something to VidiCore and not to the emulator is refused, and so is what means nothing at all. */
function only(members: Members, known: readonly string[]): void {
	for (const name of Object.keys(members)) {
		if (known.includes(name) || name.startsWith('xmlns')) continue;
		throw invalidInput(name, notDone.includes(name) ? 'The emulator does not do this' : 'Unrecognized field');
	}
}

const many = (raw: unknown): unknown[] => (raw === undefined || raw === null ? [] : Array.isArray(raw) ? raw : [raw]);

function word(raw: unknown, what: string): string {
	if (typeof raw === 'string' && raw !== '') return raw;
	throw invalidInput(what, 'Not a text');
}

function count(raw: unknown, what: string): number {
	const number = Number(raw);
	if (Number.isInteger(number) && number >= 0) return number;
	throw invalidInput(what, 'Not a count', undefined, String(raw));
}

/** `{"value":"x"}`, or just `"x"`. */
function textOf(raw: unknown): string {
	const value = typeof raw === 'object' && raw !== null ? (memberOf(raw, 'value') ?? memberOf(raw, '#text')) : raw;
	if (isTrue(memberOf(raw, 'noescape'))) throw invalidInput('noescape', 'The emulator does not do this');
	if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value);
	throw invalidInput('value', 'Not a text');
}

const memberOf = (raw: unknown, name: string): unknown =>
	typeof raw === 'object' && raw !== null ? (raw as Members)[name] : undefined;

const isTrue = (raw: unknown): boolean => raw === true || raw === 'true';
