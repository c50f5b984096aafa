import { fieldMissing, invalidInput, notFound } from '../faults';
import { keysAndValues } from '../keysAndValues';
import type { FieldDefinition } from '../metadata/fieldDefinitions';
import type { Call, Reply, Route } from './route';

export const fieldChangeRoutes: Route[] = [
	['GET', /^\/API\/metadata-field\/field-group$/, groups],
	['PUT', /^\/API\/metadata-field\/field-group$/, groups],
	['GET', /^\/API\/metadata-field\/field-group\/([^/]+)$/, group],
	['PUT', /^\/API\/metadata-field\/field-group\/([^/]+)$/, putGroup],
	['DELETE', /^\/API\/metadata-field\/field-group\/([^/]+)$/, removeGroup],
	['PUT', /^\/API\/metadata-field\/([^/]+)\/values$/, putValues],
	['POST', /^\/API\/metadata-field\/([^/]+)\/allowed-values$/, allowed],
	['DELETE', /^\/API\/metadata-field\/([^/]+)$/, remove],
];

/** Groups of fields that others have made; a group may be written without (what the emulator's services do). */
function groups({ backend: { store } }: Call): Reply {
	const all = [...store.fieldGroups].map(([name, document]) => ({ ...document, name }));
	return {
		root: 'MetadataFieldGroupListDocument',
		document: { group: all },
		plain: all.map(({ name }) => name).join('\r\n'),
	};
}

function group({ backend: { store }, params: [name = ''] }: Call): Reply {
	const document = store.fieldGroups.get(name);
	if (!document) throw notFound('metadata-field-group', name);
	return { root: 'MetadataFieldGroupDocument', document: { ...document, name } };
}

function putGroup({ backend: { store }, params: [name = ''], document }: Call): Reply {
	store.fieldGroups.set(name, document);
	return { root: 'MetadataFieldGroupDocument', document: { ...document, name } };
}

function removeGroup({ backend: { store }, params: [name = ''] }: Call): Reply {
	if (!store.fieldGroups.delete(name)) throw notFound('metadata-field-group', name);
	return undefined;
}

/** A field of others'. Throws 404 for none, 400 for one of VidiCore's own. */
function own({ backend: { store }, params: [name = ''] }: Call): FieldDefinition {
	const known = store.metadataFields.get(name) ?? fieldMissing(name);
	if (known.system) throw invalidInput('metadata-field', 'One of VidiCore’s own', name);
	return known;
}

function putValues(call: Call): Reply {
	const values = keysAndValues(call.document).map(([key, value]) => ({ key, value }));
	call.backend.store.metadataFields.set(call.params[0] ?? '', { ...own(call), values });
	return undefined;
}

/** The choices of a field, whatever is chosen already (no constraints here). */
function allowed({ backend: { store }, params: [name = ''] }: Call): Reply {
	const { values = [] } = store.metadataFields.get(name) ?? fieldMissing(name);
	return {
		root: 'ConstraintValueListDocument',
		document: { constraint: values.map(({ key, value }) => ({ id: key, value })) },
	};
}

function remove(call: Call): Reply {
	own(call);
	call.backend.store.metadataFields.delete(call.params[0] ?? '');
	return undefined;
}
