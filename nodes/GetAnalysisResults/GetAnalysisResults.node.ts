import { defineNode } from '../kit/defineNode';
import { bothVersions } from '../kit/laterVersion';
import { getAnalysisResults } from './getAnalysisResults.operation';

export class GetAnalysisResults extends defineNode({
	name: 'getAnalysisResults',
	title: 'Get Analysis Results',
	description: 'Get what any analysis found in a video or image: labels, spoken words, faces and more',
	subtitle:
		'={{ "Get results: " + ({ results: "one item per result", videos: "one item per video", ' +
		'file: "one file per video" })[$parameter["output"]] }}',
	operation: getAnalysisResults,
	more: bothVersions,
}) {}
