import type { OperationGroup } from '../../kit/properties';
import { addItems } from './addItems.operation';
import { createCollection } from './createCollection.operation';
import { deleteCollection } from './deleteCollection.operation';
import { getManyCollections } from './getManyCollections.operation';
import { removeItems } from './removeItems.operation';

export const collectionOperations: OperationGroup = {
	resource: { value: 'collection', label: 'Collection', description: 'A group of items' },
	operations: [addItems, createCollection, deleteCollection, getManyCollections, removeItems],
	default: 'getMany',
};
