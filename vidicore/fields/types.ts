import { ask } from '../answers';
import { segment, type VidiCoreHttp } from '../http';

/** A field's type, as `FieldDefinition` has it. Throws a VidiCoreError, `notFound` where there is no such field. */
export async function fieldType(http: VidiCoreHttp, name: string): Promise<string> {
	const path = `/API/metadata-field/${segment(name, 'name of the field')}`;
	const field = await ask(http, 'GET', path, `the metadata field ${name}`);
	field.text('name');
	return field.plainIfAny('type') ?? '';
}

/**
 * The types of these fields, by name. Those that VidiCore makes up (`__shape_size`) are defined nowhere (inferred).
 * Throws a VidiCoreError.
 */
export async function fieldTypes(http: VidiCoreHttp, names: readonly string[]): Promise<Map<string, string>> {
	const typeOf = async (name: string) => (name.startsWith('__') ? 'string-exact' : await fieldType(http, name));
	const types = await Promise.all(names.map(async (name) => [name, await typeOf(name)] as const));
	return new Map(types);
}
