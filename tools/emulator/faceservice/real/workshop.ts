import type { Store } from '../../store';
import type { FaceFinder } from './faceFinder';
import type { FaceMemory } from './faceMemory';
import type { MediaTools } from './programs';

/** What the operations of the real service share. */
export interface Workshop {
	store: Store;
	memory: FaceMemory;
	finder: FaceFinder;
	tools: MediaTools;
}
