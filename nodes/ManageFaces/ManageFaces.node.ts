import { defineNode } from '../kit/defineNode';
import { bothVersions } from '../kit/laterVersion';
import { addPicture } from './addPicture.operation';
import { deleteFace } from './deleteFace.operation';
import { findAppearances } from './findAppearances.operation';
import { findPersons } from './findPersons.operation';
import { getManyFaces } from './getManyFaces.operation';
import { markItem, unmarkItem } from './markItem.operation';
import { makeReel } from './makeReel.operation';
import { mergeFaces } from './mergeFaces.operation';
import { renameFace } from './renameFace.operation';
import { whoWithWhom } from './whoWithWhom.operation';
import { writeNames } from './writeNames.operation';

export class ManageFaces extends defineNode({
	name: 'manageFaces',
	title: 'Manage Faces',
	description: 'People, unknown faces and training pictures: list and name them, and find where somebody appears',
	resources: [
		{
			resource: { value: 'face', label: 'Face', description: 'A person, or a face nobody knows yet' },
			// In this order, so that the fields that they share stand in a good one: whose face before how many.
			operations: [renameFace, mergeFaces, deleteFace, findAppearances, getManyFaces, writeNames],
			default: 'getMany',
		},
		{
			resource: {
				value: 'person',
				label: 'Person',
				description: 'Somebody known by name, over all videos in which they are seen',
			},
			operations: [makeReel, findPersons, whoWithWhom],
			default: 'makeReel',
		},
		{
			resource: {
				value: 'training',
				label: 'Training Material',
				description: 'Pictures from which the face service learns',
			},
			operations: [addPicture, markItem, unmarkItem],
			default: 'addPicture',
		},
	],
	more: bothVersions,
}) {}
