import { thumbnailsOf } from '../../../vidicore/items/thumbnails';
import { limitFields, limitOf } from '../../kit/fields/limit';
import { operation, RowWithFiles } from '../../kit/operation';
import { timed } from '../../pictures/nearestThumbnail';
import { pictureBytes } from '../../pictures/pictureBytes';
import { itemPicker } from '../../pickers/item';
import { pictureFile } from '../../pictures/pictureFile';
import { pictureAs } from './pictureFields';

/** The pictures that VidiCore has of an item, in the order of their times. */
export const getThumbnails = operation({
	value: 'getThumbnails',
	label: 'Get Thumbnails',
	action: 'Get the thumbnails of an item',
	description: 'The pictures that VidiCore has made of a video or image',
	pace: 'together',
	fields: { itemId: itemPicker, pictureAs, ...limitFields },
	outputs: {
		itemId: 'The item',
		seconds: 'The moment of the picture, from the beginning of the video',
		link: 'An address of the picture that works without a login, when it is wanted',
		fileName: 'What the file is called',
		mimeType: 'What kind of picture it is',
		bytes: 'Its size',
	},
	async run(fields, call) {
		const { itemId, pictureAs: wanted } = fields;
		const http = await call.vidiCore();
		const found = timed(await thumbnailsOf(http, itemId, wanted !== 'file'));
		const chosen = found.sort((a, b) => a.seconds - b.seconds).slice(0, limitOf(fields));
		const rows: RowWithFiles[] = [];
		for (const thumbnail of chosen) {
			const row = { itemId, seconds: thumbnail.seconds, ...(wanted === 'file' ? {} : { link: thumbnail.url }) };
			if (wanted === 'link') {
				rows.push(new RowWithFiles(row, undefined));
				continue;
			}
			const { bytes, mimeType, extension } = await pictureBytes(http, thumbnail, `a thumbnail of ${itemId}`);
			const fileName = `${itemId}-${thumbnail.seconds}s.${extension}`;
			const file = await pictureFile(call, bytes, fileName, mimeType);
			rows.push(new RowWithFiles({ ...row, fileName, mimeType, bytes: bytes.length }, file));
		}
		return rows;
	},
});
