import { notFound } from '../faults';
import { storageDocument } from '../files/storageDocument';
import { call, type DeclaredCall } from './declared';
import type { Call, Reply } from './route';

const path = '/API/storage/storage-group';

type Group = { storages: Set<string> };

const all = ({ backend: { store } }: Call): Map<string, Group> => store.kept.at(path) as unknown as Map<string, Group>;

function found(asked: Call): Group {
	const [name = ''] = asked.params;
	const group = all(asked).get(name);
	if (!group) throw notFound('storage-group', name);
	return group;
}

/** Storages that are there no more are in it no more. */
const shown = ({ backend: { store } }: Call, name: string, { storages }: Group) => ({
	name,
	storage: store.files.storages.filter(({ id }) => storages.has(id)).map((one) => storageDocument(one, store)),
});

const answer = (asked: Call): Reply => ({
	root: 'StorageGroupDocument',
	document: shown(asked, asked.params[0] ?? '', found(asked)),
});

function put(asked: Call): Reply {
	const [name = ''] = asked.params;
	if (!all(asked).has(name)) all(asked).set(name, { storages: new Set() });
	return answer(asked);
}

function remove(asked: Call): Reply {
	found(asked);
	all(asked).delete(asked.params[0] ?? '');
	return undefined;
}

const storageIn = ({ backend: { store }, params: [, id = ''] }: Call): string => store.files.storage(id).id;

export const storageGroupCalls: DeclaredCall[] = [
	call(`GET ${path}`, (asked) => ({
		root: 'StorageGroupListDocument',
		document: { group: [...all(asked)].map(([name, group]) => shown(asked, name, group)) },
	})),
	call(`GET ${path}/{}`, answer),
	call(`PUT ${path}/{}`, put),
	call(`DELETE ${path}/{}`, remove),
	call(`PUT ${path}/{}/{}`, (asked) => void found(asked).storages.add(storageIn(asked))),
	call(`DELETE ${path}/{}/{}`, (asked) => void found(asked).storages.delete(storageIn(asked))),
];
