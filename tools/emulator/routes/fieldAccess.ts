import { invalidInput, notFound } from '../faults';
import { call, type DeclaredCall } from './declared';
import { keyValueCalls } from './keyValues';
import { placeOf } from './kept/place';
import type { Call, Reply } from './route';

/** Who may do what with a field or a group of fields: the entries are kept and answered, and bind nobody here. */
const permissions = ['NONE', 'READ', 'WRITE', 'DELETE', 'ALL'];

type Entry = { id: string; permission: string };

const at = (asked: Call, path: string): Map<string, Entry> =>
	asked.backend.store.kept.at(placeOf(asked, path)) as Map<string, Entry>;

function create(asked: Call, path: string, member: 'field' | 'fieldGroup'): Reply {
	const { permission, user, group } = asked.document;
	if (typeof permission !== 'string' || !permissions.includes(permission))
		throw invalidInput('permission', `One of ${permissions.join(', ')}`, undefined, String(permission));
	if ((typeof user === 'string') === (typeof group === 'string'))
		throw invalidInput('access', 'Exactly one of user and group is needed');
	const entries = at(asked, path);
	const id = asked.backend.store.nextId();
	const made = { id, permission, user, group, [member]: asked.params[0] };
	entries.set(id, made);
	return { root: 'MetadataFieldAccessControlDocument', document: made, plain: id };
}

function remove(asked: Call, path: string): Reply {
	const [, id = ''] = asked.params;
	if (!at(asked, path).delete(id)) throw notFound('access', id);
	return undefined;
}

const accessCalls = (thing: string, member: 'field' | 'fieldGroup'): DeclaredCall[] => {
	const path = `${thing}/{}/access`;
	return [
		call(`GET ${path}`, (asked) => ({
			root: 'MetadataFieldAccessControlListDocument',
			document: { access: [...at(asked, path).values()] },
		})),
		call(`POST ${path}`, (asked) => create(asked, path, member)),
		call(`DELETE ${path}/{}`, (asked) => remove(asked, path)),
	];
};

const fields = '/API/metadata-field';
const groups = '/API/metadata-field/field-group';

const merged = (document: object): Reply => ({ root: 'AccessControlMergedDocument', document });

/** What the user may do in the end; everything here. */
const may = ({ user }: Call) => ({ permission: 'ALL', username: user.name });

function mergedOfAll(asked: Call, member: 'field' | 'fieldGroup'): Reply {
	const { metadataFields, fieldGroups } = asked.backend.store;
	const names = [...(member === 'field' ? metadataFields : fieldGroups).keys()];
	return merged({ [member]: names.map((name) => ({ name, ...may(asked) })) });
}

function mergedOfOne(asked: Call, path: string, member: 'field' | 'fieldGroup'): Reply {
	placeOf(asked, path);
	return merged({ [member]: [{ name: asked.params[0], ...may(asked) }] });
}

export const fieldAccessCalls: DeclaredCall[] = [
	...accessCalls(fields, 'field'),
	...accessCalls(groups, 'fieldGroup'),
	call(`GET ${fields}/merged-access`, (asked) => mergedOfAll(asked, 'field')),
	call(`GET ${groups}/merged-access`, (asked) => mergedOfAll(asked, 'fieldGroup')),
	call(`GET ${fields}/{}/merged-access`, (asked) => mergedOfOne(asked, `${fields}/{}/merged-access`, 'field')),
	call(`GET ${groups}/{}/merged-access`, (asked) => mergedOfOne(asked, `${groups}/{}/merged-access`, 'fieldGroup')),
	...keyValueCalls(`${fields}/{}/metadata`),
	...keyValueCalls(`${groups}/{}/metadata`),
];
