import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { withoutUserInfo } from '../../vidicore/redact';
import { readStorages } from '../../vidicore/storages/storages';
import { picker } from '../kit/fields/picker';
import { vidiCore } from '../kit/vidiCore';
import { matching } from './page';

/** All storages; VidiCore has few of them. */
export async function searchStorages(this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
	const storages = await readStorages(await vidiCore(this));
	const entries = storages.map(({ id, uris: [uri] }) => ({
		name: uri ? `${withoutUserInfo(uri)} (${id})` : id,
		value: id,
	}));
	return matching(entries, { filter, none: 'There is no storage in this VidiCore that your user may see.' });
}

export const storagePicker = picker(
	{ searchStorages },
	{ displayName: 'Storage', description: 'The storage of VidiCore on which the file is' },
);
