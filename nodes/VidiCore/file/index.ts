import type { OperationGroup } from '../../kit/properties';
import { getManyFiles } from './getManyFiles.operation';

export const fileOperations: OperationGroup = {
	resource: { value: 'file', label: 'File', description: 'A file on a storage, or that of a shape' },
	operations: [getManyFiles],
	default: 'getMany',
};
