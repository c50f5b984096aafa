import { fieldMissing } from '../faults';
import { transientType } from '../metadata/fieldDefinitions';
import { lastModified } from '../metadata/changes';
import { uncertain } from '../uncertain';
import { comparable } from './types';
import type { Collection, Item, MetadataGroup, Store } from '../store';

/** How a kind of thing is read by a search; nothing is built for each thing that is looked at. */
export interface Reader<T> {
	/** The values of a field that are not timed. */
	generic(thing: T, name: string): readonly string[];
	/** The values of a field in time spans. */
	timed(thing: T, name: string): readonly string[];
	/** All values, for full text. */
	all(thing: T, timed: boolean): Iterable<string>;
	/** When it was made, in ms, and the number in its id: the newest comes first. */
	age(thing: T): readonly [number | string, number];
}

/** A field's type. Throws 404 `metadata-field` for a field VidiCore does not know. */
export const typeOf = (name: string, store: Store): string =>
	store.metadataFields.get(name)?.type ?? transientType(name) ?? fieldMissing(name);

const numberIn = (id: string): number => Number(id.slice(id.lastIndexOf('-') + 1)) || 0;

function* inGroups(groups: readonly MetadataGroup[]): Generator<{ name: string; value: string }> {
	for (const { field, group } of groups) {
		yield* field;
		yield* inGroups(group);
	}
}

export const itemReader: Reader<Item> = {
	generic: (item, name) =>
		name === '__metadata_last_modified'
			? [lastModified(item)]
			: name === '__shape_size'
				? [String(item.shapes.length)]
				: item.fields.all(name),
	timed: (item, name) => {
		if (item.spans.length === 0) return [];
		const found = new Set<string>();
		for (const { fields, group } of item.spans) {
			for (const value of fields?.all(name) ?? []) found.add(value);
			for (const field of inGroups(group)) if (field.name === name) found.add(field.value);
		}
		return [...found];
	},
	*all(item, timed) {
		yield* item.fields.values();
		if (!timed) return;
		for (const { fields, group } of item.spans) {
			if (fields) yield* fields.values();
			for (const { value } of inGroups(group)) yield value;
		}
	},
	age: (item) => [comparable('date', item.fields.get('created') ?? ''), numberIn(item.id)],
};

/** A collection's name is its title. */
export const collectionReader: Reader<Collection> = {
	generic: ({ name, fields }, field) => (field === uncertain.collectionNameField ? [name] : fields.all(field)),
	timed: () => [],
	*all({ name, fields }) {
		yield name;
		yield* fields.values();
	},
	age: ({ id }) => [0, numberIn(id)],
};
