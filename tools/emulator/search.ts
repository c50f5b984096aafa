import { fieldMissing } from './faults';
import type { Store } from './store';

interface SearchField {
	name?: string;
	value?: Array<{ value?: string } | string>;
	/** From and to, both inclusive. */
	range?: Array<{ value?: Array<{ value?: string } | string> }>;
}

interface SearchDocument {
	sort?: Array<{ field?: string; order?: string }>;
	text?: Array<{ value?: string } | string>;
	field?: SearchField[];
	operator?: SearchOperator | SearchOperator[];
	filter?: SearchOperator[];
}

interface SearchOperator {
	operation?: string;
	field?: SearchField[];
}

/**
 * Those things that the search document finds. Throws 404 `metadata-field` for a field VidiCore does not know, also
 * when there is nothing to search.
 */
export function find<T>(
	things: Iterable<T>,
	fieldsOf: (thing: T) => Fields,
	document: SearchDocument,
	store: Store,
): T[] {
	const named = [
		document.field ?? [],
		...[document.operator ?? [], document.filter ?? []].flat().map(({ field = [] }) => field),
	].flat();
	for (const { name = '' } of named) if (!store.metadataFields.has(name) && !name.startsWith('__')) fieldMissing(name);
	return sorted(
		[...things].map((thing) => ({ thing, fields: fieldsOf(thing) })).filter(({ fields }) => matches(document, fields)),
		document,
	).map(({ thing }) => thing);
}

/** By the first field of `sort`; as text, which is right for times as well. */
function sorted<T extends { fields: Fields }>(found: T[], { sort: [by] = [] }: SearchDocument): T[] {
	const { field, order = 'ascending' } = by ?? {};
	if (field === undefined) return found;
	const sign = order.startsWith('desc') ? -1 : 1;
	const key = ({ fields }: T) => one(fields.get(field)) ?? '';
	return found.sort((a, b) => (key(a) < key(b) ? -sign : key(a) > key(b) ? sign : 0));
}

function matches(document: SearchDocument, fields: Fields): boolean {
	const all = [...fields.values()].flat();
	const operators = [document.operator ?? [], document.filter ?? []].flat();
	const has = (field: SearchField) => hasValue(field, fields);
	return (
		(document.text ?? []).every((text) => all.some((value) => like(value, word(text)))) &&
		(document.field ?? []).every(has) &&
		operators.every(({ operation = 'AND', field = [] }) =>
			operation === 'OR'
				? field.map(has).includes(true)
				: operation === 'NOT'
					? !field.map(has).includes(true)
					: !field.map(has).includes(false),
		)
	);
}

function hasValue({ name = '', value = [], range = [] }: SearchField, fields: Fields): boolean {
	return [fields.get(name) ?? []]
		.flat()
		.some(
			(own) =>
				value.some((wanted) => like(own, word(wanted))) ||
				range.some(({ value: [from = '', to = ''] = [] }) => own >= word(from) && own <= word(to)),
		);
}

/** A field's value, or its values where it stands in many time spans. */
export type Fields = ReadonlyMap<string, string | readonly string[]>;

const one = (value: string | readonly string[] | undefined): string | undefined =>
	typeof value === 'string' ? value : value?.[0];

const word = (text: { value?: string } | string) => (typeof text === 'string' ? text : (text.value ?? ''));

function like(value: string, pattern: string): boolean {
	const source = pattern.replace(/[.+^${}()|[\]\\?]/g, '\\$&').replaceAll('*', '.*');
	return new RegExp(`^${source}$`, 'is').test(value);
}

/** One page, as `first` (from 1) and `number` want it. */
export function searched<T>(found: T[], query: URLSearchParams): { page: T[]; hits: number } {
	const first = Number(query.get('first') ?? 1);
	return { page: found.slice(first - 1, first - 1 + Number(query.get('number') ?? 100)), hits: found.length };
}
