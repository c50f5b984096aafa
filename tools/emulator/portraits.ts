import { FieldValues } from './metadata/fieldValues';
import type { Collection, Item } from './entities';
import type { Store } from './store';

/**
 * A convenience of the emulator, not VidiCore's doing: as soon as there is a training collection, the scenario's
 * portraits lie in it, as if an archivist had put them there.
 */
export function importPortraits(store: Store, collection: Collection): void {
	for (const { name, portraits } of store.scenario.people) {
		for (const { id, file } of portraits) {
			store.add(
				portraitItem(id, `Portrait of ${name}`, file, [
					['vcs_face_value', name],
					['vcs_face_isTrainingMaterial', 'true'],
				]),
			);
			collection.items.add(id);
		}
	}
}

/** An item with one image in the shape the face service works on. */
export function portraitItem(id: string, title: string, file: string | undefined, more: Array<[string, string]>): Item {
	const mimeType = file?.endsWith('.png') ? 'image/png' : 'image/jpeg';
	const fields = new FieldValues([
		['title', title],
		['mimeType', mimeType],
		['mediaType', 'image'],
		['itemId', id],
		...more,
	]);
	return {
		id,
		fields,
		spans: [],
		shapes: [{ id: `${id}1`, tag: ['vcs_face_isTrainingMaterial'], mimeType, fields: new Map(), file }],
	};
}
