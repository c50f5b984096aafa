import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { searchItems as search } from '../../vidicore/items/items';
import { vidiCore } from '../kit/vidiCore';
import { picker } from '../kit/fields/picker';
import { page } from './page';

/** Items by title, page by page. */
export async function searchItems(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const http = await vidiCore(this);
	return await page(paginationToken, async (first, number) =>
		(await search(http, filter, first, number)).map(({ id, title }) => ({
			name: title ? `${title} (${id})` : id,
			value: id,
		})),
	);
}

export const itemPicker = picker(
	{ searchItems },
	{ displayName: 'Item', description: 'The video or image in VidiCore' },
);
