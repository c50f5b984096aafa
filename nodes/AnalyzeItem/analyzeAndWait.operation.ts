import { operationOnAll } from '../kit/operation';
import { waitFields, wayToEnd } from '../waiting/waitFields';
import { analysisFields, steps } from './analysisFields';
import { failureOutput } from './failureOutput';
import { oneStep } from './oneStep';
import { analysisOutputs } from './startAnalysis';

const { options, ...first } = analysisFields;

/** Starts the analyses of all input items and waits for their end. */
export const analyzeAndWait = operationOnAll({
	value: steps.wait,
	label: 'Start and Wait',
	action: 'Run the billed analysis of an item and wait for its end',
	description: 'Let the face service look who is seen when in a video, and wait until the job has ended',
	fields: { ...first, way: wayToEnd, ...waitFields, options },
	outputs: {
		...analysisOutputs,
		next: 'As the tool of an agent: what to do next',
		'*': 'Called back: the fields of the input as well',
	},
	runAll: async (items, context) => await oneStep(items, context),
	failureOutput,
});
