import type { OperationGroup } from '../../kit/properties';
import { getManyShapes } from './getManyShapes.operation';
import { transcode } from './transcode.operation';

export const shapeOperations: OperationGroup = {
	resource: { value: 'shape', label: 'Shape', description: 'A version of an item’s media: the original, a proxy' },
	operations: [getManyShapes, transcode],
	default: 'getMany',
};
