import type { Appearance } from '../../faces/appearance';
import { AppearanceReader } from '../../faces/readAppearances';
import type { VidiCoreHttp } from '../../vidicore/http';
import { defaultFaceGroup, readFaceMetadata } from '../../vidicore/items/faceMetadata';

/** All appearances of an item, as the node reads them. */
export async function readFaces(http: VidiCoreHttp, itemId: string): Promise<Appearance[]> {
	const reader = new AppearanceReader(itemId);
	for await (const window of readFaceMetadata(http, itemId, defaultFaceGroup)) reader.add(window);
	return reader.appearances();
}
