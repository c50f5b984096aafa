import type { Part } from '../answers';

/** A value of a metadata field, or the field itself: when it was written, by which change and by whom. */
export interface Stamp {
	/** VidiCore's own form of a time, see `isoTime`. */
	timestamp?: string;
	change?: string;
	user?: string;
}

/** A field of an item's metadata. It may have no value at all (recorded). */
export interface MetadataField extends Stamp {
	name: string;
	values: Array<Stamp & { value?: string }>;
}

/**
 * The fields of an item in an answer that are not timed and in no group; ask VidiCore with `interval=generic`. Items
 * without any of the wanted fields may come without metadata. Throws a VidiCoreError `badAnswer`.
 */
export function fieldsOf(item: Part): MetadataField[] {
	const spans = item.partIfAny('metadata')?.partsIfAny('timespan') ?? [];
	return spans
		.flatMap((span) => span.partsIfAny('field') ?? [])
		.map((field) => ({
			name: field.text('name'),
			...stampOf(field),
			values: (field.partsIfAny('value') ?? []).map((one) => ({ value: one.plainIfAny('value'), ...stampOf(one) })),
		}));
}

const stampOf = (part: Part): Stamp => ({
	timestamp: part.textIfAny('timestamp'),
	change: part.textIfAny('change'),
	user: part.textIfAny('user'),
});

/** The first value of a field; '' when there is none. */
export const fieldValue = (fields: readonly MetadataField[], name: string): string =>
	fields.find((field) => field.name === name)?.values[0]?.value ?? '';
