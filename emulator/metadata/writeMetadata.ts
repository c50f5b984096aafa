import { fieldMissing } from '../routes/system';
import type { Item, Store } from '../store';

interface MetadataIn {
	timespan?: Array<{ start?: string; end?: string; field?: Array<{ name?: string; value?: Array<{ value?: string } | string> | string }> }>;
}

/** Writes the fields of a MetadataDocument that are not timed; a field without value is removed. Throws 404 for an unknown field. */
export function writeMetadata(item: Item, document: MetadataIn, store: Store): void {
	const entries = (document.timespan ?? []).flatMap(({ field = [] }) => field);
	for (const { name = '' } of entries) if (!store.metadataFields.has(name)) fieldMissing(name);
	for (const { name = '', value } of entries) {
		const first = Array.isArray(value) ? value[0] : value;
		const text = typeof first === 'object' ? first.value : first;
		if (text === undefined) item.fields.delete(name);
		else item.fields.set(name, String(text));
	}
}
