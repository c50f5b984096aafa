import type { OperationGroup } from '../../kit/properties';

export const fileOperations: OperationGroup = {
	resource: { value: 'file', label: 'File', description: 'A file on a storage, or that of a shape' },
	operations: [],
	default: '',
};
