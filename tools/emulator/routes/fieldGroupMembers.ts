import { fieldMissing, invalidInput, notFound } from '../faults';
import { call, type DeclaredCall } from './declared';
import type { Call, Reply } from './route';

interface Member {
	name: string;
}
/** A group as it was sent, with what was put into it since. */
type Group = { field?: Member[]; group?: Member[] };

function found({ backend: { store } }: Call, name: string): Group {
	const group = store.fieldGroups.get(name);
	if (!group) throw notFound('metadata-field-group', name);
	return group;
}

const membersOf = (group: Group, kind: keyof Group): Member[] => {
	const known: unknown = group[kind];
	return known === undefined || known === null ? [] : ([known].flat() as Member[]);
};

function add(asked: Call, kind: keyof Group): Reply {
	const [name = '', member = ''] = asked.params;
	const group = found(asked, name);
	if (kind === 'field' && !asked.backend.store.metadataFields.has(member)) fieldMissing(member);
	if (kind === 'group') found(asked, member);
	if (kind === 'group' && member === name) throw invalidInput('group', 'A group cannot be in itself', name);
	const others = membersOf(group, kind).filter((one) => one.name !== member);
	group[kind] = [...others, { name: member }];
	return undefined;
}

function take(asked: Call, kind: keyof Group): Reply {
	const [name = '', member = ''] = asked.params;
	const group = found(asked, name);
	const others = membersOf(group, kind).filter((one) => one.name !== member);
	if (others.length === membersOf(group, kind).length)
		throw notFound(kind === 'field' ? 'metadata-field' : 'metadata-field-group', member);
	group[kind] = others;
	return undefined;
}

/** The names of the fields that a search document in XML would have; the form is unknown. */
const terseSchema = ({ backend: { store } }: Call): Reply => ({
	root: 'MetadataFieldListDocument',
	document: { field: [...store.metadataFields].map(([name, { type }]) => ({ name, type })) },
});

const path = '/API/metadata-field/field-group/{}';

export const fieldGroupMemberCalls: DeclaredCall[] = [
	call(`PUT ${path}/{}`, (asked) => add(asked, 'field')),
	call(`DELETE ${path}/{}`, (asked) => take(asked, 'field')),
	call(`PUT ${path}/group/{}`, (asked) => add(asked, 'group')),
	call(`DELETE ${path}/group/{}`, (asked) => take(asked, 'group')),
	call('GET /API/metadata-field/terse-schema', terseSchema),
];
