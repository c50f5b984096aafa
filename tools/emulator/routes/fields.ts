import { fieldMissing } from '../faults';
import type { FieldDefinition } from '../metadata/fieldDefinitions';
import type { Route } from './route';

export const fieldRoutes: Route[] = [
	[
		'GET',
		/^\/API\/metadata-field\/?$/,
		({ backend: { store } }) => ({
			root: 'MetadataFieldListDocument',
			document: { field: [...store.metadataFields].map(([name, definition]) => fieldDocument(name, definition)) },
		}),
	],
	[
		'GET',
		/^\/API\/metadata-field\/([^/]+)$/,
		({ backend: { store }, params: [name = ''] }) => ({
			root: 'MetadataFieldDocument',
			document: fieldDocument(name, store.metadataFields.get(name) ?? fieldMissing(name)),
		}),
	],
];

/** A field's definition (recorded); `system` is a text. */
const fieldDocument = (name: string, { type, system = false }: FieldDefinition): object => ({
	name,
	type,
	origin: 'VX',
	system: String(system),
});
