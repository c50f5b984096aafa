import type { OperationGroup } from '../../kit/properties';
import { countByField } from './countByField.operation';
import { deleteItem } from './deleteItem.operation';
import { exportClip } from './exportClip.operation';
import { getItem } from './getItem.operation';
import { getManyItems } from './getManyItems.operation';
import { importItem } from './importItem.operation';
import { makeItem } from './makeItem.operation';
import { updateItem } from './updateItem.operation';

export const itemOperations: OperationGroup = {
	resource: { value: 'item', label: 'Item', description: 'A video, picture or other asset of the archive' },
	operations: [countByField, deleteItem, exportClip, getItem, getManyItems, importItem, makeItem, updateItem],
	default: 'getMany',
};
