import type { OperationGroup } from '../../kit/properties';
import { downloadFile } from './downloadFile.operation';
import { getManyFiles } from './getManyFiles.operation';
import { getTemporaryLink } from './getTemporaryLink.operation';

export const fileOperations: OperationGroup = {
	resource: { value: 'file', label: 'File', description: 'A file on a storage, or that of a shape' },
	operations: [downloadFile, getManyFiles, getTemporaryLink],
	default: 'getMany',
};
