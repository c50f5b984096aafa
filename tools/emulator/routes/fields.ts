import { fieldMissing, invalidInput } from '../faults';
import { isFieldType, type FieldDefinition } from '../metadata/fieldDefinitions';
import type { Store } from '../store';
import type { Call, Reply, Route } from './route';

export const fieldRoutes: Route[] = [
	[
		'GET',
		/^\/API\/metadata-field\/?$/,
		({ backend: { store }, query }) => ({
			root: 'MetadataFieldListDocument',
			document: {
				field: [...store.metadataFields].map(([name, definition]) => fieldDocument(name, definition, query, store)),
			},
		}),
	],
	[
		'GET',
		/^\/API\/metadata-field\/([^/]+)$/,
		({ backend: { store }, params: [name = ''], query }) => ({
			root: 'MetadataFieldDocument',
			document: fieldDocument(name, store.metadataFields.get(name) ?? fieldMissing(name), query, store),
		}),
	],
	['PUT', /^\/API\/metadata-field\/([^/]+)$/, putField],
	[
		'GET',
		/^\/API\/metadata-field\/([^/]+)\/values\/?$/,
		({ backend: { store }, params: [name = ''] }) => ({
			root: 'SimpleMetadataDocument',
			document: valuesDocument(store.metadataFields.get(name) ?? fieldMissing(name)),
		}),
	],
];

/** A field's definition (recorded); `system` is a text. The values of an enumeration come when they are asked for. */
const fieldDocument = (name: string, definition: FieldDefinition, query: URLSearchParams, { ways }: Store): object => ({
	name,
	type: definition.type,
	...(query.get('includeValues') === 'true' && definition.values ? { values: valuesDocument(definition) } : {}),
	origin: ways.site,
	system: String(definition.system ?? false),
});

/** The form of the two that the documentation names for it: keys and values (inferred). */
const valuesDocument = ({ values = [] }: FieldDefinition): object => ({ field: values });

/** Makes a field or changes its type. Other people's names have an underscore (recorded). */
function putField({ backend: { store }, params: [name = ''], document }: Call): Reply {
	const type = String(document.type ?? '');
	const known = store.metadataFields.get(name);
	if (!isFieldType(type)) throw invalidInput('type', 'Not a type of a field', name, type);
	if (known?.system || !/^[A-Za-z][A-Za-z0-9]*_\w+$/.test(name))
		throw invalidInput('name', 'The name needs a prefix and an underscore', name);
	store.metadataFields.set(name, { ...known, type });
	return { root: 'MetadataFieldDocument', document: { name, type, origin: store.ways.site } };
}
