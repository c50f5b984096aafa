import { stamp } from '../documents';
import { fieldMissing } from '../faults';
import type { Change, Item, Store } from '../store';

interface MetadataIn {
	timespan?: Array<{
		start?: string;
		end?: string;
		field?: Array<{ name?: string; value?: Array<{ value?: string } | string> | string }>;
	}>;
}

/**
 * Writes the fields of a MetadataDocument that are not timed; a field without value is removed. Throws 404 for an
 * unknown field.
 */
export function writeMetadata(item: Item, document: MetadataIn, store: Store, user: string): void {
	const entries = (document.timespan ?? []).flatMap(({ field = [] }) => field);
	for (const { name = '' } of entries) if (!store.metadataFields.has(name)) fieldMissing(name);
	const values = entries.map(({ name = '', value }) => {
		const first = Array.isArray(value) ? value[0] : value;
		const text = typeof first === 'object' ? first.value : first;
		return [name, text === undefined ? undefined : String(text)] as const;
	});
	writeFields(store, item, values, user);
}

/** Writes or (undefined) removes fields as one change, and announces it. */
export function writeFields(
	store: Store,
	item: Item,
	values: ReadonlyArray<readonly [name: string, value: string | undefined]>,
	user: string,
): void {
	const change = noteChange(store, item, user);
	item.changes ??= new Map();
	for (const [name, value] of values) {
		if (value === undefined) item.fields.delete(name);
		else item.fields.set(name, value);
		item.changes.set(name, change);
	}
	store.announce({
		kind: 'metadata',
		item,
		change,
		fields: values.map(([name, value]) => [name, value ?? ''] as const),
	});
}

/** A change of an item's metadata, which has its own id and time. */
export function noteChange(store: Store, item: Item, user: string): Change {
	const change = { id: store.nextId(), user, timestamp: stamp() };
	item.lastChange = change;
	return change;
}
