import type { OperationGroup } from '../../kit/properties';
import { getFrame } from './getFrame.operation';
import { getThumbnails } from './getThumbnails.operation';

export const pictureOperations: OperationGroup = {
	resource: { value: 'picture', label: 'Picture', description: 'A frame of a video, or its thumbnails' },
	operations: [getFrame, getThumbnails],
	default: 'getFrame',
};
