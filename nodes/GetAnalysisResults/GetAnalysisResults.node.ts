import { readingVersions } from '../appearances/laterVersion';
import { defineNode } from '../kit/defineNode';
import { getAnalysisResults } from './getAnalysisResults.operation';

export class GetAnalysisResults extends defineNode({
	name: 'getAnalysisResults',
	title: 'Get Analysis Results',
	description: 'Get what any analysis found in a video or image: labels, spoken words, faces and more',
	subtitle:
		'={{ ({ results: "One item per result", videos: "One item per video", file: "One file per video" })' +
		'[$parameter["output"]] }}',
	operation: getAnalysisResults,
	more: readingVersions,
}) {}
