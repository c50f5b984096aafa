import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { listItems, type WantedItems } from '../../vidicore/items/listItems';
import { picker, type Search } from '../kit/fields/picker';
import { vidiCore } from '../kit/vidiCore';
import { itemEntry } from './itemEntry';
import { page } from './page';

/** Items of any or of one kind of media, the newest first, page by page. */
const searching = (mediaType: WantedItems['mediaType'], none: string): Search =>
	async function (this: ILoadOptionsFunctions, filter?: string, token?: string): Promise<INodeListSearchResult> {
		const http = await vidiCore(this);
		const load = (first: number, number: number) => listItems(http, { words: filter, mediaType }, first, number);
		return await page({ token, filter, none }, load, itemEntry);
	};

const noItem = 'There is no item in this VidiCore that your user may see.';

/** Any item, videos before all others. */
export const itemPicker = picker(
	{ searchItems: searching(undefined, noItem) },
	{ displayName: 'Item', description: 'The video or image in VidiCore', link: 'item' },
);

/** An item with a video. */
export const videoPicker = picker(
	{
		searchVideos: searching(
			'video',
			'There is no video in this VidiCore that your user may see. The node "VidiCore" imports one.',
		),
	},
	{ displayName: 'Item', description: 'The video in VidiCore, the newest first in the list', link: 'item' },
);

/** An item with a picture, such as a portrait. */
export const pictureItemPicker = picker(
	{ searchPictures: searching('image', 'There is no picture in this VidiCore that your user may see.') },
	{ displayName: 'Item', description: 'The item with the picture', link: 'item' },
);
