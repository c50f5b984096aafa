import { defineNode } from '../kit/defineNode';
import { analyzeItem } from './analyzeItem.operation';

export class AnalyzeItem extends defineNode({
	name: 'analyzeItem',
	title: 'Analyze Item',
	description: 'Start a job in which the face service looks who is seen when in a video',
	subtitle: '={{ $parameter["itemId"] }}',
	operation: analyzeItem,
}) {}
