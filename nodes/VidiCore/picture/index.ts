import type { OperationGroup } from '../../kit/properties';

export const pictureOperations: OperationGroup = {
	resource: { value: 'picture', label: 'Picture', description: 'A frame of a video, or its thumbnails' },
	operations: [],
	default: '',
};
