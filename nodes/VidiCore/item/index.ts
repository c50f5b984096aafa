import type { OperationGroup } from '../../kit/properties';
import { getItem } from './getItem.operation';
import { getManyItems } from './getManyItems.operation';
import { importItem } from './importItem.operation';

export const itemOperations: OperationGroup = {
	resource: { value: 'item', label: 'Item', description: 'A video, picture or other asset of the archive' },
	operations: [getItem, getManyItems, importItem],
	default: 'getMany',
};
