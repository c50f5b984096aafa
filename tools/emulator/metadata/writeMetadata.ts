import { stamp } from '../documents';
import { ApiFault } from '../faults';
import type { Item } from '../entities';
import type { Store } from '../store';
import { isRevisionOf, type Change, type ChangeSet } from './changes';
import { checkSpan } from './checkMetadata';
import type { FieldValues } from './fieldValues';
import { readMetadata, type SpanIn } from './metadataIn';
import { draft, tidy, writeField, type Described } from './spanWriter';

interface Writing {
	store: Store;
	user: string;
	/** The revision that the writer has seen; refused with 409 when it does not name the changes that there are. */
	revision?: string | null;
}

/**
 * Writes a MetadataDocument, wholly or not at all, as one change. A field without value is removed, a span without
 * anything in it, too (documented). Throws 404 for an unknown field, 400 for what cannot be in a field, 409 when
 * somebody else has written since `revision`.
 */
export function writeMetadata(thing: Described, document: unknown, writing: Writing): void {
	const { store, user, revision } = writing;
	const spans = checkMetadata(document, store);
	if (revision && !isRevisionOf(thing, revision))
		throw new ApiFault(409, 'conflict', {
			context: 'metadata',
			id: thing.id,
			explanation: 'The metadata were changed since that revision',
			value: revision,
		});
	const drafts = spans.map((span) => draft(thing, span));
	const change = noteChange(store, thing, user, spans);
	for (const apply of drafts) apply(change);
	tidy(thing);
	tell(
		store,
		thing,
		change,
		spans.flatMap(({ field }) => field.map(({ name, values }) => [name, values[0]?.value ?? ''] as const)),
	);
}

/** Reads a MetadataDocument. Throws as a write would, with nothing written. */
export function checkMetadata(document: unknown, store: Store): SpanIn[] {
	const spans = readMetadata(document);
	for (const span of spans) checkSpan(span, store);
	return spans;
}

/** Writes or (undefined) removes fields that are not timed as one change, and announces it. */
export function writeFields(
	store: Store,
	item: Item,
	values: ReadonlyArray<readonly [name: string, value: string | undefined]>,
	user: string,
): void {
	const change = noteChange(store, item, user, [spanOf(values)]);
	for (const [name, value] of values) put(item.fields, name, value === undefined ? [] : [value], change);
	tell(
		store,
		item,
		change,
		values.map(([name, value]) => [name, value ?? ''] as const),
	);
}

/** What such a write is as a span of a document. */
const spanOf = (values: ReadonlyArray<readonly [name: string, value: string | undefined]>): SpanIn => ({
	start: '-INF',
	end: '+INF',
	field: values.map(([name, value]) => ({
		name,
		mode: 'set',
		values: value === undefined ? [] : [{ value, mode: 'set' }],
	})),
	group: [],
});

/** A change of a thing's metadata, which has its own id and time. */
export function noteChange(store: Store, thing: Described, user: string, spans: readonly SpanIn[] = []): Change {
	const change: ChangeSet = { id: store.nextId(), user, timestamp: stamp(), spans };
	thing.changes = [...(thing.changes ?? []), change];
	return change;
}

function tell(store: Store, thing: Described, change: Change, fields: Array<readonly [string, string]>): void {
	if ('shapes' in thing) store.announce({ kind: 'metadata', item: thing, change, fields });
	else if (!thing.isNoCollection) {
		thing.name = thing.fields.get('title') ?? thing.name;
		store.announce({ kind: 'collection', collection: thing });
	}
}

function put(fields: FieldValues, name: string, values: readonly string[], change: Change): void {
	writeField(
		fields,
		{ name, mode: 'set', values: values.map((value) => ({ value, mode: 'set' as const })) },
		change,
		'',
	);
}
