import type { IExecuteFunctions } from 'n8n-workflow';
import { UserError } from './errors';

/** The id a resource locator holds, or an expression gave. Throws a UserError naming the field when there is none. */
export function locatedId(context: IExecuteFunctions, name: string, label: string, itemIndex: number): string {
	const id = optionalId(context, name, itemIndex);
	if (id === '')
		throw new UserError(
			`"${label}" is empty`,
			`Pick one from the list or enter its id, for example VX-108. An expression that finds nothing in its item also ends here.`,
		);
	return id;
}

/** The same where the field may stay empty: '' then. */
export function optionalId(context: IExecuteFunctions, name: string, itemIndex: number): string {
	const value: unknown = context.getNodeParameter(name, itemIndex, '', { extractValue: true });
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}
