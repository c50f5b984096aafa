import { notFound } from '../faults';
import type { Kept } from '../entities';
import { allGroupsOf, groupNamed } from '../groups';
import { grant, subjectOf, type Entry } from './access';
import { call, type DeclaredCall } from './declared';
import { graphCalls } from './graphs';
import { takes } from './parameters';
import { userNamed } from './userNamed';
import type { Call, Reply } from './route';

const subject = ({ backend: { store }, params }: Call): Kept => subjectOf(store, params);

const entriesIn = ({ document: { access } }: Call): Array<Record<string, unknown>> =>
	(access === undefined || access === null ? [] : [access].flat()).map((one) => Object(one) as Record<string, unknown>);

const entriesOf = ({ access }: Kept): Entry[] => [...(access?.values() ?? [])] as Entry[];

const listed = (access: readonly object[]): Reply => ({ root: 'AccessControlListDocument', document: { access } });

/** Several entries at once, all or none. */
function addMany(asked: Call): Reply {
	const [thing, trial] = [subject(asked), {}];
	for (const document of entriesIn(asked)) grant({ ...asked, document }, trial);
	return listed(entriesIn(asked).map((document) => grant({ ...asked, document }, thing)));
}

/** Takes away the entries that say what those of the document say. */
function removeMany(asked: Call): Reply {
	const thing = subject(asked);
	for (const wanted of entriesIn(asked))
		for (const entry of entriesOf(thing))
			if (Object.entries(wanted).every(([name, value]) => entry[name] === value)) thing.access?.delete(entry.id);
	return undefined;
}

/** One owner: the entry of the one before goes (documented: it cannot be set otherwise). */
function setOwner(asked: Call): Reply {
	const thing = subject(asked);
	const { name } = userNamed(asked.backend.users, asked.params[2] ?? '');
	for (const { id, permission } of entriesOf(thing)) if (permission === 'OWNER') thing.access?.delete(id);
	const id = asked.backend.store.nextId();
	(thing.access ??= new Map()).set(id, { id, permission: 'OWNER', user: name, grantor: asked.user.name });
	return undefined;
}

/** What groups may do with a thing: as their own entries say. */
function ofGroups(asked: Call): Reply {
	const access = entriesOf(subject(asked))
		.filter(({ group }) => group !== undefined)
		.map(({ id, group, permission, grantor }) => ({
			...{ id, group, permission, grantor, effectivePermission: permission, type: 'GENERIC' },
		}));
	return { root: 'AccessControlMergedGroupDocument', document: { access } };
}

/** The same entry for all items, or none for any: the reference warns of it. */
function forAllItems(asked: Call): Reply {
	const [made] = [...asked.backend.store.items.values()].map((item) => grant(asked, item));
	return made ? { root: 'AccessControlDocument', document: made } : undefined;
}

function noneForAllItems({ backend: { store } }: Call): Reply {
	for (const item of store.items.values()) item.access?.clear();
	return undefined;
}

/** The entries that name a user, or one of the user's groups. */
function ofUser({ backend: { store, users }, params: [name = ''] }: Call): Reply {
	const user = userNamed(users, name).name;
	const groups = new Set(allGroupsOf(store.groups, user).map((group) => group.name));
	const things = [...store.items.values(), ...store.collections.values(), ...store.libraries.values()];
	return listed(things.flatMap(entriesOf).filter((one) => one.user === user || groups.has(String(one.group))));
}

const place = '/API/import/access';

const ofImports = ({ backend: { store } }: Call) => store.kept.at(place) as Map<string, { permission: string }>;

const importAccess = (asked: Call): Reply => ({
	root: 'ImportAccessControlListDocument',
	document: { group: [...ofImports(asked)].map(([name, { permission }]) => ({ name, permission })) },
});

function putImportAccess(asked: Call): Reply {
	const { name } = groupNamed(asked.backend.store.groups, asked.params[0] ?? '');
	ofImports(asked).set(name, { permission: asked.query.get('permission') ?? 'READ' });
	return undefined;
}

function removeImportAccess(asked: Call): Reply {
	const [name = ''] = asked.params;
	if (!ofImports(asked).delete(name)) throw notFound('group', name);
	return undefined;
}

const path = '/API/{item|collection|library}/{}/access';

export const accessChangeCalls: DeclaredCall[] = [
	call(`POST ${path}/bulk`, addMany),
	call(`DELETE ${path}/bulk`, removeMany),
	call(`PUT ${path}/owner/{}`, setOwner),
	call('GET /API/{item|collection|library}/{}/merged-access/group', ofGroups),
	...graphCalls(`${path}/graph`, (asked) =>
		entriesOf(subject(asked)).map((one) => [String(one.user ?? one.group), asked.params[1] ?? '']),
	),
	call('POST /API/item/access', forAllItems),
	call('DELETE /API/item/access', noneForAllItems),
	call('GET /API/user/{}/access', ofUser),
	call(`GET ${place}`, importAccess),
	call(`PUT ${place}/group/{}`, putImportAccess, takes('permission')),
	call(`DELETE ${place}/group/{}`, removeImportAccess),
];
