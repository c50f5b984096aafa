import { gapOfSeconds, mergeAppearances } from '../../faces/merge';
import { itemsWithFace, type FoundItem } from '../../vidicore/faces/appearancesOf';
import { readFace } from '../../vidicore/faces/curate';
import type { VidiCoreHttp } from '../../vidicore/http';
import { readThumbnails } from '../../vidicore/items/thumbnails';
import { facesInVideo } from '../appearances/facesInVideo';
import { nothingHint, nothingOutputs } from '../appearances/nothingFound';
import { UserError } from '../kit/errors';
import { isTool } from '../kit/n8nFunctions';
import { isFace } from './isFace';
import { nearest, timed } from '../pictures/nearestThumbnail';
import { appearanceOutputs } from '../appearances/appearanceOutputs';
import { limitFields, limitOf } from '../kit/fields/limit';
import { choice, number } from '../kit/fields/plain';
import { operation } from '../kit/operation';
import { faceId } from './faceFields';

const pageSize = 50;

/**
 * When a face is seen, over the whole archive, the newest items first, page by page until there are
 * enough.
 */
export const findAppearances = operation({
	value: 'findAppearances',
	label: 'Find Appearances',
	action: 'Find the appearances of a person',
	description: 'When a person is seen, in all videos',
	pace: 'together',
	fields: {
		faceId,
		...limitFields,
		mergeGapSeconds: number({
			displayName: 'Merge Neighbors (Seconds)',
			default: 1,
			minValue: 0,
			description: 'Appearances with no more than this between them come out as one',
		}),
		thumbnail: choice({
			displayName: 'Thumbnail',
			options: [
				{
					name: 'Link',
					value: 'link',
					description:
						'To the picture nearest to the begin. An address that works without a login: whoever has it can see the picture.',
				},
				{ name: 'None', value: 'none' },
			],
			default: 'none',
		}),
	},
	outputs: {
		...appearanceOutputs,
		...nothingOutputs,
		title: 'The title of the video',
		thumbnail: 'A link to the picture nearest to the begin',
	},
	async run(fields, { context, vidiCore, signal, hint }) {
		const http = await vidiCore();
		const face = isFace(await readFace(http, fields.faceId));
		if (face.externalId === '')
			throw new UserError(
				`"${face.name}" (${face.itemId}) is not known to the face service yet`,
				'Train the collection with this person first; only then can an analysis find them.',
			);
		const limit = limitOf(fields);
		const links = fields.thumbnail === 'link';
		const found: object[] = [];
		for await (const page of itemsWithFace(http, face.externalId, pageSize, links)) {
			for (const video of page) {
				if (found.length >= limit) break;
				const rows = await appearancesIn(http, video, face.externalId, fields.mergeGapSeconds, links, signal);
				found.push(...rows.slice(0, limit - found.length));
			}
			if (found.length >= limit) break;
		}
		if (found.length > 0) return found;
		const nothing = {
			why: 'nothingFound',
			message: `"${face.name}" (${face.itemId}) is seen in no video, by the analyses so far`,
			next: 'A video that was analyzed before this person was trained has to be analyzed again.',
			beforeFilters: 0,
		} as const;
		hint(nothingHint(nothing), 'info');
		return isTool(context) ? [{ found: 0, ...nothing }] : [];
	},
});

async function appearancesIn(
	http: VidiCoreHttp,
	{ itemId, title, thumbnails: uris, durationSeconds }: FoundItem,
	personId: string,
	gap: number,
	links: boolean,
	signal?: AbortSignal,
): Promise<object[]> {
	const { appearances } = await facesInVideo(http, itemId, { signal });
	const own = appearances.filter((appearance) => appearance.personId === personId);
	const thumbnails = links ? timed({ itemId, thumbnails: readThumbnails(http.root, uris), durationSeconds }) : [];
	return (gap > 0 ? mergeAppearances(own, gapOfSeconds(gap)) : own).map((appearance) => {
		const thumbnail = nearest(thumbnails, appearance.startSeconds ?? 0)?.url;
		return { ...appearance, title, ...(thumbnail ? { thumbnail } : {}) };
	});
}
