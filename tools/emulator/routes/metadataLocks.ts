import { stamp } from '../documents';
import type { Collection, Item } from '../entities';
import { ApiFault, fieldMissing, invalidInput, notFound } from '../faults';
import { fieldLocks, itemLocks, type FieldLock, type ItemLock } from '../metadata/locks';
import { uncertain } from '../uncertain';
import { call, type DeclaredCall } from './declared';
import { takes } from './parameters';
import type { Call, Reply } from './route';

/** Until when a lock holds: 60 seconds unless `timeout` says otherwise (documented); seconds of ours. */
function untilIn(query: URLSearchParams): number {
	const seconds = Number(query.get('timeout') ?? 60);
	if (!(seconds >= 0)) throw invalidInput('timeout', 'Not a number of seconds', undefined, query.get('timeout') ?? '');
	return Date.now() + seconds * 1000;
}

const thingOf = ({ backend: { store }, params: [kind, id = ''] }: Call): Item | Collection =>
	kind === 'collection' ? store.collection(id) : store.item(id);

const locks = (asked: Call): Map<string, FieldLock> =>
	fieldLocks(asked.backend.store, { kind: asked.params[0] ?? '', id: thingOf(asked).id });

function found(asked: Call): FieldLock {
	const [, , id = ''] = asked.params;
	const lock = locks(asked).get(id);
	if (!lock) throw notFound('metadata-lock', id);
	return lock;
}

const shown = ({ id, user, until, fields }: FieldLock) => ({
	...{ id, user, expires: stamp(new Date(until)), field: [...fields] },
});

const answer = (lock: FieldLock): Reply => ({ root: 'MetadataLockDocument', document: shown(lock), plain: lock.id });

/** The fields of the query. Throws 404 for one that does not exist, 409 for one that another lock holds. */
function fieldsIn(asked: Call, own?: FieldLock): string[] {
	const { metadataFields } = asked.backend.store;
	const names = asked.query.getAll('field').flatMap((one) => one.split(',').filter(Boolean));
	for (const name of names) {
		if (!metadataFields.has(name)) fieldMissing(name);
		const other = [...locks(asked).values()].find((one) => one !== own && one.fields.has(name));
		if (other) held(name, other);
	}
	return names;
}

function held(id: string, lock: ItemLock): never {
	const { status, kind } = uncertain.locksBindOthers;
	throw new ApiFault(status, kind, { context: 'lock', id, explanation: `${lock.user} holds the lock ${lock.id}` });
}

function create(asked: Call): Reply {
	const until = untilIn(asked.query);
	const fields = new Set(fieldsIn(asked));
	const lock = { id: asked.backend.store.nextId(), user: asked.user.name, until, fields };
	locks(asked).set(lock.id, lock);
	return answer(lock);
}

/** Adds fields to a lock, and lets it hold for longer (documented). */
function change(asked: Call): Reply {
	const lock = found(asked);
	const until = untilIn(asked.query);
	for (const name of fieldsIn(asked, lock)) lock.fields.add(name);
	lock.until = until;
	return answer(lock);
}

const only = '';

const itemOf = (asked: Call) => itemLocks(asked.backend.store, asked.backend.store.item(asked.params[0] ?? '').id);

function itemLock(asked: Call): ItemLock {
	const lock = itemOf(asked).get(only);
	if (!lock) throw notFound('lock', asked.params[0] ?? '');
	return lock;
}

const lockDocument = ({ id, user, until }: ItemLock): Reply => ({
	root: 'LockDocument',
	document: { id, user, expires: stamp(new Date(until)) },
});

/** Locks all of an item, or lets its lock hold for longer. Throws 409 where another user holds it. */
function lockItem(asked: Call): Reply {
	const [id = ''] = asked.params;
	const known = itemOf(asked).get(only);
	if (known && known.user !== asked.user.name) held(id, known);
	const lock = { id: asked.backend.store.item(id).id, user: asked.user.name, until: untilIn(asked.query) };
	itemOf(asked).set(only, lock);
	return lockDocument(lock);
}

function unlockItem(asked: Call): Reply {
	const lock = itemLock(asked);
	if (lock.user !== asked.user.name && !asked.user.administrator) held(lock.id, lock);
	itemOf(asked).delete(only);
	return undefined;
}

const path = '/API/{item|collection}/{}/metadata-lock';
const ofItem = '/API/item/{}/lock';
const asks = takes('field timeout');

export const metadataLockCalls: DeclaredCall[] = [
	call(`GET ${path}`, (asked) => {
		const lock = [...locks(asked).values()];
		const plain = lock.map(({ id }) => id).join('\r\n');
		return { root: 'MetadataLockListDocument', document: { lock: lock.map(shown) }, plain };
	}),
	call(`POST ${path}`, create, asks),
	call(`GET ${path}/{}`, (asked) => answer(found(asked))),
	call(`PUT ${path}/{}`, change, asks),
	call(`DELETE ${path}/{}`, (asked) => void locks(asked).delete(found(asked).id)),
	call(`GET ${ofItem}`, (asked) => lockDocument(itemLock(asked))),
	call(`POST ${ofItem}`, lockItem, takes('timeout')),
	call(`PUT ${ofItem}`, lockItem, takes('timeout')),
	call(`DELETE ${ofItem}`, unlockItem),
];
