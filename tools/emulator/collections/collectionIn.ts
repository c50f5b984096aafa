import { invalidInput } from '../faults';
import { checkMetadata, writeMetadata } from '../metadata/writeMetadata';
import type { Collection } from '../entities';
import type { Store } from '../store';
import { memberKind, putIn, takeOut, type MemberKind } from './members';

interface Member {
	kind: MemberKind;
	id: string;
	removes: boolean;
}

/** A CollectionDocument as far as it changes a collection. */
export interface CollectionIn {
	name?: string;
	metadata?: object;
	content: Member[];
}

type Members = Readonly<Record<string, unknown>>;

/** Reads a CollectionDocument. Throws 400 for one that is none. */
export function readCollection({ name, metadata, content }: Members): CollectionIn {
	if (name !== undefined && name !== null && typeof name !== 'string') throw invalidInput('name', 'Not a text');
	if (metadata !== undefined && (typeof metadata !== 'object' || metadata === null || Array.isArray(metadata)))
		throw invalidInput('metadata', 'Not a metadata document');
	const members = content === undefined || content === null ? [] : [content].flat();
	return { name: name ?? undefined, metadata, content: members.map(member) };
}

function member(raw: unknown): Member {
	const { id, type, mode } = (typeof raw === 'object' && raw !== null ? raw : {}) as Members;
	if (typeof id !== 'string') throw invalidInput('content', 'An entry of the content needs an id');
	return { id, kind: memberKind(typeof type === 'string' ? type : null), removes: mode === 'remove' };
}

/** Writes what the document says, wholly or not at all. Throws 404 for what does not exist, 400 for what cannot be. */
export function applyCollection(
	collection: Collection,
	{ name, metadata, content }: CollectionIn,
	{ store, user }: { store: Store; user: string },
): void {
	for (const { kind, id, removes } of content) if (!removes) store[kind](id);
	if (metadata) checkMetadata(metadata, store);
	if (name !== undefined) collection.name = name;
	if (metadata) writeMetadata(collection, metadata, { store, user });
	for (const { kind, id, removes } of content)
		if (removes) takeOut(store, collection, kind, id);
		else putIn(store, collection, kind, id);
}
