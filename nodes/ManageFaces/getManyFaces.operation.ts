import type { IExecuteFunctions } from 'n8n-workflow';
import { isPersonsName } from '../../faces/appearance';
import { facePages, type FaceItem } from '../../vidicore/faces/faceItems';
import type { VidiCoreHttp } from '../../vidicore/http';
import { faceOutput, faceOutputs, stateOf } from './faceOutput';
import { thumbnailOf, type ThumbnailMode } from './thumbnail';
import { reworded } from '../kit/field';
import { filters, optional } from '../kit/fields/grouped';
import { limitFields, limitOf } from '../kit/fields/limit';
import { choice, text } from '../kit/fields/plain';
import { operation, RowWithFiles } from '../kit/operation';
import { collectionPicker } from '../pickers/collection';

interface Filters {
	show: 'all' | 'known' | 'unknown' | 'needsTraining';
	name: string;
}

const pageSize = 100;

/** People and unknown faces, page by page until there are enough. */
export const getManyFaces = operation({
	value: 'getMany',
	label: 'Get Many',
	action: 'Get many faces',
	description: 'People and unknown faces, with their state',
	fields: {
		inCollection: optional(
			reworded(collectionPicker, {
				displayName: 'In Collection',
				description: 'Only faces in this collection, for example FoundByFaceAnalysis; all faces when empty',
			}),
		),
		...limitFields,
		thumbnail: choice({
			displayName: 'Thumbnail',
			options: [
				{ name: 'File', value: 'file', description: 'As binary data in the field "data"' },
				{
					name: 'Link',
					value: 'link',
					description: 'An address that works without a login: whoever has it can see the picture',
				},
				{ name: 'None', value: 'none' },
			],
			default: 'none',
		}),
		filters: filters({
			name: text({ displayName: 'Name Contains' }),
			show: choice({
				displayName: 'Show',
				options: [
					{ name: 'All', value: 'all' },
					{ name: 'Known People', value: 'known' },
					{ name: 'New for the Training', value: 'needsTraining' },
					{ name: 'Unknown Faces', value: 'unknown' },
				],
				default: 'all',
			}),
		}),
	},
	outputs: { ...faceOutputs, thumbnail: 'A link to its picture' },
	async run(fields, { context, vidiCore }) {
		const http = await vidiCore();
		const { inCollection, thumbnail } = fields;
		const limit = limitOf(fields);
		const found: RowWithFiles[] = [];
		const sought = { collectionId: inCollection, name: fields.filters.name, thumbnails: thumbnail !== 'none' };
		for await (const faces of facePages(http, sought, pageSize)) {
			for (const face of faces.filter((one) => passes(one, fields.filters))) {
				if (found.length < limit) found.push(await withThumbnail(context, http, face, thumbnail));
			}
			if (found.length >= limit) break;
		}
		return found;
	},
});

function passes(face: FaceItem, { show, name }: Filters): boolean {
	if (show === 'known' && !isPersonsName(face.name)) return false;
	if (show === 'unknown' && isPersonsName(face.name)) return false;
	if (show === 'needsTraining' && stateOf(face) !== 'NEEDS_TRAINING') return false;
	return face.name.toLowerCase().includes(name.toLowerCase());
}

async function withThumbnail(
	context: IExecuteFunctions,
	http: VidiCoreHttp,
	face: FaceItem,
	mode: ThumbnailMode,
): Promise<RowWithFiles> {
	const { json, binary } = await thumbnailOf(context, http, face.thumbnails[0], mode, face.itemId);
	return new RowWithFiles({ ...faceOutput(face), ...json }, binary);
}
