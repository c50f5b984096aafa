import { anything, beginning, holding, isOneWord, whole } from './terms';

/** What must be so of a field. */
export type Condition = { field: string } & (
	| { operator: 'equals' | 'notEquals' | 'contains' | 'beginsWith'; value: string }
	| { operator: 'isOneOf'; values: readonly string[] }
	/** Both ends belong to it; one that is absent is open. */
	| { operator: 'range'; from?: string; to?: string }
	| { operator: 'exists' | 'notExists' }
);

/** Which values a search looks at: all, those that are not timed, or those in time spans. */
export type Intervals = 'all' | 'generic' | 'timed';

/** What is looked for. */
export interface Search {
	conditions: readonly Condition[];
	/** Whether all conditions must be met, or one. */
	combine: 'AND' | 'OR';
	/** Words anywhere in the metadata. */
	text?: string;
	/** VidiCore looks at all values when it is not told otherwise. */
	intervals?: Intervals;
	sort?: readonly Sort[];
}

export interface Sort {
	field: string;
	order: 'ascending' | 'descending';
}

interface FieldCriterion {
	name: string;
	value?: Array<{ value: string }>;
	range?: Array<{ value: RangeEnd[] }>;
}

interface RangeEnd {
	value: string;
	minimum?: true;
	maximum?: true;
}

interface OperatorCriterion {
	operation: 'AND' | 'OR' | 'NOT';
	field?: FieldCriterion[];
	operator?: OperatorCriterion[];
}

/** The fields whose type matters to what is asked: those with a text that is more than one word. See `terms.ts`. */
export function fieldsOfLongTexts(conditions: readonly Condition[]): string[] {
	const fields = conditions.flatMap((one) =>
		(one.operator === 'contains' || one.operator === 'beginsWith') && !isOneWord(one.value) ? [one.field] : [],
	);
	return [...new Set(fields)];
}

/**
 * The ItemSearchDocument for a search (documented members). `types` holds the types of the fields that
 * `fieldsOfLongTexts` names; others are not asked for.
 */
export function searchDocument(search: Search, types: ReadonlyMap<string, string> = new Map()): object {
	const { conditions, combine, text, intervals, sort = [] } = search;
	const criteria = conditions.map((condition) => criterion(condition, types.get(condition.field) ?? 'string'));
	return {
		...(criteria.length > 0 ? { operator: together(combine, criteria) } : {}),
		...(text ? { text: pieces(text).map((value) => ({ value })) } : {}),
		...(intervals && intervals !== 'all' ? { intervals } : {}),
		...(sort.length > 0 ? { sort } : {}),
	};
}

/**
 * The words of a full text, and what stands in quotes, each for itself: VidiCore finds what has any word of a text
 * (documented for fields), and what has all of several texts (inferred from its implicit operators).
 */
const pieces = (text: string): string[] => text.match(/(?:"(?:\\.|[^"\\])*"|\\.|[^\s"])+|"/gs) ?? [];

type Criterion = FieldCriterion | OperatorCriterion;

function criterion(condition: Condition, type: string): Criterion {
	const { field: name } = condition;
	const values = (terms: readonly string[]): FieldCriterion => ({ name, value: terms.map((value) => ({ value })) });
	switch (condition.operator) {
		case 'equals':
			return values([whole(condition.value)]);
		case 'notEquals':
			return not(values([whole(condition.value)]));
		case 'isOneOf':
			return values(condition.values.map(whole));
		case 'contains':
			return all(holding(condition.value, type).map((term) => values([term])));
		case 'beginsWith':
			return all(beginning(condition.value, type).map((term) => values([term])));
		case 'range':
			return { name, range: [{ value: rangeEnds(condition) }] };
		case 'exists':
			return values([anything]);
		case 'notExists':
			return not(values([anything]));
	}
}

const not = (one: FieldCriterion): OperatorCriterion => ({ operation: 'NOT', field: [one] });

const all = (criteria: FieldCriterion[]): Criterion =>
	criteria.length === 1 && criteria[0] ? criteria[0] : together('AND', criteria);

function together(operation: 'AND' | 'OR', criteria: readonly Criterion[]): OperatorCriterion {
	const field = criteria.filter((one): one is FieldCriterion => 'name' in one);
	const operator = criteria.filter((one): one is OperatorCriterion => 'operation' in one);
	return {
		operation,
		...(field.length > 0 ? { field } : {}),
		...(operator.length > 0 ? { operator } : {}),
	};
}

/**
 * An open end is flagged (`minimum`, `maximum`; the vendor's SDK has them, what they do is inferred) and holds the
 * farthest value there is, so that it is open whether the flag is read as meant or not at all.
 */
function rangeEnds({ from, to }: { from?: string; to?: string }): RangeEnd[] {
	const [least, most] = farthest(from ?? to ?? '');
	return [
		from === undefined ? { value: least, minimum: true } : { value: from },
		to === undefined ? { value: most, maximum: true } : { value: to },
	];
}

/** The whole numbers that a field of type `integer` takes, unless the range goes beyond them. */
const mostOfInteger = 2_147_483_647;

function farthest(known: string): [string, string] {
	if (/^\d{4}-\d\d-\d\dT/.test(known)) return ['0001-01-01T00:00:00Z', '9999-12-31T23:59:59Z'];
	const base = known.includes('@') ? known.slice(known.indexOf('@')) : '';
	const size = Math.abs(Number(known.replace(/@.*/, '')));
	const most = size < mostOfInteger ? mostOfInteger : Number.MAX_SAFE_INTEGER;
	return [`-${most}${base}`, `${most}${base}`];
}
