import type { User } from '../entities';
import { ApiFault } from '../faults';
import type { Store } from '../store';
import { uncertain } from '../uncertain';
import { readMetadata, type GroupIn } from './metadataIn';

/** Holds fields of one thing for a user, for a while. */
export interface FieldLock {
	id: string;
	user: string;
	/** In ms. */
	until: number;
	fields: Set<string>;
}

/** Holds all of an item. */
export type ItemLock = Omit<FieldLock, 'fields'>;

type Place = { kind: string; id: string };

/** The locks on fields of a thing that still hold. */
export function fieldLocks({ kept }: Store, { kind, id }: Place): Map<string, FieldLock> {
	const locks = kept.at(`/API/${kind}/${id}/metadata-lock`) as unknown as Map<string, FieldLock>;
	for (const [key, { until }] of locks) if (until <= Date.now()) locks.delete(key);
	return locks;
}

/** The lock on an item, while it holds. */
export function itemLocks({ kept }: Store, id: string): Map<string, ItemLock> {
	const locks = kept.at(`/API/item/${id}/lock`) as unknown as Map<string, ItemLock>;
	for (const [key, { until }] of locks) if (until <= Date.now()) locks.delete(key);
	return locks;
}

const namesIn = ({ field, group }: Pick<GroupIn, 'field' | 'group'>): string[] => [
	...field.map(({ name }) => name),
	...group.flatMap(namesIn),
];

/** Throws 409 where another user holds the thing, or a field that the document writes. */
export function mustBeFree(store: Store, place: Place, user: User, document: unknown): void {
	const names = new Set(readMetadata(document).flatMap(namesIn));
	const ofItem = place.kind === 'item' ? [...itemLocks(store, place.id).values()] : [];
	const ofFields = [...fieldLocks(store, place).values()].filter(({ fields }) =>
		[...fields].some((one) => names.has(one)),
	);
	const lock = [...ofItem, ...ofFields].find((one) => one.user !== user.name);
	if (!lock) return;
	throw new ApiFault(uncertain.locksBindOthers.status, uncertain.locksBindOthers.kind, {
		...{ context: 'metadata', id: place.id, explanation: `${lock.user} holds the lock ${lock.id}`, value: lock.id },
	});
}
