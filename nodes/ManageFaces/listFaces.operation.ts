import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { isPersonsName } from '../../faces/appearance';
import { facesInCollection, faceSearch, searchFaces, type FaceItem } from '../../vidicore/faces/faceItems';
import type { VidiCoreHttp } from '../../vidicore/http';
import { optionalId } from '../kit/parameters';
import type { Made } from '../kit/runItems';
import { faceOutput, stateOf } from './faceOutput';
import { thumbnailOf, type ThumbnailMode } from './thumbnail';

interface Filters {
	show?: 'all' | 'known' | 'unknown' | 'needsTraining';
	name?: string;
}

const pageSize = 100;

/** People and unknown faces, page by page until there are enough. */
export async function listFaces(context: IExecuteFunctions, http: VidiCoreHttp, item: number): Promise<Made[]> {
	const collectionId = optionalId(context, 'inCollection', 'In Collection', item);
	const filters = context.getNodeParameter('filters', item, {}) as Filters;
	const thumbnail = context.getNodeParameter('thumbnail', item, 'none') as ThumbnailMode;
	const limit =
		context.getNodeParameter('returnAll', item, false) === true
			? Infinity
			: Number(context.getNodeParameter('limit', item, 50));
	const found: Made[] = [];
	for (let first = 1; found.length < limit; first += pageSize) {
		const page =
			collectionId === ''
				? await searchFaces(http, faceSearch(filters.name), first, pageSize, thumbnail !== 'none')
				: await facesInCollection(http, collectionId, first, pageSize, thumbnail !== 'none');
		for (const face of page.faces.filter((one) => wanted(one, filters))) {
			if (found.length < limit) found.push(await shown(context, http, face, thumbnail));
		}
		if (page.faces.length < pageSize) break;
	}
	return found;
}

function wanted(face: FaceItem, { show = 'all', name = '' }: Filters): boolean {
	if (show === 'known' && !isPersonsName(face.name)) return false;
	if (show === 'unknown' && isPersonsName(face.name)) return false;
	if (show === 'needsTraining' && stateOf(face) !== 'NEEDS_TRAINING') return false;
	return face.name.toLowerCase().includes(name.trim().toLowerCase());
}

async function shown(
	context: IExecuteFunctions,
	http: VidiCoreHttp,
	face: FaceItem,
	mode: ThumbnailMode,
): Promise<Made> {
	const { json, binary } = await thumbnailOf(context, http, face.thumbnails[0], mode, face.itemId);
	return { json: { ...faceOutput(face), ...json } as IDataObject, ...(binary ? { binary } : {}) };
}
