import type { Collection, Item, Shape } from '../entities';
import { collectionReader, itemReader, type Reader } from './values';

export const isItem = (thing: Item | Collection): thing is Item => 'shapes' in thing;

/** Reads items and collections. */
export const either: Reader<Item | Collection> = {
	generic: (thing, name) => (isItem(thing) ? itemReader.generic(thing, name) : collectionReader.generic(thing, name)),
	timed: (thing, name) => (isItem(thing) ? itemReader.timed(thing, name) : collectionReader.timed(thing, name)),
	all: (thing, timed) => (isItem(thing) ? itemReader.all(thing, timed) : collectionReader.all(thing, timed)),
	age: (thing) => (isItem(thing) ? itemReader.age(thing) : collectionReader.age(thing)),
	groups: (thing, intervals) =>
		isItem(thing) ? itemReader.groups(thing, intervals) : collectionReader.groups(thing, intervals),
	collectionsOf: (thing, store) =>
		isItem(thing) ? itemReader.collectionsOf(thing, store) : collectionReader.collectionsOf(thing, store),
};

/** Reads shapes by their own metadata; the newest is that of the newest item. */
export const shapeReader: Reader<{ item: Item; shape: Shape }> = {
	generic: ({ shape }, name) => (name === 'shapeTag' ? shape.tag : [shape.fields.get(name) ?? []].flat()),
	timed: () => [],
	*all({ shape }) {
		yield* shape.fields.values();
	},
	age: ({ item }) => itemReader.age(item),
	groups: () => [],
	collectionsOf: ({ item }, store) => itemReader.collectionsOf(item, store),
};
