import type { OperationGroup } from '../../kit/properties';

export const itemOperations: OperationGroup = {
	resource: { value: 'item', label: 'Item', description: 'A video, picture or other asset of the archive' },
	operations: [],
	default: '',
};
