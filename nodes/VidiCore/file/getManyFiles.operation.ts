import { filesOnStorage } from '../../../vidicore/storages/files';
import { filters } from '../../kit/fields/grouped';
import { limitFields, limitOf } from '../../kit/fields/limit';
import { choice, choices, text } from '../../kit/fields/plain';
import { operation } from '../../kit/operation';
import { storagePicker } from '../../pickers/storage';
import { fileOutput, fileOutputs } from './fileOutput';

/** The files that VidiCore has found on a storage. */
export const getManyFiles = operation({
	value: 'getMany',
	label: 'Get Many',
	action: 'Get many files of a storage',
	description: 'The files that VidiCore has found on a storage',
	pace: 'together',
	fields: {
		storageId: storagePicker,
		...limitFields,
		filters: filters({
			imported: choice({
				displayName: 'Imported',
				options: [
					{ name: 'All Files', value: 'all' },
					{ name: 'Not Imported Yet', value: 'no', description: 'Files that are in no item' },
					{ name: 'Imported', value: 'yes', description: 'Files that are in an item' },
				],
				default: 'all',
			}),
			path: text({
				displayName: 'Path',
				placeholder: 'e.g. incoming/*.mxf',
				description: 'Where the file lies on the storage; * and ? stand for anything',
			}),
			states: choices({
				displayName: 'State',
				options: [
					{ name: 'Archived', value: 'ARCHIVED' },
					{ name: 'Being Read', value: 'BEING_READ' },
					{ name: 'Closed', value: 'CLOSED', description: 'Whole, and nobody writes it' },
					{ name: 'Lost', value: 'LOST', description: 'No longer there' },
					{ name: 'Open', value: 'OPEN', description: 'Still being written' },
				],
				default: [],
				description: 'Files in any state when none is chosen',
			}),
		}),
	},
	outputs: fileOutputs,
	async run({ storageId, filters: { imported, path, states }, ...values }, { vidiCore, signal }) {
		const search = { path, states, ...(imported === 'all' ? {} : { imported: imported === 'yes' }) };
		const files: object[] = [];
		for await (const page of filesOnStorage(await vidiCore(), storageId, search, limitOf(values), signal))
			files.push(...page.map(fileOutput));
		return files;
	},
});
