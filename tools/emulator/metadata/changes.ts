import type { SpanIn } from './metadataIn';
import { pseudoUuid } from './pseudoUuid';

/** One writing of metadata: VidiCore calls it a change set. */
export interface Change {
	id: string;
	user: string;
	/** As VidiCore's JSON writes it. */
	timestamp: string;
}

/** A change with what it wrote; nothing where the emulator's own services wrote. */
export interface ChangeSet extends Change {
	spans: readonly SpanIn[];
}

/** What has been written to a thing since the archive was made, the oldest first. */
export interface History {
	changes?: readonly ChangeSet[];
}

/** The change with which the archive was made. */
export const firstChange: Change = { id: 'VX-915', user: 'admin', timestamp: '2025-03-04T12:30:41.218+0000' };

/** The change that wrote a thing's metadata last. */
export const lastChange = ({ changes = [] }: History): Change => changes.at(-1) ?? firstChange;

/**
 * The state of a thing's metadata: the ids of all its change sets with commas between, in no order (documented and
 * recorded). It is the same each time while nothing changes; every change makes a new one.
 */
export const revisionOf = ({ changes = [] }: History): string =>
	[firstChange, ...changes]
		.map(({ id }) => ({ id, place: pseudoUuid(id) }))
		.sort((a, b) => (a.place < b.place ? -1 : 1))
		.map(({ id }) => id)
		.join(',');

/** Whether a revision names those changes that there are, in whichever order. */
export function isRevisionOf(thing: History, revision: string): boolean {
	const named = new Set(revision.split(',').map((id) => id.trim()));
	const own = [firstChange, ...(thing.changes ?? [])];
	return named.size === own.length && own.every(({ id }) => named.has(id));
}

/** When an item's metadata were last written, as ISO 8601 with a zone. */
export const lastModified = (thing: History): string => lastChange(thing).timestamp.replace('+0000', 'Z');
