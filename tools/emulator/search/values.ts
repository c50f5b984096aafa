import { fieldMissing } from '../faults';
import { transientType } from '../metadata/fieldDefinitions';
import { lastModified } from '../metadata/changes';
import { uncertain } from '../uncertain';
import type { SearchDocument } from './document';
import { comparable } from './types';
import type { Collection, Item, MetadataGroup, Span } from '../entities';
import type { Store } from '../store';

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
	/** Its groups, those that are not timed and those that are; the ones inside them are found there. */
	groups(thing: T, intervals: SearchDocument['intervals']): Iterable<MetadataGroup>;
	/** The collections in which it is. */
	collectionsOf(thing: T, store: Store): Iterable<Collection>;
}

export type Values<T> = (thing: T, name: string) => readonly string[];

/** The values that count in a search of those intervals. */
export const valuesBy = <T>(reader: Reader<T>, intervals: SearchDocument['intervals']): Values<T> => {
	if (intervals === 'generic') return reader.generic;
	if (intervals === 'timed') return reader.timed;
	return (thing, name) => {
		const [generic, timed] = [reader.generic(thing, name), reader.timed(thing, name)];
		return timed.length === 0 ? generic : [...generic, ...timed];
	};
};

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

/** The values of a field in groups and in those inside them. */
export const valuesOf = (groups: readonly MetadataGroup[], name: string): string[] =>
	[...inGroups(groups)].filter((field) => field.name === name).map(({ value }) => value);

/** What is not timed, in groups as well. */
function untimed({ fields, groups = [] }: Pick<Item, 'fields' | 'groups'>, name: string): readonly string[] {
	const own = fields.all(name);
	return groups.length === 0 ? own : [...own, ...valuesOf(groups, name)];
}

export const itemReader: Reader<Item> = {
	generic: (item, name) =>
		name === '__metadata_last_modified'
			? [lastModified(item)]
			: name === '__shape_size'
				? [String(item.shapes.length)]
				: untimed(item, name),
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
	groups: groupsOf,
	*collectionsOf(item, store) {
		for (const collection of store.collections.values()) if (collection.items.has(item.id)) yield collection;
	},
};

function* groupsOf(
	{ groups = [], spans = [] }: { groups?: MetadataGroup[]; spans?: Span[] },
	intervals: SearchDocument['intervals'],
): Generator<MetadataGroup> {
	if (intervals !== 'timed') yield* groups;
	if (intervals !== 'generic') for (const { group } of spans) yield* group;
}

/** A collection's name is its title. */
export const collectionReader: Reader<Collection> = {
	generic: (collection, field) =>
		field === uncertain.collectionNameField ? [collection.name] : untimed(collection, field),
	timed: () => [],
	*all({ name, fields }) {
		yield name;
		yield* fields.values();
	},
	age: ({ id }) => [0, numberIn(id)],
	groups: groupsOf,
	*collectionsOf(collection, store) {
		for (const parent of store.collections.values()) if (parent.collections?.has(collection.id)) yield parent;
	},
};
