import { defineNode } from '../kit/defineNode';
import { bothVersions } from '../kit/laterVersion';
import { collectionOperations } from './collection';
import { fileOperations } from './file';
import { itemOperations } from './item';
import { jobOperations } from './job';
import { pictureOperations } from './picture';
import { shapeOperations } from './shape';

export class VidiCore extends defineNode({
	name: 'vidiCore',
	title: 'VidiCore',
	description: 'Items, collections, shapes, files, pictures and jobs of a VidiCore archive',
	resources: [
		itemOperations,
		collectionOperations,
		shapeOperations,
		fileOperations,
		pictureOperations,
		jobOperations,
	].filter(({ operations }) => operations.length > 0),
	more: bothVersions,
}) {}
