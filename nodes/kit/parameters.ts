import type { IExecuteFunctions } from 'n8n-workflow';
import { idOfLink, notAnId } from '../../vidicore/ids';
import { UserError } from './errors';

/**
 * The id that a picker's raw value holds, or that an expression gave. Throws a UserError naming the field when there is
 * none, with `whenEmpty` as what to do, or when it cannot be one.
 */
export function idFrom(raw: unknown, label: string, whenEmpty = pickOne): string {
	const id = optionalIdFrom(raw, label);
	if (id === '') throw new UserError(`"${label}" is empty`, `${whenEmpty} ${orExpression}`);
	return id;
}

const pickOne = 'Pick one from the list or enter its id, for example VX-108.';

const orExpression = 'An expression that finds nothing in its item also ends here.';

/**
 * The same where it may be empty: '' then. Inside a collection of fields n8n hands a picker's value over as it is, so
 * that a link comes as a whole; a link that an expression gives, or that was pasted as an id, is understood as well.
 * What is neither empty nor an id is refused: it must not count as "none wanted".
 */
export function optionalIdFrom(raw: unknown, label: string): string {
	const value: unknown =
		typeof raw === 'object' && raw !== null && 'value' in raw ? (raw as { value: unknown }).value : raw;
	if (value === undefined || value === null) return '';
	if (typeof value !== 'string' && !(typeof value === 'number' && Number.isFinite(value)))
		throw new UserError(
			`"${label}" is ${kindOf(value)}, not an id`,
			'Look at its expression: it must pick one value, for example {{ $json.itemId }}.',
		);
	const typed = String(value).trim();
	const id = idOfLink(typed) ?? typed;
	const why = id === '' ? undefined : notAnId(id);
	if (why === undefined) return id;
	throw new UserError(
		`"${label}" holds no id: it is ${why}`,
		'An id looks like VX-108. Pick one from the list, or look at the expression that gives it.',
	);
}

function kindOf(value: unknown): string {
	if (Array.isArray(value)) return 'a list';
	if (typeof value === 'number') return String(value);
	return typeof value === 'boolean' ? 'true or false' : 'an object';
}

/** The id a resource locator of this node holds. Throws a UserError naming the field when there is none. */
export const locatedId = (context: IExecuteFunctions, name: string, label: string, itemIndex: number): string =>
	idFrom(context.getNodeParameter(name, itemIndex, '', { extractValue: true }), label);

/** The same where the field may stay empty: '' then. */
export const optionalId = (context: IExecuteFunctions, name: string, label: string, itemIndex: number): string =>
	optionalIdFrom(context.getNodeParameter(name, itemIndex, '', { extractValue: true }), label);
