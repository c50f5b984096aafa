import { isWritable, listFields, type FieldDefinition } from '../../vidicore/fields/definitions';
import { kindOf, valueFor } from '../../vidicore/fields/values';
import type { VidiCoreHttp } from '../../vidicore/http';
import { UserError } from '../kit/errors';
import { zonedDate } from './zonedDate';

/** Definitions are read once for an execution of a node: n8n makes a new context for each. */
const known = new WeakMap<object, Promise<FieldDefinition[]>>();

/** All fields of VidiCore by name, with their choices: one request for all items of an execution. */
export async function definedFields(
	context: object,
	http: VidiCoreHttp,
	signal?: AbortSignal,
): Promise<Map<string, FieldDefinition>> {
	let reading = known.get(context);
	if (!reading) {
		reading = listFields(http, { choices: true, signal });
		known.set(context, reading);
		reading.catch(() => known.delete(context));
	}
	return new Map((await reading).map((field) => [field.name, field]));
}

/** A field that is to be written. Throws a UserError for one that VidiCore does not have, or fills by itself. */
export function writableField(defined: ReadonlyMap<string, FieldDefinition>, name: string): FieldDefinition {
	const field = defined.get(name);
	if (!field) {
		const alike = [...defined.keys()].find((one) => one.toLowerCase() === name.toLowerCase());
		throw new UserError(
			`VidiCore has no metadata field "${name.slice(0, 100)}"`,
			`Nothing was written. ${alike ? `Did you mean "${alike}"? ` : ''}Upper and lower case count.`,
		);
	}
	if (isWritable(field)) return field;
	throw new UserError(
		`The metadata field "${name}" is read-only`,
		'Nothing was written. VidiCore fills this field by itself; take it out of the fields to write.',
	);
}

/** For what a value is given, and in which time zone dates without one are meant. */
export interface Given {
	/** In words: the item's id, or `the new item`. */
	itemId: string;
	/** That of the workflow. */
	zone: string;
}

/**
 * The values given for a field as VidiCore is to keep them: one, or a list; empty ones are left out. Throws a UserError
 * that names field and item for a value that does not fit the field's type or choices.
 */
export function givenValues(field: FieldDefinition, given: unknown, { itemId, zone }: Given): string[] {
	return [given].flat().flatMap((one) => {
		const written = plain(one);
		const text = written !== undefined && kindOf(field) === 'date' ? zonedDate(written, zone) : written;
		if (text?.trim() === '') return [];
		const found = text === undefined ? { problem: 'not a single value' } : valueFor(field, text);
		if ('value' in found) return [found.value];
		const shown = text === undefined ? 'A value' : `"${text.slice(0, 60)}"`;
		throw new UserError(
			`${shown} for "${field.name}" of ${itemId} is ${found.problem}`,
			`Nothing was written to ${itemId}. The field is of type ${field.type || 'unknown'}.`,
		);
	});
}

/**
 * Field → the values given for it, in several places together; fields without a value are left out. Throws a
 * UserError, see `writableField` and `givenValues`.
 */
export function valuesByField(
	defined: ReadonlyMap<string, FieldDefinition>,
	given: ReadonlyArray<readonly [name: string, value: unknown]>,
	what: Given,
): Map<string, string[]> {
	const values = new Map<string, string[]>();
	for (const [name, value] of given) {
		const own = givenValues(writableField(defined, name), value, what);
		if (own.length > 0) values.set(name, [...(values.get(name) ?? []), ...own]);
	}
	return values;
}

/** As text; dates that expressions give (n8n's own, JavaScript's) in ISO form. Undefined for lists and objects. */
function plain(value: unknown): string | undefined {
	if (value === undefined || value === null) return '';
	if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value);
	if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.toISOString();
	if (typeof value === 'object' && 'toISO' in value && typeof value.toISO === 'function')
		return String((value.toISO as () => unknown)());
	return undefined;
}
