import { notFound } from '../faults';
import { writeFields } from '../metadata/writeMetadata';
import type { Item } from '../entities';
import type { Store } from '../store';

/**
 * What the two job types of the configuration do: gives a face another name, or makes two of them one. Throws when an
 * item is not known.
 */
export function curate(store: Store, jobType: string, parameters: ReadonlyMap<string, string>): void {
	const item = store.item(parameters.get('itemId') ?? '');
	if (jobType === 'VCS_TRAINING_RELABEL_ITEM')
		return rename(store, item.fields.get('vcs_face_externalId') ?? '', parameters.get('newLabel') ?? '', item);
	const target = store.items.get(parameters.get('targetItemId') ?? '');
	if (!target) throw notFound('Item', parameters.get('targetItemId') ?? '');
	const id = target.fields.get('vcs_face_externalId') ?? '';
	for (const [face, entry] of store.model)
		if (entry.itemId === item.id) store.model.set(face, { id, itemId: target.id });
	rename(store, item.fields.get('vcs_face_externalId') ?? '', target.fields.get('vcs_face_value') ?? '', item, id);
}

/** Renaming or merging changes the name that the detections show (the guide). */
function rename(store: Store, id: string, name: string, item: Item, newId = id): void {
	writeFields(store, item, [['vcs_face_value', name]], 'admin');
	for (const { spans } of store.items.values()) {
		for (const group of spans.flatMap((span) => span.group).flatMap((outer) => [outer, ...outer.group])) {
			if (!group.field.some(({ name: key, value }) => key.endsWith('valueId') && value === id)) continue;
			for (const field of group.field) {
				if (field.name === 'adu_value' || field.name === 'adu_av_value') field.value = name;
				if (field.name.endsWith('valueId')) field.value = newId;
			}
		}
	}
}
