import type { INodeProperties } from 'n8n-workflow';
import { UserError } from '../errors';
import { withoutRequired } from './picker';
import { valuesOf, type Field, type FieldMethods, type Fields, type Values } from '../field';
import { alphabetically } from '../alphabet';

const byName = (a: INodeProperties, b: INodeProperties) => alphabetically(a.displayName, b.displayName);

/**
 * Fields that the user adds one by one, as n8n's "Options" and "Filters". One that is not added has its default, so
 * adding it changes nothing by itself; see `optional` for fields without one.
 */
export function collection<F extends Fields>(more: {
	displayName: string;
	placeholder: string;
	description?: string;
	fields: F;
}): Field<Values<F>> {
	const { displayName, placeholder, description, fields } = more;
	return {
		property: {
			displayName,
			type: 'collection',
			placeholder,
			default: {},
			...(description === undefined ? {} : { description }),
			options: Object.entries(fields)
				.map(([name, field]) => member(name, field, fields))
				.sort(byName),
		},
		parse: (raw) => membersOf(fields, raw, displayName),
		methods: methodsOf(fields),
	};
}

/** n8n's usual collection of options. */
export const options = <F extends Fields>(fields: F): Field<Values<F>> =>
	collection({ displayName: 'Options', placeholder: 'Add option', fields });

/** n8n's usual collection of filters. */
export const filters = <F extends Fields>(fields: F): Field<Values<F>> =>
	collection({ displayName: 'Filters', placeholder: 'Add filter', fields });

/**
 * The same field within a collection, but without a value until the user adds it: what n8n shows then is a proposal.
 * For what has no sensible default, such as a filter.
 */
export const optional = <T>(field: Field<T>): Field<T | undefined> => ({
	...field,
	property: withoutRequired(field.property),
	parse: (raw, displayName) => (isNothing(raw) ? undefined : field.parse(raw, displayName)),
});

/** Left alone, emptied, or a picker in which nothing is picked; an expression that found nothing is not meant. */
function isNothing(raw: unknown): boolean {
	if (typeof raw === 'object' && raw !== null && '__rl' in raw) return isNothing((raw as { value?: unknown }).value);
	return raw === undefined || (typeof raw === 'string' && raw.trim() === '');
}

/** Rows of fields, any number of them: n8n's "fixed collection" with multiple values. */
export function rows<F extends Fields>(more: {
	displayName: string;
	placeholder: string;
	description?: string;
	/** The key of a row's fields in the saved workflow, and its name on screen. */
	row: { name: string; displayName: string };
	fields: F;
	/** A new row can be dragged to another place. */
	sortable?: boolean;
}): Field<Array<Values<F>>> {
	const { displayName, placeholder, description, row, fields, sortable } = more;
	return {
		property: {
			displayName,
			type: 'fixedCollection',
			typeOptions: { multipleValues: true, ...(sortable ? { sortable } : {}) },
			placeholder,
			default: {},
			...(description === undefined ? {} : { description }),
			options: [{ ...row, values: Object.entries(fields).map(([name, field]) => member(name, field, fields)) }],
		},
		parse: (raw) => {
			const list: unknown = objectFrom(raw, displayName)[row.name] ?? [];
			const found: unknown[] = Array.isArray(list) ? list : [list];
			return found.map((one) => membersOf(fields, one, displayName));
		},
		methods: methodsOf(fields),
	};
}

/**
 * A field as n8n wants it inside a collection: conditions look at its neighbors, or else at the fields of the node,
 * hence the slash.
 */
function member(name: string, { property, when, unless }: Field, neighbors: Fields): INodeProperties {
	const rooted = (conditions: Field['when']) =>
		Object.fromEntries(
			Object.entries(conditions ?? {}).map(([other, values]) => [
				other in neighbors || other.startsWith('@') ? other : `/${other}`,
				values,
			]),
		);
	const displayOptions = { ...(when ? { show: rooted(when) } : {}), ...(unless ? { hide: rooted(unless) } : {}) };
	return { ...property, name, ...(when || unless ? { displayOptions } : {}) };
}

const membersOf = <F extends Fields>(fields: F, raw: unknown, displayName: string): Values<F> => {
	const given = objectFrom(raw, displayName);
	return valuesOf(fields, (name) => (name in given ? (given[name] ?? null) : undefined));
};

function objectFrom(raw: unknown, displayName: string): Record<string, unknown> {
	if (raw === undefined || raw === null || raw === '') return {};
	if (typeof raw === 'object' && !Array.isArray(raw)) return raw as Record<string, unknown>;
	throw new UserError(`"${displayName}" is not what n8n saves there`, 'Remove its expression and add the fields anew.');
}

/** The lists that these fields ask for, together. */
export function methodsOf(fields: Fields): FieldMethods {
	const all = Object.values(fields).flatMap(({ methods }) => (methods ? [methods] : []));
	return mergeMethods(all);
}

/** Several sets of lists as one, without kinds that are empty. */
export function mergeMethods(all: readonly FieldMethods[]): FieldMethods {
	const kinds = ['listSearch', 'loadOptions', 'resourceMapping'] as const;
	return Object.fromEntries(
		kinds.flatMap((kind) => {
			const merged = Object.assign({}, ...all.map((methods) => methods[kind] ?? {})) as object;
			return Object.keys(merged).length > 0 ? [[kind, merged]] : [];
		}),
	);
}
