import type { INodeProperties, INodeType, NodeParameterValue } from 'n8n-workflow';

/** Lists that a field asks VidiCore for while the user fills it in, by the name under which n8n calls them. */
export type FieldMethods = Pick<NonNullable<INodeType['methods']>, 'listSearch' | 'loadOptions' | 'resourceMapping'>;

/** On which values of other fields of the same operation a field depends, or on the node's `@version`. */
export type Conditions = Readonly<Record<string, NodeParameterValue[]>>;

/**
 * One field of an operation: how n8n shows it, and what its value means. Both stand in one place, so that a default is
 * written once and means the same whether the user has touched the field or not.
 */
export interface Field<T = unknown> {
	/** As n8n wants it. Its name is the key under which the field stands; when it shows follows from the operation. */
	readonly property: Omit<INodeProperties, 'name' | 'displayOptions'>;
	/**
	 * The value that a raw one from n8n stands for; `undefined` is a field that was left alone, null an expression that
	 * found nothing. An expression may give
	 * anything, so what cannot be meant is refused: throws a UserError that names the field by its name on screen.
	 */
	readonly parse: (raw: unknown, displayName: string) => T;
	readonly methods?: FieldMethods;
	/** Shown only then. Its value is there in any case. */
	readonly when?: Conditions;
	/** Not shown then. */
	readonly unless?: Conditions;
	/** What stands in it at first in these versions of the node: what is saved keeps its own. */
	readonly since?: { readonly versions: readonly number[]; readonly default: INodeProperties['default'] };
}

/** The fields of an operation by name; the name is saved in users' workflows. */
export type Fields = Readonly<Record<string, Field>>;

/** What an operation gets: the value of each field. */
export type Values<F extends Fields> = { readonly [K in keyof F]: F[K] extends Field<infer T> ? T : never };

/** The same field, shown only for these values of other fields of its operation. */
export const showWhen = <T>(field: Field<T>, when: Conditions): Field<T> => ({ ...field, when });

/** The same fields, each shown only for these values as well. */
export const showWhenToo = <F extends Fields>(fields: F, when: Conditions): F =>
	Object.fromEntries(
		Object.entries(fields).map(([name, field]) => [name, { ...field, when: { ...field.when, ...when } }]),
	) as F;

/** The same field, but not for these values of other fields of its operation. */
export const hideWhen = <T>(field: Field<T>, unless: Conditions): Field<T> => ({ ...field, unless });

/** The same field with other words on screen. */
export const reworded = <T>(
	field: Field<T>,
	words: Partial<Pick<INodeProperties, 'displayName' | 'description' | 'placeholder' | 'hint'>>,
): Field<T> => ({ ...field, property: { ...field.property, ...words } });

/** What a raw value stands for in this field. Throws a UserError. */
export const meant = <T>(field: Field<T>, raw: unknown): T => field.parse(raw, field.property.displayName);

/** Reads a raw value by name; n8n's context does that, for an item or without one. */
export type ReadRaw = (name: string, property: Field['property']) => unknown;

/**
 * The values of fields. Each is read and checked when it is first asked for, so that a field which does not matter now
 * cannot refuse anything. Reading throws a UserError for a value that cannot be meant, and n8n's own for an expression
 * that fails.
 */
export function valuesOf<F extends Fields>(fields: F, raw: ReadRaw): Values<F> {
	const known = new Map<string, unknown>();
	const values = {};
	for (const [name, field] of Object.entries(fields))
		Object.defineProperty(values, name, {
			enumerable: true,
			get: () => {
				if (!known.has(name)) known.set(name, meant(field, raw(name, field.property)));
				return known.get(name);
			},
		});
	return values as Values<F>;
}
