import type { Item } from '../../entities';
import type { Store } from '../../store';
import type { Assignment, FaceService } from '../service';
import { analyze } from './analyze';
import { FaceFinder, type EngineFiles } from './faceFinder';
import { FaceMemory } from './faceMemory';
import type { MediaTools } from './programs';
import { train } from './train';
import type { Workshop } from './workshop';

export interface RealParts {
	engine: EngineFiles;
	tools: MediaTools;
	/** How many frames are looked at side by side; each worker takes 450 MB. */
	workers?: number;
}

/**
 * A face service that looks: it learns faces from portraits and finds them in the frames of videos. It knows nothing
 * of the scenario's cast.
 */
export const realFaceService =
	({ engine, tools, workers = 2 }: RealParts) =>
	(store: Store): FaceService => {
		const shop: Workshop = { store, memory: new FaceMemory(), finder: new FaceFinder(engine, workers), tools };
		return {
			train: (portraits: Item[], assignment: Assignment) => train(shop, portraits, assignment),
			analyze: (item: Item, key: string, assignment: Assignment) => analyze(shop, item, key, assignment),
			forget: (itemId) => forget(shop, itemId),
			close: () => shop.finder.close(),
		};
	};

function forget({ store, memory }: Workshop, itemId: string): void {
	const own = [...store.model].filter(([, entry]) => entry.itemId === itemId).map(([face]) => face);
	for (const face of memory.forget(itemId, own)) store.model.delete(face);
}
