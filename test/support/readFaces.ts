import type { Appearance } from '../../faces/appearance';
import { AppearanceReader } from '../../faces/readAppearances';
import { videoTimeOf } from '../../faces/videoTime';
import type { VidiCoreHttp } from '../../vidicore/http';
import { defaultFaceGroup, readFaceMetadata } from '../../vidicore/items/faceMetadata';
import { readMediaFacts } from '../../vidicore/items/mediaFacts';

/** All appearances of an item, as the node reads them. */
export async function readFaces(http: VidiCoreHttp, itemId: string): Promise<Appearance[]> {
	const facts = await readMediaFacts(http, itemId);
	const reader = new AppearanceReader(itemId, videoTimeOf(facts));
	for await (const window of readFaceMetadata(http, itemId, defaultFaceGroup, facts.durationSeconds))
		reader.add(window);
	return reader.rows();
}
