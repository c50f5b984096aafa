import type { OperationGroup } from '../../kit/properties';

export const shapeOperations: OperationGroup = {
	resource: { value: 'shape', label: 'Shape', description: 'A version of an item’s media: the original, a proxy' },
	operations: [],
	default: '',
};
