import type { Archive } from '../archive';
import { portraitItem } from '../portraits';
import type { Store } from '../store';
import { uncertain } from '../uncertain';
import type { Extract } from './script';

/**
 * An item for each face that was cut out, with the name from the lower third, in a collection of its own. Nobody trains
 * them before somebody has looked at them and marked them.
 */
export async function fileExtracts(
	store: Store,
	extracts: ReadonlyArray<Extract & { file: string }>,
	pictures: ReadonlyMap<string, Buffer>,
	archive: Archive,
): Promise<void> {
	const collection = store.collectionNamed(uncertain.extractedFaces.collection);
	for (const { face, name, file } of extracts) {
		const id = store.nextId();
		const key = `extracted/${id}.png`;
		await archive.put(key, pictures.get(file) ?? Buffer.alloc(0), 'image/png');
		const fields = uncertain.extractedFaces.fields(name);
		store.add({ ...portraitItem(id, `Face of ${name}`, key, fields), face });
		collection.items.add(id);
		store.announce({ kind: 'collection', collection });
	}
}
