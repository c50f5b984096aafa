import { defineNode } from '../kit/defineNode';
import { bothVersions } from '../kit/laterVersion';
import { reportTraining } from './report.operation';
import { trainCollection } from './trainCollection.operation';

export class TrainCollection extends defineNode({
	name: 'trainCollection',
	title: 'Train Collection',
	description: 'Start a job in which the face service learns the faces of a collection of portraits',
	about: { value: 'collection', label: 'Collection' },
	operations: [trainCollection, reportTraining],
	default: 'start',
	more: bothVersions,
}) {}
