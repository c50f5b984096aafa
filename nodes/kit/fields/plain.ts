import type { INodePropertyTypeOptions } from 'n8n-workflow';
import { UserError } from '../errors';
import type { Field } from '../field';
import { alphabetically } from '../alphabet';

interface Texts {
	displayName: string;
	description?: string;
	hint?: string;
	placeholder?: string;
}

/** Words of n8n's around a field, without those that are absent: n8n's own checks take an empty one for a mistake. */
const texts = ({ displayName, description, hint, placeholder }: Texts) => ({
	displayName,
	...(description === undefined ? {} : { description }),
	...(hint === undefined ? {} : { hint }),
	...(placeholder === undefined ? {} : { placeholder }),
});

const isPlain = (raw: unknown): raw is string | number | boolean =>
	typeof raw === 'string' || typeof raw === 'number' || typeof raw === 'boolean';

const kindOf = (raw: unknown): string => (Array.isArray(raw) ? 'a list' : 'an object');

/** What an expression gave, as text. Throws a UserError for lists and objects: "[object Object]" helps nobody. */
export function textFrom(raw: unknown, displayName: string, absent = ''): string {
	if (raw === undefined || raw === null) return absent;
	if (isPlain(raw)) return String(raw).trim();
	throw new UserError(
		`"${displayName}" is ${kindOf(raw)}, not a text`,
		'Look at its expression: it must pick one value, for example {{ $json.title }}.',
	);
}

/** A line of text, or several with `rows`; comes without blanks at its ends. */
export function text(
	more: Texts & { default?: string; required?: boolean; rows?: number; password?: boolean },
): Field<string> {
	const { default: absent = '', required, rows, password } = more;
	const typeOptions: INodePropertyTypeOptions = { ...(rows ? { rows } : {}), ...(password ? { password } : {}) };
	return {
		property: {
			...texts(more),
			type: 'string',
			default: absent,
			...(required ? { required } : {}),
			...(rows || password ? { typeOptions } : {}),
		},
		parse: (raw, displayName) => {
			const value = textFrom(raw, displayName, absent);
			if (required && value === '') throw emptyField(displayName);
			return value;
		},
	};
}

/** The same words for every field that must not be empty. */
export const emptyField = (displayName: string): UserError =>
	new UserError(
		`"${displayName}" is empty`,
		'Fill it in. An expression that finds nothing in its item also ends here.',
	);

/**
 * A number. One that an expression gives as text is taken; what is none, or is out of its range, is refused. Without
 * `precision` n8n takes any decimals and shows none that nobody typed (seen in n8n 2.40): "60" and not "60.00".
 */
export function number(
	more: Texts & { default: number; minValue?: number; maxValue?: number; precision?: 0 },
): Field<number> {
	const { default: absent, minValue, maxValue, precision } = more;
	const typeOptions: INodePropertyTypeOptions = {
		...(minValue === undefined ? {} : { minValue }),
		...(maxValue === undefined ? {} : { maxValue }),
		...(precision === undefined ? {} : { numberPrecision: precision }),
	};
	return {
		property: {
			...texts(more),
			type: 'number',
			default: absent,
			...(Object.keys(typeOptions).length > 0 ? { typeOptions } : {}),
		},
		parse: (raw, displayName) => {
			if (raw === undefined) return absent;
			const value = typeof raw === 'string' && raw.trim() === '' ? NaN : isPlain(raw) ? Number(raw) : NaN;
			if (!Number.isFinite(value))
				throw new UserError(
					`"${displayName}" is not a number`,
					`Enter a number such as ${absent}. An expression that finds nothing in its item also ends here.`,
				);
			if (value < (minValue ?? -Infinity) || value > (maxValue ?? Infinity))
				throw new UserError(`"${displayName}" is ${value}`, `It goes ${range(minValue, maxValue)}.`);
			return value;
		},
	};
}

const range = (from?: number, to?: number): string =>
	from === undefined ? `up to ${to}` : to === undefined ? `from ${from} upwards` : `from ${from} to ${to}`;

/** A switch. Its description begins with "Whether", as n8n asks. */
export function toggle(more: Texts & { default: boolean; description: string }): Field<boolean> {
	return {
		property: { ...texts(more), type: 'boolean', default: more.default },
		parse: (raw, displayName) => {
			if (raw === undefined || raw === null || raw === '') return more.default;
			if (typeof raw === 'boolean') return raw;
			if (raw === 'true' || raw === 'false') return raw === 'true';
			throw new UserError(`"${displayName}" is neither true nor false`, 'Look at its expression.');
		},
	};
}

export interface Choice<V extends string = string> {
	value: V;
	name: string;
	description?: string;
}

/** Choices as n8n wants them: from five on in the order of their names. */
export const sorted = <C extends { name: string }>(choices: readonly C[]): C[] =>
	choices.length < 5 ? [...choices] : [...choices].sort((a, b) => alphabetically(a.name, b.name));

/** One of some values. */
export function choice<const V extends string>(
	more: Texts & {
		options: ReadonlyArray<Choice<V>>;
		default: NoInfer<V>;
		/** The choices have an order of their own, such as priorities. */
		keepOrder?: boolean;
	},
): Field<V> {
	const known = new Map<string, V>(more.options.map(({ value }) => [value, value]));
	return {
		property: {
			...texts(more),
			type: 'options',
			options: more.keepOrder ? [...more.options] : sorted(more.options),
			default: more.default,
		},
		parse: (raw, displayName) => {
			if (raw === undefined || raw === null || raw === '') return more.default;
			const value = known.get(textFrom(raw, displayName));
			if (value !== undefined) return value;
			throw new UserError(
				`"${displayName}" cannot be "${textFrom(raw, displayName).slice(0, 100)}"`,
				`Choose from the list, or let the expression give one of: ${[...known.keys()].join(', ')}.`,
			);
		},
	};
}

/** Any of some values. An expression may give them as a list or with commas between them. */
export function choices<const V extends string>(
	more: Texts & { options: ReadonlyArray<Choice<V>>; default: Array<NoInfer<V>> },
): Field<V[]> {
	const one = choice({ ...more, default: more.options[0]?.value as V });
	return {
		property: { ...texts(more), type: 'multiOptions', options: sorted(more.options), default: more.default },
		parse: (raw, displayName) =>
			raw === undefined || raw === null
				? more.default
				: listFrom(raw, displayName).map((entry) => one.parse(entry, displayName)),
	};
}

/** The entries of a list, or of a text with commas; empty ones are left out. */
export const listFrom = (raw: unknown, displayName: string): string[] =>
	(Array.isArray(raw) ? raw.map((entry) => textFrom(entry, displayName)) : textFrom(raw, displayName).split(','))
		.map((entry) => entry.trim())
		.filter((entry) => entry !== '');

/** Words for the reader, no value. */
export function notice(displayName: string): Field<undefined> {
	return { property: { displayName, type: 'notice', default: '' }, parse: () => undefined };
}
