import { invalidInput } from '../faults';
import type { Collection } from '../entities';
import type { Store } from '../store';

/** What can be in a collection. */
export type MemberKind = 'item' | 'collection' | 'library';

/** The kind that a word names; an item where none is named (documented). Throws 400 for another word. */
export function memberKind(word: string | null): MemberKind {
	if (word === null || word === 'item') return 'item';
	if (word === 'collection' || word === 'library') return word;
	throw invalidInput('type', 'One of item, collection and library', undefined, word);
}

function idsOf(collection: Collection, kind: MemberKind): Set<string> {
	if (kind === 'library') return (collection.libraries ??= new Set());
	return kind === 'item' ? collection.items : (collection.collections ??= new Set());
}

/** Puts something in, which does nothing where it is in already (documented). Throws 404 for what does not exist. */
export function putIn(store: Store, collection: Collection, kind: MemberKind, id: string): void {
	const member = store[kind](id).id;
	if (member === collection.id) throw invalidInput('collection', 'A collection cannot be in itself', id);
	const ids = idsOf(collection, kind);
	if (ids.has(member)) return;
	ids.add(member);
	store.announce({ kind: 'collection', collection });
}

export function takeOut(store: Store, collection: Collection, kind: MemberKind, id: string): void {
	collection.relations?.delete(id);
	if (idsOf(collection, kind).delete(id)) store.announce({ kind: 'collection', collection });
}

/** Deletes a collection; what is in it stays (documented). */
export function removeCollection(store: Store, id: string): void {
	store.collections.delete(id);
	for (const collection of store.collections.values()) takeOut(store, collection, 'collection', id);
}

/**
 * Keeps what the query's `metadata` says of a member: `key=value`, or `-key` to take a key away (documented). Throws
 * 400 for anything else.
 */
export function relate(collection: Collection, id: string, query: URLSearchParams): void {
	for (const entry of query.getAll('metadata')) {
		const [key = '', value = ''] = entry.split(/=(.*)/s);
		if (key === '' || key === '-') throw invalidInput('metadata', 'Not a key and a value', id, entry);
		const known =
			(collection.relations ??= new Map<string, Map<string, string>>()).get(id) ?? new Map<string, string>();
		collection.relations.set(id, known);
		if (key.startsWith('-')) known.delete(key.slice(1));
		else known.set(key, value);
	}
}

/** The entries of a collection's document, of the kinds that are wanted. */
export function contentOf(collection: Collection, baseUri: string, kinds: readonly MemberKind[]): object[] {
	return kinds.flatMap((type) =>
		[...idsOf(collection, type)].map((id) => {
			const relation = collection.relations?.get(id);
			const field = [...(relation ?? [])].map(([key, value]) => ({ key, value }));
			return { id, uri: `${baseUri}${type}/${id}`, type, ...(field.length > 0 ? { metadata: { field } } : {}) };
		}),
	);
}
