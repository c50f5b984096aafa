import { invalidInput } from '../faults';
import { allGroupsOf, groupDocument, groupNamed, groupsOf, parentsOf, type Group } from '../groups';
import { mustBeAdministrator } from '../rights';
import { searched } from '../search';
import { call, type DeclaredCall } from './declared';
import { takes, takesNothing } from './parameters';
import { userDocument } from './users';
import { userNamed } from './userNamed';
import type { Call, Reply } from './route';

const page = takes('first number');

const listed = (groups: readonly Group[]): Reply => ({
	root: 'GroupListDocument',
	document: { hits: groups.length, group: groups.map(groupDocument) },
	plain: groups.map(({ name }) => name).join('\r\n'),
});

const all = ({ backend: { store } }: Call): Group[] => [...store.groups.values()];
const found = ({ backend: { store }, params: [name = ''] }: Call): Group => groupNamed(store.groups, name);
const other = ({ backend: { store }, params: [, name = ''] }: Call): Group => groupNamed(store.groups, name);
const member = ({ backend: { users }, params: [, name = ''] }: Call): string => userNamed(users, name).name;

function list({ backend: { store }, query }: Call): Reply {
	const { page: some, hits } = searched([...store.groups.values()], query, store);
	return {
		root: 'GroupListDocument',
		document: { hits, group: some.map(groupDocument) },
		plain: some.map(({ name }) => name).join('\r\n'),
	};
}

/** Makes a group, or changes what its document says of it. */
function put(asked: Call): Reply {
	mustBeAdministrator(asked.user);
	const [name = ''] = asked.params;
	const { groups } = asked.backend.store;
	const { description } = asked.document;
	const group = groups.get(name) ?? { name, description: '', users: new Set<string>(), children: new Set<string>() };
	if (typeof description === 'string') group.description = description;
	groups.set(name, group);
	return { root: 'GroupDocument', document: groupDocument(group) };
}

function forget({ groups }: Call['backend']['store'], name: string): void {
	groups.delete(name);
	for (const { children } of groups.values()) children.delete(name);
}

function remove(asked: Call): Reply {
	mustBeAdministrator(asked.user);
	forget(asked.backend.store, found(asked).name);
	return undefined;
}

/** Several at once, by the names in `group`; answers well also where one does not exist (as for collections). */
function removeMany(asked: Call): Reply {
	mustBeAdministrator(asked.user);
	const names = asked.query.getAll('group').flatMap((one) => one.split(',').filter(Boolean));
	if (names.length === 0) throw invalidInput('group', 'No group is named');
	for (const name of names) forget(asked.backend.store, name);
	return undefined;
}

function describe(asked: Call): Reply {
	mustBeAdministrator(asked.user);
	found(asked).description = asked.bytes.toString('utf8');
	return undefined;
}

function addGroup(asked: Call): Reply {
	mustBeAdministrator(asked.user);
	const [group, child] = [found(asked), other(asked)];
	const above = new Set([group]);
	for (const one of above) for (const parent of parentsOf(asked.backend.store.groups, one.name)) above.add(parent);
	if (above.has(child)) throw invalidInput('group', 'A group cannot be in itself', child.name);
	group.children.add(child.name);
	return undefined;
}

function change(asked: Call, does: (group: Group) => unknown): Reply {
	mustBeAdministrator(asked.user);
	does(found(asked));
	return undefined;
}

const users = (asked: Call): Reply => {
	const inside = asked.backend.users.filter(({ name }) => found(asked).users.has(name));
	return { root: 'UserListDocument', document: { hits: inside.length, user: inside.map(userDocument) } };
};

/** The groups of a user. */
const ofUser = ({ backend, params: [name = ''] }: Call, of: typeof groupsOf): Reply =>
	listed(of(backend.store.groups, userNamed(backend.users, name).name));

export const groupCalls: DeclaredCall[] = [
	call('GET /API/group', list, page),
	call('PUT /API/group', list, page),
	call('DELETE /API/group', removeMany, takes('group')),
	call('GET /API/group/{}', (asked) => ({ root: 'GroupDocument', document: groupDocument(found(asked)) })),
	call('PUT /API/group/{}', put),
	call('DELETE /API/group/{}', remove),
	call('GET /API/group/{}/description', (asked) => ({ text: found(asked).description })),
	call('PUT /API/group/{}/description', describe, takesNothing, 'text'),
	call('GET /API/group/{}/role', (asked) => ({ text: String(found(asked).name.startsWith('_')) })),
	call('GET /API/group/{}/parents', (asked) => listed(parentsOf(asked.backend.store.groups, found(asked).name))),
	call('GET /API/group/{}/children', (asked) =>
		listed(all(asked).filter(({ name }) => found(asked).children.has(name))),
	),
	call('PUT /API/group/{}/group/{}', addGroup),
	call('DELETE /API/group/{}/group/{}', (asked) => change(asked, ({ children }) => children.delete(other(asked).name))),
	call('GET /API/group/{}/users', users, page),
	call('PUT /API/group/{}/user/{}', (asked) => change(asked, (group) => group.users.add(member(asked)))),
	call('DELETE /API/group/{}/user/{}', (asked) => change(asked, (group) => group.users.delete(member(asked)))),
	call('GET /API/user/{}/groups', (asked) => ofUser(asked, groupsOf)),
	call('GET /API/user/{}/allgroups', (asked) => ofUser(asked, allGroupsOf)),
];
