import type { OperationGroup } from '../../kit/properties';

export const collectionOperations: OperationGroup = {
	resource: { value: 'collection', label: 'Collection', description: 'A group of items' },
	operations: [],
	default: '',
};
