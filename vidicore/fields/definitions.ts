import { ask, type Part } from '../answers';
import type { VidiCoreHttp } from '../http';

/** What a metadata field is. */
export interface FieldDefinition {
	name: string;
	/**
	 * VidiCore's word: `string`, `integer`, `long`, `float`, `date`, `boolean`, `timeCode`, each maybe with more behind
	 * it (`string-exact`, `date-sortable`, `string-noindex`); '' where VidiCore does not say.
	 */
	type: string;
	/** One of VidiCore's own. It fills most of them by itself, but `title` is one, too (recorded). */
	system: boolean;
	/** The values that there are to choose from, as they are kept, with the words they are shown with. */
	choices: Array<{ value: string; label: string }>;
}

/**
 * All metadata fields of this VidiCore, in its order: `{"field":[{"name","type","origin","system":"true"},…]}`
 * (recorded; `system` is a text). Every VidiCore has fields of its own, so an answer without any is none. The choices
 * come only when they are asked for. Throws a VidiCoreError.
 */
export async function listFields(
	http: VidiCoreHttp,
	{ choices = false, signal }: { choices?: boolean; signal?: AbortSignal } = {},
): Promise<FieldDefinition[]> {
	const query = choices ? ([['includeValues', true]] as const) : [];
	const list = await ask(http, 'GET', '/API/metadata-field', 'the list of metadata fields', { query, signal });
	return list.parts('field').map((field) => ({
		name: field.text('name'),
		type: field.plainIfAny('type') ?? '',
		system: field.plainIfAny('system') === 'true',
		choices: choicesOf(field),
	}));
}

/**
 * Whether others may write a field. VidiCore fills most of its own by itself; which of them it lets others write is
 * recorded for `title`, and inferred from the vendor's own programs for the rest.
 */
export const isWritable = ({ name, system }: Pick<FieldDefinition, 'name' | 'system'>): boolean =>
	!name.startsWith('__') && (!system || ['title', 'originalFilename', 'mimeType', 'mediaType'].includes(name));

/** Keys and values; two names of the list are documented, and neither's members (inferred). */
function choicesOf(field: Part): FieldDefinition['choices'] {
	const values = field.partIfAny('values');
	const list = values?.partsIfAny('field') ?? values?.partsIfAny('value') ?? [];
	return list.flatMap((one) => {
		const [key, label] = [one.plainIfAny('key'), one.plainIfAny('value')];
		const value = key ?? label;
		return value === undefined ? [] : [{ value, label: label ?? value }];
	});
}
