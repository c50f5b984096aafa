import { ask } from '../answers';
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
}

/**
 * All metadata fields of this VidiCore, in its order: `{"field":[{"name","type","origin","system":"true"},…]}`
 * (recorded; `system` is a text). Every VidiCore has fields of its own, so an answer without any is none. Throws a
 * VidiCoreError.
 */
export async function listFields(http: VidiCoreHttp): Promise<FieldDefinition[]> {
	const list = await ask(http, 'GET', '/API/metadata-field', 'the list of metadata fields');
	return list.parts('field').map((field) => ({
		name: field.text('name'),
		type: field.plainIfAny('type') ?? '',
		system: field.plainIfAny('system') === 'true',
	}));
}
