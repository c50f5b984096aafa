import { operation } from '../kit/operation';
import { analysisFields, steps } from './analysisFields';
import { analysisOutputs, startAnalysis } from './startAnalysis';

/** Starts the analysis of one item, and goes on at once. */
export const analyzeItem = operation({
	value: steps.start,
	label: 'Start',
	action: 'Start the billed analysis of an item',
	description: 'Let the face service look who is seen when in a video. The job comes out at once.',
	fields: analysisFields,
	outputs: analysisOutputs,
	run: startAnalysis,
});
