import { writeFields } from '../metadata/writeMetadata';
import type { Item } from '../entities';
import type { Store } from '../store';
import { uncertain } from '../uncertain';

/** Writes into a portrait's item what became of each of its pictures (shape id → word of `uncertain.imageStatus`). */
export function markTrained(store: Store, item: Item, personId: string, outcomes: ReadonlyMap<string, string>): void {
	for (const shape of item.shapes) {
		const outcome = outcomes.get(shape.id);
		if (outcome === undefined) continue;
		shape.fields.set('vcs_face_status', outcome);
		if (outcome === uncertain.imageStatus.active) shape.fields.set('vcs_face_method', 'TRAINED');
		else shape.fields.delete('vcs_face_method');
	}
	if (![...outcomes.values()].includes(uncertain.imageStatus.active)) return;
	writeFields(
		store,
		item,
		[
			['vcs_face_method', 'TRAINED'],
			['vcs_face_externalId', personId],
		],
		'admin',
	);
}
