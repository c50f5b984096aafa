import type { IExecuteFunctions } from 'n8n-workflow';
import { UserError } from './errors';

/**
 * The id that a picker's raw value holds, or that an expression gave. Throws a UserError naming the field when there is
 * none.
 */
export function idFrom(raw: unknown, label: string): string {
	const id = optionalIdFrom(raw);
	if (id === '')
		throw new UserError(
			`"${label}" is empty`,
			`Pick one from the list or enter its id, for example VX-108. An expression that finds nothing in its item also ends here.`,
		);
	return id;
}

/** The same where it may be empty: '' then. Inside a collection of fields n8n hands a picker's value over as it is. */
export function optionalIdFrom(raw: unknown): string {
	const value: unknown =
		typeof raw === 'object' && raw !== null && 'value' in raw ? (raw as { value: unknown }).value : raw;
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

/** The id a resource locator of this node holds. Throws a UserError naming the field when there is none. */
export const locatedId = (context: IExecuteFunctions, name: string, label: string, itemIndex: number): string =>
	idFrom(context.getNodeParameter(name, itemIndex, '', { extractValue: true }), label);

/** The same where the field may stay empty: '' then. */
export const optionalId = (context: IExecuteFunctions, name: string, itemIndex: number): string =>
	optionalIdFrom(context.getNodeParameter(name, itemIndex, '', { extractValue: true }));
