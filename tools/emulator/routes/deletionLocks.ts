import { invalidInput, notFound } from '../faults';
import type { DeletionLock } from '../deletionLock';
import { stamp } from '../documents';
import type { Store } from '../store';
import { subjectOf } from './access';
import type { Call, Reply, Route } from './route';

/** Locks against deletion (reference since 4.15). */
export const deletionLockRoutes: Route[] = [
	['GET', /^\/API\/deletion-lock$/, all],
	['GET', /^\/API\/deletion-lock\/([^/]+)$/, ({ backend: { store }, params: [id = ''] }) => answer(lock(store, id))],
	['PUT', /^\/API\/deletion-lock\/([^/]+)$/, (call) => renewed(call, lockNamed(call))],
	['DELETE', /^\/API\/deletion-lock\/([^/]+)$/, (call) => gone(call, lockNamed(call))],
	['GET', /^\/API\/(item|collection|library)\/([^/]+)\/deletion-lock$/, ofSubject],
	['POST', /^\/API\/(item|collection|library)\/([^/]+)\/deletion-lock$/, create],
	['GET', /^\/API\/(item|collection|library)\/([^/]+)\/deletion-lock\/([^/]+)$/, (call) => answer(ofPath(call))],
	['PUT', /^\/API\/(item|collection|library)\/([^/]+)\/deletion-lock\/([^/]+)$/, (call) => renewed(call, ofPath(call))],
	['DELETE', /^\/API\/(item|collection|library)\/([^/]+)\/deletion-lock\/([^/]+)$/, (call) => gone(call, ofPath(call))],
];

const shown = (one: DeletionLock) => ({ ...one, isEffective: isEffective(one) });
const answer = (one: DeletionLock): Reply => ({ root: 'DeletionLockDocument', document: shown(one) });
const listed = (lock: DeletionLock[]): Reply => ({
	root: 'DeletionLockListDocument',
	document: { lock: lock.map(shown) },
});

const isEffective = ({ expiryTime }: DeletionLock): boolean => Date.parse(zoned(expiryTime)) > Date.now();
const zoned = (time: string): string => time.replace(/([+-]\d\d)(\d\d)$/, '$1:$2');

/** Throws 409 where something may not be deleted yet. */
export const lockOn = ({ deletionLocks }: Store, id: string): DeletionLock | undefined =>
	[...deletionLocks.values()].find((one) => one.entityId === id && isEffective(one));

function lock({ deletionLocks }: Store, id: string): DeletionLock {
	const found = deletionLocks.get(id);
	if (!found) throw notFound('deletion-lock', id);
	return found;
}

function ofPath({ backend: { store }, params }: Call): DeletionLock {
	subjectOf(store, params);
	const found = lock(store, params[2] ?? '');
	if (found.entityId !== params[1]) throw notFound('deletion-lock', found.id);
	return found;
}

function all({ backend: { store }, query }: Call): Reply {
	const username = query.get('username');
	const onlyEffective = query.get('onlyEffective') === 'true';
	return listed(
		[...store.deletionLocks.values()].filter(
			(one) => (username === null || one.user === username) && (!onlyEffective || isEffective(one)),
		),
	);
}

function ofSubject({ backend: { store }, params }: Call): Reply {
	subjectOf(store, params);
	return listed([...store.deletionLocks.values()].filter(({ entityId }) => entityId === params[1]));
}

function timeIn({ expiryTime }: Record<string, unknown>): string {
	if (typeof expiryTime !== 'string' || Number.isNaN(Date.parse(zoned(expiryTime))))
		throw invalidInput('expiryTime', 'Not a time');
	return expiryTime;
}

function create({ backend: { store }, user, params: [entityType = '', entityId = ''], document }: Call): Reply {
	subjectOf(store, [entityType, entityId]);
	const { metadata } = document;
	const made: DeletionLock = {
		...{ id: store.nextId(), user: user.name, expiryTime: timeIn(document), modified: stamp() },
		...{ entityType, entityId, ...(metadata === undefined ? {} : { metadata }) },
	};
	store.deletionLocks.set(made.id, made);
	return answer(made);
}

const lockNamed = ({ backend: { store }, params: [id = ''] }: Call): DeletionLock => lock(store, id);

const renewed = ({ document }: Call, known: DeletionLock): Reply =>
	answer(Object.assign(known, { expiryTime: timeIn(document), modified: stamp() }));

const gone = ({ backend: { store } }: Call, { id }: DeletionLock): Reply => void store.deletionLocks.delete(id);
