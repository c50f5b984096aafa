import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { importableFiles } from '../../vidicore/storages/files';
import { picker } from '../kit/fields/picker';
import { vidiCore } from '../kit/vidiCore';
import { page } from './page';

/** Files on any storage that are in no item yet, by their path, page by page. */
export async function searchFiles(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const http = await vidiCore(this);
	const asked = { token: paginationToken, filter, none };
	return await page(
		asked,
		(first, number) => importableFiles(http, filter, first, number),
		({ fileId, path }) => ({ name: `${path} (${fileId})`, value: fileId }),
	);
}

const none = 'No file on the storages is without an item. New files show after VidiCore has scanned their storage.';

export const filePicker = picker(
	{ searchFiles },
	{ displayName: 'File', description: 'A file on a storage of VidiCore that is in no item yet' },
);
