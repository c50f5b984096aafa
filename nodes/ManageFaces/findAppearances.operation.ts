import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { AppearanceReader } from '../../faces/readAppearances';
import { gapOfSeconds, mergeAppearances } from '../../faces/merge';
import { itemsWithFace, type FoundItem } from '../../vidicore/faces/appearancesOf';
import { readFace } from '../../vidicore/faces/curate';
import type { VidiCoreHttp } from '../../vidicore/http';
import { defaultFaceGroup, readFaceMetadata } from '../../vidicore/items/faceMetadata';
import { readThumbnails } from '../../vidicore/items/thumbnails';
import { UserError } from '../kit/errors';
import { locatedId } from '../kit/parameters';
import type { Made } from '../kit/runItems';
import { isFace } from './isFace';
import { nearest, timed } from './nearestThumbnail';

const pageSize = 50;

/**
 * Every stretch in which a face is seen, over the whole archive, the newest items first, page by page until there are
 * enough.
 */
export async function findAppearances(context: IExecuteFunctions, http: VidiCoreHttp, item: number): Promise<Made[]> {
	const face = isFace(await readFace(http, locatedId(context, 'faceId', 'Face', item)));
	if (face.externalId === '')
		throw new UserError(
			`"${face.name}" (${face.itemId}) is not known to the face service yet`,
			'Train the collection with this person first; only then can an analysis find them.',
		);
	const limit =
		context.getNodeParameter('returnAll', item, false) === true
			? Infinity
			: Number(context.getNodeParameter('limit', item, 50));
	const links = context.getNodeParameter('thumbnail', item, 'none') === 'link';
	const gap = Number(context.getNodeParameter('mergeGapSeconds', item, 0));
	const found: Made[] = [];
	for (let first = 1; found.length < limit; first += pageSize) {
		const page = await itemsWithFace(http, face.externalId, first, pageSize, links);
		for (const video of page) {
			if (found.length >= limit) break;
			const rows = await appearancesIn(context, http, video, face.externalId, gap, links);
			found.push(...rows.slice(0, limit - found.length).map((json) => ({ json })));
		}
		if (page.length < pageSize) break;
	}
	return found;
}

async function appearancesIn(
	context: IExecuteFunctions,
	http: VidiCoreHttp,
	{ itemId, title, thumbnails: uris, durationSeconds }: FoundItem,
	personId: string,
	gap: number,
	links: boolean,
): Promise<IDataObject[]> {
	const reader = new AppearanceReader(itemId);
	for await (const window of readFaceMetadata(http, itemId, defaultFaceGroup, context.getExecutionCancelSignal()))
		reader.add(window);
	const own = reader.appearances().filter((appearance) => appearance.personId === personId);
	const thumbnails = links ? timed({ itemId, thumbnails: readThumbnails(http.root, uris), durationSeconds }) : [];
	return (gap > 0 ? mergeAppearances(own, gapOfSeconds(gap)) : own).map((appearance) => {
		const thumbnail = nearest(thumbnails, appearance.startSeconds ?? 0)?.url;
		return { ...appearance, title, ...(thumbnail ? { thumbnail } : {}) } as unknown as IDataObject;
	});
}
