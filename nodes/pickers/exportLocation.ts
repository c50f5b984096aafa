import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { readExportLocations } from '../../vidicore/clips/exportLocations';
import type { Field } from '../kit/field';
import { picker } from '../kit/fields/picker';
import { emptyField, textFrom } from '../kit/fields/plain';
import { vidiCore } from '../kit/vidiCore';
import { matching } from './page';

/** All export locations by name; VidiCore has few of them. Where they lie is not shown: the address may hold a key. */
export async function searchExportLocations(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const entries = (await readExportLocations(await vidiCore(this))).map(({ name, tags }) => ({
		name: tags.length > 0 ? `${name} (${tags.join(', ')})` : name,
		value: name,
	}));
	const none = 'There is no export location in this VidiCore. An administrator of VidiCore makes one.';
	return matching(entries, { filter, none });
}

const byName = picker(
	{ searchExportLocations },
	{
		displayName: 'Export Location',
		description: 'The place that VidiCore knows by this name, with the key to it',
		typed: { displayName: 'By Name', placeholder: 'e.g. Deliveries' },
	},
);

/** A name, which unlike an id may hold anything. */
export const exportLocationPicker: Field<string> = {
	...byName,
	parse: (raw, label) => {
		const isLocator = typeof raw === 'object' && raw !== null && 'value' in raw;
		const name = textFrom(isLocator ? raw.value : raw, label);
		if (name === '') throw emptyField(label);
		return name;
	},
};
