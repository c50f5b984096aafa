import type { Item, Shape } from '../entities';
import type { Store } from '../store';

/** The face of the model that an item was filed as. */
export const filedFace = (store: Store, item: Item): string | undefined =>
	[...store.model].find(([, { itemId }]) => itemId === item.id)?.[0];

/**
 * The face of the model that another item with the same name stands for: a name is a label, and one label is one
 * person.
 */
export function namesake(store: Store, item: Item): string | undefined {
	const name = item.fields.get('vcs_face_value');
	return [...store.model].find(
		([, { itemId }]) => name !== undefined && store.items.get(itemId)?.fields.get('vcs_face_value') === name,
	)?.[0];
}

/**
 * The picture of an unknown face: faces are compared with it, a training does not look at it (documented), whatever
 * name it has got.
 */
export const isFingerprint = ({ fields }: Shape): boolean => fields.get('vcs_face_method') === 'INDEXED';
