import type { VidiCoreHttp } from '../http';
import { facePages, type FaceItem, type FacePicture } from './faceItems';

/** What a training collection holds. */
export interface TrainingMaterial {
	people: number;
	/** Pictures that a training looks at. */
	pictures: number;
	trained: number;
	/** Neither learned nor refused yet. */
	fresh: Array<{ itemId: string; name: string; shapeId: string }>;
	/** Looked at, and not taken into the model; the service's word says why. */
	refused: Array<{ itemId: string; name: string; shapeId: string; status: string }>;
	/** Items of the collection that are not marked as training material. */
	notMarked: string[];
}

const pageSize = 200;

/** Counts a collection's training material, page by page. Throws a VidiCoreError. */
export async function trainingMaterial(http: VidiCoreHttp, collectionId: string): Promise<TrainingMaterial> {
	const people = new Set<string>();
	const found: TrainingMaterial = { people: 0, pictures: 0, trained: 0, fresh: [], refused: [], notMarked: [] };
	for await (const faces of facePages(http, { collectionId }, pageSize)) {
		for (const face of faces) {
			if (!face.trainingMaterial) {
				found.notMarked.push(face.itemId);
				continue;
			}
			people.add(face.name || face.itemId);
			for (const picture of face.pictures) count(found, face, picture);
		}
	}
	return { ...found, people: people.size };
}

/**
 * The vendor's rule: a picture needs training while its method is neither TRAINED nor INDEXED. One with a status was
 * looked at.
 */
function count(found: TrainingMaterial, { itemId, name }: FaceItem, { shapeId, method, status }: FacePicture): void {
	if (method === 'INDEXED') return;
	found.pictures += 1;
	if (method === 'TRAINED') found.trained += 1;
	else if (status !== '' && status !== 'ACTIVE') found.refused.push({ itemId, name, shapeId, status });
	else found.fresh.push({ itemId, name, shapeId });
}
